package io.github.multiprocessing4j.internal.thread;

/**
 * The threads of a crew: where its shifts run.
 *
 * <p>A shift is a turn of one worker at the backlog. The crew never has more shifts going than it has workers, and here
 * each one gets a thread.
 */
interface CrewThreads {

    /**
     * Starts a shift on a thread of the crew, without waiting for it.
     *
     * @throws java.util.concurrent.RejectedExecutionException after {@link #close}
     */
    void start(Shift shift);

    /** The worker of the calling thread; null if it is none of these threads. */
    Post here();

    /** Lets the threads end when their shifts are over. */
    void close();

    /** Waits until all threads have ended, for so many nanoseconds at most; whether they have. */
    boolean awaitEnd(long nanos) throws InterruptedException;

    /** One turn at the backlog. Both methods are called once, on the same thread. */
    interface Shift {

        /**
         * Works until the backlog is empty or the worker is to be replaced.
         *
         * @param post the worker of the thread it runs on
         * @return whether the worker stays; if not, its thread ends and another one takes its place
         */
        boolean work(Post post);

        /** The worker is free for another shift, or gone. */
        void over();
    }
}
