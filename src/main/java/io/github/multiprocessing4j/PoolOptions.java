package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.CrewPlan;
import io.github.multiprocessing4j.internal.shared.Deadline;
import io.github.multiprocessing4j.internal.wire.ResultFilter;
import java.io.ObjectInputFilter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The options of a new {@link Pool}, filled in by a lambda. Each can be set once.
 *
 * <pre>{@code
 * Pool pool = Pool.create(o -> o.workers(4).name("resize").initializer(Images::open, directory));
 * }</pre>
 *
 * <p>An object of this class is for one thread, and is not used after the lambda has returned.
 */
public final class PoolOptions {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    /** As many as a {@link java.util.concurrent.ForkJoinPool} can have. */
    private static final int MOST_THREADS = 32767;

    private final Setting<Integer> workers = new Setting<>("workers", 0);
    private final Setting<StartMethod> startMethod = new Setting<>("startMethod", null);
    private final Setting<String> name = new Setting<>("name", null);
    private final Setting<Action> initializer = new Setting<>("initializer", null);
    private final Setting<Integer> maxTasksPerChild = new Setting<>("maxTasksPerChild", 0);
    private final Setting<Duration> startTimeout = new Setting<>("startTimeout", START_TIMEOUT);
    private final Setting<Boolean> virtualThreads = new Setting<>("virtualThreads", false);

    private final Setting<Long> memoryLimit = new Setting<>("memoryLimit", 0L);
    private final Setting<Duration> idleTimeout = new Setting<>("idleTimeout", null);
    private final Setting<Integer> spareWorkers = new Setting<>("spareWorkers", 0);
    private final Setting<ObjectInputFilter> results = new Setting<>("allowResults", ResultFilter.standard());
    private final JvmOptions jvm = new JvmOptions();

    PoolOptions() {}

    /**
     * How many tasks run at a time. By default as many as there are processors. On {@link StartMethod#THREAD} a pool
     * can have 32767 of them, and any number of {@linkplain #virtualThreads() virtual ones}; one with more is refused
     * when it is made.
     *
     * @param count at least 1
     * @return this
     * @throws IllegalArgumentException if {@code count} is less than 1
     * @throws IllegalStateException if it was set before
     */
    public PoolOptions workers(int count) {
        workers.set(Setting.atLeastOne("workers", count));
        return this;
    }

    /**
     * Where the tasks run. By default as the context or the program says.
     *
     * @param method the start method
     * @return this
     * @throws NullPointerException if {@code method} is {@code null}
     * @throws IllegalStateException if it was set before
     */
    public PoolOptions startMethod(StartMethod method) {
        startMethod.set(Objects.requireNonNull(method, "startMethod"));
        return this;
    }

    /**
     * The name of the pool, for messages and the names of its threads. By default {@code pool-1} and so on.
     *
     * @param text not empty
     * @return this
     * @throws IllegalArgumentException if {@code text} is empty or blank
     * @throws NullPointerException if {@code text} is {@code null}
     * @throws IllegalStateException if it was set before
     */
    public PoolOptions name(String text) {
        if (Objects.requireNonNull(text, "name").isBlank()) {
            throw new IllegalArgumentException("name must not be blank");
        }
        name.set(text);
        return this;
    }

    /**
     * Code that each worker runs once, before its first task. Workers start when there is work for them. If the code
     * throws, the pool is broken: all its tasks fail with {@link BrokenPoolException}.
     *
     * @param code the code
     * @return this
     * @throws NullPointerException if {@code code} is {@code null}
     * @throws IllegalStateException if it was set before
     */
    public PoolOptions initializer(Action code) {
        initializer.set(Objects.requireNonNull(code, "initializer"));
        return this;
    }

    /**
     * Code of one argument that each worker runs once, before its first task: see {@link #initializer(Action)}.
     *
     * @param <A> the type of the argument
     * @param code the code
     * @param a its argument
     * @return this
     * @throws NullPointerException if {@code code} is {@code null}
     * @throws IllegalStateException if it was set before
     */
    public <A> PoolOptions initializer(Action1<? super A> code, A a) {
        Objects.requireNonNull(code, "initializer");
        return initializer(() -> code.run(a));
    }

    /**
     * Code of two arguments that each worker runs once, before its first task: see {@link #initializer(Action)}.
     *
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param code the code
     * @param a its first argument
     * @param b its second argument
     * @return this
     * @throws NullPointerException if {@code code} is {@code null}
     * @throws IllegalStateException if it was set before
     */
    public <A, B> PoolOptions initializer(Action2<? super A, ? super B> code, A a, B b) {
        Objects.requireNonNull(code, "initializer");
        return initializer(() -> code.run(a, b));
    }

    /**
     * After how many tasks a worker is replaced by a fresh one: a new thread, or a new process, which runs the
     * initializer again. A chunk of a {@code map} counts as one task. By default workers stay.
     *
     * @param tasks at least 1
     * @return this
     * @throws IllegalArgumentException if {@code tasks} is less than 1
     * @throws IllegalStateException if it was set before
     */
    public PoolOptions maxTasksPerChild(int tasks) {
        maxTasksPerChild.set(Setting.atLeastOne("maxTasksPerChild", tasks));
        return this;
    }

