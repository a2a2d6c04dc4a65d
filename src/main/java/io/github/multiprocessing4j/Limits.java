package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.Outcome;

/**
 * What is allowed to a task.
 *
 * @param nanos how long it may run, in nanoseconds; 0 for as long as it likes
 * @param retries how often it is tried again when it fails
 */
record Limits(long nanos, int retries) {

    static final Limits NONE = new Limits(0, 0);

    /** Whether a job that ended so may do better next time: not if it was taken back or cannot be run at all. */
    static boolean mayBeTriedAgain(Outcome outcome) {
        return outcome instanceof Outcome.Raised raised && raised.worker() != null
                || outcome instanceof Outcome.Lost
                || outcome instanceof Outcome.Stopped stopped && stopped.reason() == Outcome.Reason.TIME_LIMIT;
    }
}
