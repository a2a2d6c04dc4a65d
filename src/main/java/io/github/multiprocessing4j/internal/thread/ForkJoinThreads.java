package io.github.multiprocessing4j.internal.thread;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A {@link ForkJoinPool} of as many threads as the crew has workers, which all stay.
 *
 * <p>It compensates for nothing: its largest size is its parallelism, so a task that blocks, even in a way that a
 * fork-join pool knows of, does not let one more task run.
 */
final class ForkJoinThreads implements CrewThreads {

    /** Threads are kept: a worker that is set up once stays set up. They are daemons, and idle ones rest. */
    private static final long KEEP_ALIVE_DAYS = 365;

    private final ForkJoinPool pool;

    /**
     * Makes the pool; threads are started when there is work for them.
     *
     * @param size how many threads
     * @param hire makes the worker of a new thread, and names the thread
     * @param dismiss told on each thread that its worker ends
     */
    ForkJoinThreads(int size, Function<Thread, Post> hire, Consumer<Post> dismiss) {
        this.pool = new ForkJoinPool(
                size,
                fjp -> new Hand(fjp, hire, dismiss),
                null,
                true, // first in, first out
                size,
                size,
                0,
                saturated -> true,
                KEEP_ALIVE_DAYS,
                TimeUnit.DAYS);
    }

    @Override
    public void start(Shift shift) {
        pool.execute(() -> {
            try {
                shift.work(((Hand) Thread.currentThread()).post);
            } finally {
                shift.over();
            }
        });
    }

    /** Also on a thread that has no shift, but runs what a task of the user has forked. */
    @Override
    public Post here() {
        return Thread.currentThread() instanceof Hand hand && hand.getPool() == pool ? hand.post : null;
    }

    @Override
    public void close() {
        pool.shutdown();
    }

    @Override
    public boolean awaitEnd(long nanos) throws InterruptedException {
        return pool.awaitTermination(nanos, TimeUnit.NANOSECONDS);
    }

    /** A thread of the pool. */
    private static final class Hand extends ForkJoinWorkerThread {

        private final Post post;
        private final Consumer<Post> dismiss;

        Hand(ForkJoinPool pool, Function<Thread, Post> hire, Consumer<Post> dismiss) {
            super(pool);
            this.post = hire.apply(this);
            this.dismiss = dismiss;
        }

        @Override
        protected void onTermination(Throwable exception) {
            dismiss.accept(post);
            super.onTermination(exception);
        }
    }
}