    /**
     * How long a worker may take to become ready, its initializer included; 60 seconds by default. If it takes longer,
     * the pool is broken: all its tasks fail with {@link BrokenPoolException}.
     *
     * @param limit more than zero
     * @return this
     * @throws IllegalArgumentException if {@code limit} is zero or negative
     * @throws NullPointerException if {@code limit} is {@code null}
     * @throws IllegalStateException if it was set before
     */
    public PoolOptions startTimeout(Duration limit) {
        startTimeout.set(MapOptions.positive("startTimeout", limit));
        return this;
    }

    /**
     * The workers are virtual threads, still as many as {@link #workers} says: for tasks that mostly wait, and pools of
     * thousands of them. For {@link StartMethod#THREAD} on Java 21 and later.
     *
     * @return this
     * @throws IllegalStateException if it was set before
     */
    public PoolOptions virtualThreads() {
        virtualThreads.set(true);
        return this;
    }

    /**
     * How much memory a worker may have resident: one that has more after a task is replaced by a fresh process. By
     * default workers stay. Has no effect on {@link StartMethod#THREAD}. Where the operating system does not say how
     * much is resident, the size of the heap counts.
     *
     * @param bytes at least 1
     * @return this
     * @throws IllegalArgumentException if {@code bytes} is less than 1
     * @throws IllegalStateException if it was set before
     */
    public PoolOptions memoryLimit(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("memoryLimit must be at least 1, not " + bytes);
        }
        memoryLimit.set(bytes);
        return this;
    }

    /**
     * After how long without a task a worker's process is ended; another one is started when there is work. By default
     * workers stay. Has no effect on {@link StartMethod#THREAD}.
     *
     * @param limit more than zero
     * @return this
     * @throws IllegalArgumentException if {@code limit} is zero or negative
     * @throws NullPointerException if {@code limit} is {@code null}
     * @throws IllegalStateException if it was set before
     */
    public PoolOptions idleTimeout(Duration limit) {
        idleTimeout.set(MapOptions.positive("idleTimeout", limit));
        return this;
    }

    /**
     * How many processes more than there is work for are kept started and initialized, so that a lost or spent worker
     * is replaced at once. By default none. Has no effect on {@link StartMethod#THREAD}.
     *
     * @param count at least 0
     * @return this
     * @throws IllegalArgumentException if {@code count} is negative
     * @throws IllegalStateException if it was set before
     */
    public PoolOptions spareWorkers(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("spareWorkers must be at least 0, not " + count);
        }
        spareWorkers.set(count);
        return this;
    }

    /**
     * The classes that results and exceptions of tasks may be of, on {@link StartMethod#SPAWN}, for tasks that handle
     * what they cannot trust: besides these only values of the JDK are admitted that do nothing when they are read, and
     * what this library has. By default all classes are admitted but lambdas, proxies, and those that are known to be
     * misused when they are read. The filter of the JVM, {@code jdk.serialFilter}, has the last word. Has no effect on
     * {@link StartMethod#THREAD}.
     *
     * @param patterns as of {@link ObjectInputFilter.Config#createFilter}: {@code com.acme.Order}, {@code com.acme.*},
     *     {@code com.acme.**}; with {@code !} before it a pattern refuses; the first that fits decides
     * @return this
     * @throws IllegalArgumentException if one is no pattern
     * @throws NullPointerException if one is {@code null}
     * @throws IllegalStateException if it was set before
     */
    public PoolOptions allowResults(String... patterns) {
        results.set(ResultFilter.expecting(List.of(patterns)));
        return this;
    }

    ObjectInputFilter resultFilter() {
        return results.get();
    }

    /**
     * How the JVMs of the workers are run, on {@link StartMethod#SPAWN}.
     *
     * @param options fills in the options
     * @return this
     * @throws NullPointerException if {@code options} is {@code null}
     */
    public PoolOptions jvm(Consumer<? super JvmOptions> options) {
        Setting.configure(jvm, options);
        return this;
    }

    /** The default is asked for only if it is needed: to use it fixes it for the program. */
    StartMethod startMethodOr(Supplier<StartMethod> byDefault) {
        return startMethod.isSet() ? startMethod.get() : byDefault.get();
    }

    private int size(StartMethod method) {
        int size = workers.isSet() ? workers.get() : Multiprocessing.cpuCount();
        if (size > MOST_THREADS && method == StartMethod.THREAD && !virtualThreads.get()) {
            throw new IllegalArgumentException(
                    "workers must be at most " + MOST_THREADS + " on THREAD, not " + size + ": see virtualThreads()");
        }
        return size;
    }

    CrewPlan plan(StartMethod method) {
        long startLimit = Deadline.nanos(startTimeout.get());
        boolean limited = method == StartMethod.SPAWN || initializer.isSet(); // a thread is there at once
        return new CrewPlan(
                name.isSet() ? name.get() : Processes.here().nextPoolName(),
                size(method),
                new WorkerSetup(initializer.get(), Processes.here().current()),
                new WorkerFarewell(),
                maxTasksPerChild.get(),
                limited ? startLimit : 0,
                Thread.currentThread().getContextClassLoader(),
                jvm.settings(
                        memoryLimit.get(),
                        idleTimeout.isSet() ? Deadline.nanos(idleTimeout.get()) : 0,
                        spareWorkers.get()),
                virtualThreads.get());
    }
}
