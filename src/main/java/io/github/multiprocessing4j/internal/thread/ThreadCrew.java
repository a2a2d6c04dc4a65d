package io.github.multiprocessing4j.internal.thread;

import io.github.multiprocessing4j.internal.engine.Crew;
import io.github.multiprocessing4j.internal.engine.CrewPlan;
import io.github.multiprocessing4j.internal.engine.Job;
import io.github.multiprocessing4j.internal.engine.Outcome;
import io.github.multiprocessing4j.internal.engine.Work;
import io.github.multiprocessing4j.internal.engine.WorkerId;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
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
     * Jobs wait in one queue, first in, first out. Workers take turns at it, called shifts: a shift runs jobs until
     * the queue is empty, and there are never more shifts than the crew has workers. That is what bounds how many
     * jobs run at a time, whatever the threads underneath would allow.
     *
     * No job is left behind: submit() adds to the queue and then looks at the number of shifts; a shift that ends
     * takes itself off that number and then looks at the queue. Both are volatile, so one of the two sees the other.
     *
     * terminate() and breakDown() work the same way: they set their flag and then go through queue and posts; a
     * worker enters its job on the post and then looks at the flags; submit() adds and then looks at the flags.
     *
     * User code runs in run() alone, and no lock is held there.
     */

    private final CrewPlan plan;
    private final CrewThreads threads;
    private final Queue<Job> backlog = new ConcurrentLinkedQueue<>();
    private final AtomicInteger shifts = new AtomicInteger();
    private final Set<Post> posts = ConcurrentHashMap.newKeySet();
    private final AtomicInteger hired = new AtomicInteger();
    private final ThreadLocal<Post> here = new ThreadLocal<>();
    private final StopWatch stopWatch;
    private final CrewThreads.Shift shift = new Turn();

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
            this.threads = new ReplaceableThreads(() -> new ForkJoinPool(1), this::hire, this::dismiss);
        } else {
            this.threads = new ForkJoinThreads(plan.size(), this::hire, this::dismiss);
        }
    }

    private static ThreadPoolExecutor single(ThreadFactory factory) {
        return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
    }

    private Post hire(Thread thread) {
        String name = plan.name() + "-worker-" + hired.incrementAndGet();
        thread.setName("mp-" + name);
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
    public void submit(Job job) {
        backlog.add(job);
        if (terminated || broken != null) {
            emptyBacklog();
        } else {
            callShift();
        }
    }

    /** Starts a shift unless all workers have one. */
    private void callShift() {
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
            // The threads were let go: what is still in the queue is over already, or was submitted
            // too late.
            shifts.decrementAndGet();
            terminated = true;
            emptyBacklog();
        } catch (OutOfMemoryError e) {
            shifts.decrementAndGet();
            breakDown(new Outcome.Broken("no thread could be started for a worker", e));
        }
    }

    /** Concludes what waits in the queue of a crew that runs nothing any more. */
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
    private final class Turn implements CrewThreads.Shift {

        @Override
        public boolean work(Post post) {
            // A fork-join thread that joins tasks of the user's own may get a turn inside a job.
            boolean inside = here.get() != null;
            here.set(post);
            try {
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
                        if (!inside) {
                            Thread.interrupted(); // left behind by a task that interrupted itself
                        }
                    }
                }
                return false;
            } finally {
                if (!inside) {
                    here.remove();
                }
            }
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
        if (terminated || broken != null) {
            return false;
        }
        Job job = new SetUp(plan.setup(), plan.startLimitNanos(), post);
        job.claim();
        run(job, post);
        Thread.interrupted();
        return post.isReady();
    }

    /** The set-up of one worker. If it fails, the crew is broken: the next worker would fare no better. */
    private final class SetUp extends Job {

        private final Post post;

        SetUp(Work work, long limitNanos, Post post) {
            super(work, post.thread().getContextClassLoader(), limitNanos);
            this.post = post;
        }

        @Override
        protected void over(Outcome outcome) {
            String worker = "the initializer of worker " + post.id().name();
            if (outcome instanceof Outcome.Value) {
                post.becomeReady();
            } else if (outcome instanceof Outcome.Raised raised) {
                breakDown(new Outcome.Broken(worker + " threw " + raised.error(), raised.error()));
            } else if (outcome instanceof Outcome.Stopped stopped && stopped.reason() == Outcome.Reason.TIME_LIMIT) {
                breakDown(new Outcome.Broken(
                        worker + " had not returned after " + stopped.after().toMillis() + " ms", null));
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
        Work work = job.work();
        if (terminated) {
            job.conclude(Outcome.Stopped.unstarted(Outcome.Reason.TERMINATED));
        }
        if (job.isOver() || work == null) {
            post.leaveStopped();
            return;
        }
        Thread thread = post.thread();
        ClassLoader loader = thread.getContextClassLoader();
        if (loader != job.loader()) {
            thread.setContextClassLoader(job.loader());
        }
        Future<?> limit = job.limitNanos() > 0
                ? stopWatch.after(job.limitNanos(), () -> stop(job, Outcome.Reason.TIME_LIMIT))
                : null;
        Outcome outcome;
        try {
            outcome = new Outcome.Value(work.run(post), post.id());
        } catch (Throwable error) {
            outcome = new Outcome.Raised(error, post.id());
        }
        if (limit != null) {
            limit.cancel(false);
        }
        if (thread.getContextClassLoader() != loader) {
            thread.setContextClassLoader(loader);
        }
        if (job.conclude(outcome)) {
            post.leave();
        } else {
            post.leaveStopped();
        }
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
        List<StackTraceElement> where =
                reason == Outcome.Reason.TIME_LIMIT ? List.of(post.thread().getStackTrace()) : List.of();
        Duration after = Duration.ofNanos(System.nanoTime() - frame.startedAt());
        return new Outcome.Stopped(reason, post.id(), after, where);
    }

    @Override
    public boolean isWorkerHere() {
        return here.get() != null;
    }

    @Override
    public boolean runHere(Job job) {
        Post post = here.get();
        if (post == null || !job.claim()) {
            return false;
        }
        run(job, post);
        return true;
    }

    @Override
    public void shutdown() {
        threads.close();
        stopWatch.close();
    }

    @Override
    public void terminate() {
        terminated = true;
        emptyBacklog();
        for (Post post : posts) {
            for (Post.Frame frame = post.top(); frame != null; frame = frame.outer()) {
                stop(frame.job(), Outcome.Reason.TERMINATED);
            }
        }
        shutdown();
    }

    @Override
    public boolean awaitEnd(long nanos) throws InterruptedException {
        long start = System.nanoTime();
        return threads.awaitEnd(nanos) && stopWatch.awaitEnd(nanos - (System.nanoTime() - start));
    }
}
