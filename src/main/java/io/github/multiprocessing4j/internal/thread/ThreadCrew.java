package io.github.multiprocessing4j.internal.thread;

import io.github.multiprocessing4j.internal.engine.Backlog;
import io.github.multiprocessing4j.internal.engine.Crew;
import io.github.multiprocessing4j.internal.engine.CrewPlan;
import io.github.multiprocessing4j.internal.engine.Description;
import io.github.multiprocessing4j.internal.engine.Job;
import io.github.multiprocessing4j.internal.engine.Outcome;
import io.github.multiprocessing4j.internal.engine.StopWatch;
import io.github.multiprocessing4j.internal.engine.Work;
import io.github.multiprocessing4j.internal.engine.WorkerId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The workers of a pool, as threads of this JVM. */
final class ThreadCrew implements Crew {

    /*
     * Jobs wait in one backlog. Workers take turns at it, called shifts: a shift runs jobs until the backlog is empty,
     * and there are never more shifts than the crew has workers. That is what bounds how many jobs run at a time,
     * whatever the threads underneath would allow.
     *
     * No job is left behind: submit() adds to the backlog and then looks at the number of shifts; a shift that ends
     * takes itself off that number and then looks at the backlog. Both are volatile, so one of the two sees the other.
     *
     * shutdown(), terminate() and breakDown() work the same way: they set their flag and then go through backlog and
     * posts; a worker enters its job on the post and then looks at the flags; submit() adds and then looks at them.
     *
     * User code runs in run() and dismiss() alone, and no lock is held there.
     */

    private final CrewPlan plan;
    private final CrewThreads threads;
    private final Backlog backlog = new Backlog();
    private final AtomicInteger shifts = new AtomicInteger();
    private final Set<Post> posts = ConcurrentHashMap.newKeySet();
    private final AtomicInteger hired = new AtomicInteger();
    private final StopWatch stopWatch;
    private final CrewThreads.Shift shift = new BacklogShift();

    /** Whether all jobs are over and no more will come, so that nobody needs to be set up. */
    private volatile boolean closing;

    private volatile boolean terminated;

    /** Why nothing runs here any more; null as long as the crew is sound. Written once. */
    private volatile Outcome.Broken broken;

    ThreadCrew(CrewPlan plan) {
        this.plan = plan;
        this.stopWatch = new StopWatch("mp-" + plan.name() + "-timer");
        if (plan.virtual()) {
            ThreadFactory factory = VirtualThreads.named("mp-" + plan.name());
            this.threads = new ReplaceableThreads(() -> single(factory), this::hire, this::dismiss);
        } else if (plan.maxJobsPerWorker() > 0) {
            this.threads = new ReplaceableThreads(() -> single(this::newThread), this::hire, this::dismiss);
        } else {
            this.threads = new ForkJoinThreads(plan.size(), this::hire, this::dismiss);
        }
    }

    private Thread newThread(Runnable task) {
        Thread thread = new Thread(null, task, "mp-" + plan.name(), 0, false);
        thread.setDaemon(true);
        return thread;
    }

    private static ThreadPoolExecutor single(ThreadFactory factory) {
        return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
    }

    private Post hire(Thread thread) {
        String name = plan.name() + "-worker-" + hired.incrementAndGet();
        thread.setName("mp-" + name);
        thread.setContextClassLoader(plan.loader());
        Post post = new Post(new WorkerId(name, ProcessHandle.current().pid()), thread);
        posts.add(post);
        return post;
    }

    /** A worker ends: called on its thread. */
    private void dismiss(Post post) {
        posts.remove(post);
        if (post.isReady()) {
            try {
                plan.farewell().run(post);
            } catch (Throwable broken) {
                throw new AssertionError("a farewell must not throw", broken);
            }
        }
    }

    @Override
    public void prepare(Job job) {
        // It is passed by reference.
    }

