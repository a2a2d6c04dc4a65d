package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.Seat;
import io.github.multiprocessing4j.internal.engine.Work;
import io.github.multiprocessing4j.internal.engine.Worker;
import io.github.multiprocessing4j.internal.engine.WorkerExit;
import io.github.multiprocessing4j.internal.engine.WorkerId;
import io.github.multiprocessing4j.internal.engine.WorkerPlan;
import io.github.multiprocessing4j.internal.engine.WorkerSettings;
import io.github.multiprocessing4j.internal.shared.Deadline;
import io.github.multiprocessing4j.internal.wire.ResultFilter;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Code that runs beside the code that started it, in a place of its own.
 *
 * <p>On {@link StartMethod#THREAD} that is a thread of its own, which belongs to no pool: however many processes are
 * blocked, the others go on. The program waits for its processes at its end, unless they are
 * {@linkplain ProcessOptions#daemon daemons}. An exception that the code does not catch ends the process with exit code
 * 1, and goes to the thread's uncaught exception handler, which by default prints it on standard error.
 *
 * <p>On {@link StartMethod#SPAWN} it is a JVM of its own. The target, its arguments and the fields of a subclass travel
 * there: they have to be serializable, and are copies, but for the shared objects among them. When the code has
 * returned, the JVM exits, whatever other threads it has started. An exception that it does not catch is printed on its
 * standard error.
 *
 * <p>When a process ends, its daemon children are told to end too, and it waits for its other children, unless it was
 * told to end itself.
 *
 * <p>Safe for use by any number of threads. What the starter did before {@link #start} happens-before the code; what
 * the code did happens-before a return from {@link #join()}.
 *
 * <p>Differs from Python: {@link #join(Duration)} says whether the process has ended; any thread may join; a process
 * may have children whether it is a daemon or not.
 *
 * <pre>{@code
 * Process p = Multiprocessing.process(Greetings::sayHelloTo, "bob");
 * p.start();
 * p.join();
 * }</pre>
 *
 * <p>Instead of giving it a target, one may extend the class and override {@link #run}.
 */
public class Process implements Serializable {

    private static final long serialVersionUID = 1L;

    // What travels: to the JVM where the process is to run, or to one where somebody wants to know of it.

    private final StartMethod startMethod;
    private final String ancestry;
    private final String name;
    private boolean daemon;

    /** What to run; taken by {@link #run}, so that nothing holds it when the process has ended. */
    private transient volatile Action target;

    // What does not; made by bear(), once, before anybody else knows the object.

    /*
     * NEW -> STARTING     start(), while what is to run is made ready
     * STARTING -> NEW     that has failed
     * STARTING -> STARTED then worker is set, and says whether it has ended
     * STARTED -> CLOSED   close(), when the worker has ended
     * NEW -> CLOSED       close()
     *
     * lifecycle guards these and the fields that start() reads; user code does not run under it.
     */
    private transient ReentrantLock lifecycle;
    private transient boolean starting;
    private transient CountDownLatch begun;
    private transient volatile Worker worker;
    private transient volatile boolean closed;

    /** How it is to be run. */
    private transient WorkerSettings settings;

    /** Null for none. */
    private transient ProcessParent parent;

    private transient AtomicInteger childrenMade;
    private transient Set<Process> children;

    /*
     * The end of the worker is told here, in this order, so that whoever hears of it finds the rest done, and what
     * users have chained to onExit keeps nobody else waiting.
     */
    private transient Sentinel sentinel;
    private transient CountDownLatch ended;
    private transient CompletableFuture<Process> onExit;

    /** Makes a process that runs nothing, for a subclass that overrides {@link #run}. */
    protected Process() {
        this(o -> {});
    }

    /**
     * Makes a process. It does not run before {@link #start}.
     *
     * @param options fills in the options
     * @throws NullPointerException if {@code options} is {@code null}
     */
    protected Process(Consumer<? super ProcessOptions> options) {
        this(Setting.configure(new ProcessOptions(), options), Processes.here()::startMethod);
    }

    private Process(ProcessOptions options, Supplier<StartMethod> byDefault) {
        Process maker = Processes.here().current();
        this.startMethod = options.startMethodOr(byDefault);
        this.ancestry = maker.nextAncestry();
        this.name = options.nameOrNull() != null ? options.nameOrNull() : "Process-" + ancestry;
        this.daemon = options.isDaemon();
        this.target = options.targetOrNull();
        bear(ProcessParent.here(maker));
        this.settings = options.settings();
    }

    private Process(StartMethod startMethod, String ancestry, String name, boolean daemon, ProcessParent parent) {
        this.startMethod = startMethod;
        this.ancestry = ancestry;
        this.name = name;
        this.daemon = daemon;
        bear(parent);
    }

    /** The process that runs already: this JVM, or a worker of a pool in it. */
    private Process(String name, boolean daemon, ProcessParent parent, WorkerId id) {
        this(null, parent == null ? "" : name, name, daemon, parent);
        run(new Self(id));
    }

    /** A process of another JVM. */
    Process(ProcessIdentity identity) {
        this(null, identity.name(), identity.name(), identity.daemon(), null);
        run(new Elsewhere(new WorkerId(identity.name(), identity.pid())));
    }

    /** A process that was made in another JVM, and is to run in this one. */
    Process(String ancestry, String name, boolean daemon, Action target, ProcessIdentity maker) {
        this(StartMethod.SPAWN, ancestry, name, daemon, ProcessParent.elsewhere(maker));
        this.target = target;
    }

    private void bear(ProcessParent maker) {
        lifecycle = new ReentrantLock();
        begun = new CountDownLatch(1);
        parent = maker;
        childrenMade = new AtomicInteger();
        children = ConcurrentHashMap.newKeySet();
        sentinel = new Sentinel(name);
        ended = new CountDownLatch(1);
        onExit = new CompletableFuture<>();
        settings = WorkerSettings.DEFAULT;
    }

    /** It runs already. */
    private void run(Worker alreadyRunning) {
        worker = alreadyRunning;
        begun.countDown();
        alreadyRunning.exit().thenRun(this::ended);
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        Worker running = worker;
        out.writeObject(running == null ? target : null); // whoever wants to know of it has no use for its code
        out.writeLong(running == null ? 0 : running.id().pid());
        out.writeObject(parent == null ? null : parent.identity());
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        target = (Action) in.readObject();
        long pid = in.readLong();
        ProcessIdentity maker = (ProcessIdentity) in.readObject();
        bear(maker == null ? null : ProcessParent.elsewhere(maker));
        if (pid != 0) {
            run(new Elsewhere(new WorkerId(name, pid)));
        }
    }

    /**
     * The work of a worker in another JVM that is to be this process, made of nothing but what can be said directly.
     */
    Work parts() {
        return ProcessMain.parts(ancestry, name, daemon, target, parent.identity());
    }

    /** Who this is, for another JVM. */
    ProcessIdentity identity() {
        return new ProcessIdentity(name, isDaemon(), worker.id().pid());
    }

    /** In the JVM of the process, where it has just arrived: it is running. */
    void arrive(WorkerId id) {
        worker = new Self(id);
        begun.countDown();
    }

    static Process main() {
        WorkerId id = new WorkerId("MainProcess", ProcessHandle.current().pid());
        return new Process("MainProcess", false, null, id);
    }

    /**
     * A worker of a pool.
     *
     * @param parent the process that has made the pool
     */
    static Process poolWorker(WorkerId id, ProcessParent parent) {
        return new Process(id.name(), true, parent, id);
    }

    static Process of(StartMethod method, Action target) {
        Objects.requireNonNull(target, "target");
        return new Process(Setting.configure(new ProcessOptions(), o -> o.target(target)), () -> method);
    }

    static Process of(ProcessOptions options) {
        return new Process(options, Processes.here()::startMethod);
    }

    /**
     * Makes a process. It does not run before {@link #start}.
     *
     * @param options fills in the options
     * @return the process
     * @throws NullPointerException if {@code options} is {@code null}
     */
    public static Process create(Consumer<? super ProcessOptions> options) {
        return new Process(options);
    }

    private String nextAncestry() {
        int number = childrenMade.incrementAndGet();
        return ancestry.isEmpty() ? String.valueOf(number) : ancestry + ":" + number;
    }

    /**
     * What the process does: by default, runs its target. Called in the process; not to be called by anybody else.
     *
     * @throws Exception whatever the code throws; it ends the process with exit code 1
     */
    public void run() throws Exception {
        Action code = target;
        target = null;
        if (code != null) {
            code.run();
        }
    }

    /**
     * Starts the process. Does not wait for anything that it does.
     *
     * @throws IllegalStateException if it was started or closed before, or if this process is nested too deeply to have
     *     children of its own JVM
     * @throws EncodingException if its target, its arguments or its fields cannot travel to a JVM of its own
     * @throws UncheckedIOException if a JVM of its own cannot be started
     */
    public void start() {
        WorkerPlan plan = beginStarting();
        parent().children.add(this);
        Worker started = null;
        try {
            started = Engines.of(startMethod, ResultFilter.standard()).start(plan, new ProcessMain(this));
        } catch (IOException e) {
            throw new UncheckedIOException(this + " could not be started: " + e.getMessage(), e);
        } finally {
            endStarting(started);
        }
        started.exit().thenRun(this::ended);
        begun.countDown();
    }

    private WorkerPlan beginStarting() {
        lifecycle.lock();
        try {
            refuseClosed();
            if (starting || worker != null) {
                throw new IllegalStateException(this + " was started before; make a new one");
            }
            starting = true;
            return new WorkerPlan(name, daemon, Thread.currentThread().getContextClassLoader(), settings);
        } finally {
            lifecycle.unlock();
        }
    }

    private void endStarting(Worker started) {
        lifecycle.lock();
        try {
            starting = false;
            worker = started;
            if (started == null) {
                parent().children.remove(this);
            }
        } finally {
            lifecycle.unlock();
        }
    }

    private void ended() {
        target = null; // a copy has been run elsewhere; held until now, and with it the loader of its class
        if (parent != null && parent.isKnown()) {
            parent().children.remove(this);
        }
        sentinel.fire();
        ended.countDown();
        onExit.complete(this);
    }

    /** In the process: waits until its starter is through with start, so that the process knows itself. */
    void awaitStarted() {
        boolean interrupted = false;
        boolean waiting = true;
        while (waiting) {
            try {
                begun.await();
                waiting = false;
            } catch (InterruptedException e) {
                interrupted = true; // it is for the code of the process
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * At the end of the process, in it: daemon children are told to end, then the others are waited for, unless the
     * process is told to end itself.
     */
    void endChildren(Seat seat) {
        Thread.interrupted(); // may be left behind by the target; seat knows better
        endDaemonChildren();
        try {
            for (Process child : children) {
                if (seat.isStopped()) {
                    return;
                }
                if (!child.isDaemon() && child.worker != null) {
                    child.ended.await();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // told to end meanwhile
        }
    }

    /** At the end of the process or pool worker, in it: daemon children are told to end. */
    void endDaemonChildren() {
        for (Process child : children) {
            if (child.isDaemon() && child.worker != null) {
                child.worker.terminate();
            }
        }
    }

    /**
     * Waits until the process has ended.
     *
     * @throws InterruptedException if the thread is interrupted while it waits; the process goes on
     * @throws IllegalStateException if the process was not started or is closed, or is the one that calls this
     */
    public void join() throws InterruptedException {
        join(Deadline.NEVER);
    }

    /**
     * Waits until the process has ended, for some time.
     *
     * @param timeout how long to wait at most; negative counts as zero
     * @return whether the process has ended
     * @throws InterruptedException if the thread is interrupted while it waits; the process goes on
     * @throws IllegalStateException if the process was not started or is closed, or is the one that calls this
     */
    public boolean join(Duration timeout) throws InterruptedException {
        return join(Deadline.after(Objects.requireNonNull(timeout, "timeout")));
    }

    private boolean join(Deadline deadline) throws InterruptedException {
        Worker started = started("join");
        if (started instanceof Self || Processes.here().current() == this) {
            throw new IllegalStateException(this + " cannot be joined by itself");
        }
        return ended.await(deadline.remaining(), TimeUnit.NANOSECONDS);
    }

    /**
     * Whether the process is running.
     *
     * @return false before it is started and after it has ended
     * @throws IllegalStateException if the process is closed
     */
    public boolean isAlive() {
        refuseClosed();
        return isRunning();
    }

    private boolean isRunning() {
        Worker started = worker;
        return started != null && !started.exit().isDone();
    }

    /**
     * How the process ended.
     *
     * @return 0 for a normal end, 1 for an uncaught exception, -15 after {@link #terminate} and -9 after {@link #kill}
     *     if these ended it; empty before it is started and while it runs, and always in a JVM that neither started the
     *     process nor is it, for the system tells the code to nobody else
     * @throws IllegalStateException if the process is closed
     */
    public OptionalInt exitCode() {
        refuseClosed();
        Worker started = worker;
        WorkerExit exit = started == null ? null : started.exit().getNow(null);
        return exit == null ? OptionalInt.empty() : OptionalInt.of(exit.code());
    }

    /**
     * The process as the operating system knows it. On {@link StartMethod#THREAD} it is that of the JVM.
     *
     * @return its pid; empty before it is started
     * @throws IllegalStateException if the process is closed
     */
    public OptionalLong pid() {
        refuseClosed();
        Worker started = worker;
        return started == null
                ? OptionalLong.empty()
                : OptionalLong.of(started.id().pid());
    }

    /**
     * The name of the process, which has no meaning but to tell it from others.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Whether the program may end while the process is running.
     *
     * @return whether it is a daemon
     */
    public boolean isDaemon() {
        lifecycle.lock();
        try {
            return daemon;
        } finally {
            lifecycle.unlock();
        }
    }

    /**
     * Says whether the program may end while the process is running.
     *
     * @param daemon whether it is to be a daemon
     * @throws IllegalStateException if the process was started or closed before
     */
    public void setDaemon(boolean daemon) {
        lifecycle.lock();
        try {
            refuseClosed();
            if (starting || worker != null) {
                throw new IllegalStateException(this + " was started before; whether it is a daemon cannot be changed");
            }
            this.daemon = daemon;
        } finally {
            lifecycle.unlock();
        }
    }

    /**
     * Asks the process to end, on {@link StartMethod#SPAWN} by signal 15. On {@link StartMethod#THREAD} its thread is
     * interrupted, and may take no notice; if it ends by an exception after that, nothing is printed. Harmless when it
     * has ended. Does not wait.
     *
     * @throws IllegalStateException if the process was not started or is closed
     */
    public void terminate() {
        started("terminate").terminate();
    }

    /**
     * Ends the process as hard as its start method can, on {@link StartMethod#SPAWN} by signal 9. On
     * {@link StartMethod#THREAD} that is what {@link #terminate} does, since a thread cannot be ended from outside.
     * Does not wait.
     *
     * @throws IllegalStateException if the process was not started or is closed
     */
    public void kill() {
        started("kill").kill();
    }

    /**
     * Lets go of what belongs to the process. Afterwards it answers no question about how it goes. Closing it again is
     * harmless.
     *
     * @throws IllegalStateException if the process is running
     */
    public void close() {
        lifecycle.lock();
        try {
            if (closed) {
                return;
            }
            if (starting || isRunning()) {
                throw new IllegalStateException(this + " is running; join or terminate it first");
            }
            target = null;
            closed = true;
        } finally {
            lifecycle.unlock();
        }
    }

    /**
     * Complete when the process has ended.
     *
     * @return a new future of this process; to complete or cancel it has no effect on the process
     * @throws IllegalStateException if the process was not started or is closed
     */
    public CompletableFuture<Process> onExit() {
        started("onExit");
        return onExit.copy();
    }

    /**
     * The end of the process, as something that {@link Connection#wait(java.util.Collection)} can wait for together
     * with connections.
     *
     * @return the same object each time
     * @throws IllegalStateException if the process was not started or is closed
     */
    public Sentinel sentinel() {
        started("sentinel");
        return sentinel;
    }

    /** The processes that this one has started and that have not ended. */
    List<Process> activeChildren() {
        return children.stream().filter(Process::isRunning).toList();
    }

    /** The process that made this one; null for the main one. */
    Process parent() {
        return parent == null ? null : parent.process();
    }

    private Worker started(String call) {
        refuseClosed();
        Worker started = worker;
        if (started == null) {
            throw new IllegalStateException(this + " was not started: too early for " + call);
        }
        return started;
    }

    private void refuseClosed() {
        if (closed) {
            throw new IllegalStateException(this + " is closed");
        }
    }

    @Override
    public String toString() {
        return "process \"" + name + "\"";
    }
}
