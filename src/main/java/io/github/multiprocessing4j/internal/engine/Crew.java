package io.github.multiprocessing4j.internal.engine;

import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The workers of one pool: at most {@link CrewPlan#size} jobs run at a time, in the order in which they were submitted.
 * Safe for use by any number of threads; no method but {@link #awaitEnd} blocks.
 */
public interface Crew {

    /**
     * Makes ready what has to travel of a job, on the thread of whoever is about to hand it in. So what cannot travel
     * fails there, with an unchecked exception, and nothing has been handed in.
     */
    void prepare(Job job);

    /**
     * Hands in a job that was prepared. It is started as soon as a worker is free. A crew that was terminated or is
     * broken concludes it at once.
     */
    void submit(Job job);

    /** Hands in jobs that were prepared, as {@link #submit} does each of them, in their order. */
    default void submitAll(List<? extends Job> jobs) {
        jobs.forEach(this::submit);
    }

    /**
     * Hands in a job that was prepared, for which the caller is about to wait: so he may do himself what threads of the
     * crew do for it, for as long as it pays to wait without sleeping.
     */
    default void submitAwaited(Job job) {
        submit(job);
    }

    /**
     * Hands in a job that takes the place of one that has failed, and whose work is that of the failed one: it is
     * started before those that wait.
     */
    void submitAgain(Job job);

    /**
     * Stops a job, whether it is waiting or running: concludes it with {@link Outcome.Stopped}, and makes the worker
     * stop as well as the engine can.
     */
    void stop(Job job, Outcome.Reason reason);

    /** Whether the calling code is running on a worker of this crew: never, if these are in other JVMs. */
    default boolean isWorkerHere() {
        return false;
    }

    /**
     * Runs a job here and now, inside the job that is running on the calling worker, so that a worker that has to wait
     * for a job of its own crew does it itself instead.
     *
     * @return true if it was run; false if the caller is no worker of this crew, or the job is taken already
     * @throws IllegalStateException if the caller is the set-up of a worker, which comes before all jobs
     */
    default boolean runHere(Job job) {
        return false;
    }

    /**
     * Waits for something that a worker is about to do, for as long as it pays to do so without sleeping.
     *
     * @param done what is waited for
     */
    default void attend(BooleanSupplier done) {}

    /**
     * The calling thread is about to run code of the user that is told of an outcome: nothing of the crew's may wait
     * for that.
     */
    default void leaveToUser() {}

    /** Lets the workers go. Called when all submitted jobs are over; none is submitted any more. */
    void shutdown();

    /** Stops all jobs, waiting and running, for the reason TERMINATED, and lets the workers go. */
    void terminate();

    /**
     * Waits until no worker is left.
     *
     * @param nanos how long to wait at most
     * @return whether none is left
     */
    boolean awaitEnd(long nanos) throws InterruptedException;
}