    @Override
    public void submit(Job job) {
        backlog.add(job);
        callShift();
    }

    @Override
    public void submitAll(List<? extends Job> jobs) {
        backlog.addAll(jobs);
        for (int i = Math.min(jobs.size(), plan.size()); i > 0; i--) {
            callShift();
        }
    }

    @Override
    public void submitAgain(Job job) {
        backlog.addAgain(job);
        callShift();
    }

    /** Starts a shift unless all workers have one. */
    private void callShift() {
        if (terminated || closing || broken != null) { // closing: all that is left there is over
            emptyBacklog();
            return;
        }
        for (int going = shifts.get(); going < plan.size(); going = shifts.get()) {
            if (shifts.compareAndSet(going, going + 1)) {
                startShift();
                return;
            }
        }
    }

    private void startShift() {
        try {
            threads.start(shift);
        } catch (RejectedExecutionException e) {
            // The threads were let go: what is in the backlog is over already, or was submitted too late.
            shifts.decrementAndGet();
            terminated = true;
            emptyBacklog();
        } catch (Throwable noThread) {
            shifts.decrementAndGet();
            breakDown(new Outcome.Broken("no thread could be started for a worker", noThread));
        }
    }

    /** Concludes what waits in the backlog of a crew that runs nothing any more. */
    private void emptyBacklog() {
        for (Job job = backlog.poll(); job != null; job = backlog.poll()) {
            job.conclude(refusal());
        }
    }

    private Outcome refusal() {
        Outcome.Broken reason = broken;
        return reason != null ? reason : Outcome.Stopped.unstarted(Outcome.Reason.TERMINATED);
    }

    /** A worker's turn at the backlog. One object serves all workers: it has no state. */
    private final class BacklogShift implements CrewThreads.Shift {

        @Override
        public boolean work(Post post) {
            if (!post.isReady() && !setUp(post)) {
                return false;
            }
            while (!isSpent(post)) {
                Job job = backlog.poll();
                if (job == null) {
                    return true;
                }
                if (job.claim()) {
                    post.countServed();
                    run(job, post);
                }
            }
            return false;
        }

        @Override
        public void over() {
            shifts.decrementAndGet();
            if (!backlog.isEmpty()) {
                callShift();
            }
        }
    }

    private boolean isSpent(Post post) {
        return plan.maxJobsPerWorker() > 0 && post.served() >= plan.maxJobsPerWorker();
    }

    /** Runs the set-up on a new worker; false if the crew has nothing more to do for it. */
    private boolean setUp(Post post) {
        if (closing || terminated || broken != null) {
            return false;
        }
        Job job = new SetUp(post);
        job.claim();
        run(job, post);
        return post.isReady();
    }

    /** The set-up of one worker. If it fails, the crew is broken: the next worker would fare no better. */
    private final class SetUp extends Job {

        private final Post post;

        SetUp(Post post) {
            super(plan.loader());
            this.post = post;
        }

        @Override
        public Work work() {
            return plan.setup();
        }

        @Override
        public long limitNanos() {
            return plan.startLimitNanos();
        }

        @Override
        protected void over(Outcome outcome) {
            String initializer = "the initializer of worker " + post.id().name();
            if (outcome instanceof Outcome.Value) {
                post.becomeReady();
            } else if (outcome instanceof Outcome.Raised raised) {
                Throwable error = raised.error();
                breakDown(new Outcome.Broken(initializer + " threw " + Description.of(error), error));
            } else if (outcome instanceof Outcome.Stopped stopped && stopped.reason() == Outcome.Reason.TIME_LIMIT) {
                long millis = stopped.after().toMillis();
                breakDown(new Outcome.Broken(initializer + " had not returned after " + millis + " ms", null));
            }
        }
    }

    private void breakDown(Outcome.Broken reason) {
        if (broken == null) {
            broken = reason;
        }
        emptyBacklog();
    }

    /** Runs a job that the caller has claimed. */
    private void run(Job job, Post post) {
        post.enter(job);
        boolean mine = false;
        try {
            if (terminated || closing && job instanceof SetUp) {
                job.conclude(Outcome.Stopped.unstarted(Outcome.Reason.TERMINATED));
            }
            if (!job.isOver()) {
                mine = perform(job, post);
            }
        } finally {
            post.leave(!mine);
        }
    }

    /** Runs a job to its end; whether it was that which has concluded it. */
    private boolean perform(Job job, Post post) {
        Thread thread = post.thread();
        ClassLoader before = thread.getContextClassLoader();
        Object value = null;
        Throwable failure = null;
        Future<?> limit = null;
        try {
            if (before != job.loader()) {
                thread.setContextClassLoader(job.loader());
            }
            long nanos = job.limitNanos();
            if (nanos > 0) {
                limit = stopWatch.after(nanos, () -> stop(job, Outcome.Reason.TIME_LIMIT));
            }
            value = job.run(post);
        } catch (Throwable error) {
            failure = error;
        } finally {
            if (limit != null) {
                limit.cancel(false);
            }
            if (thread.getContextClassLoader() != before) {
                thread.setContextClassLoader(before);
            }
        }
        return failure == null
                ? job.concludeWith(value, post.id())
                : job.conclude(new Outcome.Raised(failure, post.id()));
    }

    @Override
    public void stop(Job job, Outcome.Reason reason) {
        Post post = null;
        Post.Frame frame = null;
        for (Post candidate : posts) {
            frame = candidate.frameOf(job);
            if (frame != null) {
                post = candidate;
                break;
            }
        }
        if (job.conclude(stopped(reason, post, frame))) {
            // Entered on a post meanwhile, perhaps: so look again.
            posts.forEach(candidate -> candidate.interrupt(job));
        }
    }

    private static Outcome.Stopped stopped(Outcome.Reason reason, Post post, Post.Frame frame) {
        if (frame == null) {
            return Outcome.Stopped.unstarted(reason);
        }
        if (reason != Outcome.Reason.TIME_LIMIT) {
            return new Outcome.Stopped(reason, post.id(), Duration.ZERO, List.of());
        }
        List<StackTraceElement> where = List.of(post.thread().getStackTrace());
        Duration after = Duration.ofNanos(System.nanoTime() - frame.startedAt());
        return new Outcome.Stopped(reason, post.id(), after, where);
    }

    @Override
    public boolean isWorkerHere() {
        return threads.here() != null;
    }

    @Override
    public boolean runHere(Job job) {
        Post post = threads.here();
        if (post == null || job.isTaken()) {
            return false;
        }
        if (!post.isReady()) {
            if (post.top() != null) {
                throw new IllegalStateException("an initializer of pool \"" + plan.name()
                        + "\" cannot wait for tasks of the pool: it precedes them");
            }
            if (!setUp(post)) {
                return false;
            }
        }
        if (!job.claim()) {
            return false;
        }
        run(job, post);
        return true;
    }

    @Override
    public void shutdown() {
        closing = true;
        stopAll(SetUp.class);
        threads.close();
        stopWatch.close();
    }

    /** Stops what runs, if it is a job of a kind. */
    private void stopAll(Class<? extends Job> kind) {
        for (Post post : posts) {
            for (Post.Frame frame = post.top(); frame != null; frame = frame.outer()) {
                if (kind.isInstance(frame.job())) {
                    stop(frame.job(), Outcome.Reason.TERMINATED);
                }
            }
        }
    }

    @Override
    public void terminate() {
        terminated = true;
        emptyBacklog();
        stopAll(Job.class);
        shutdown();
    }

    @Override
    public boolean awaitEnd(long nanos) throws InterruptedException {
        long start = System.nanoTime();
        return threads.awaitEnd(nanos) && stopWatch.awaitEnd(nanos - (System.nanoTime() - start));
    }
}
