package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.engine.Job;
import io.github.multiprocessing4j.internal.engine.Outcome;
import io.github.multiprocessing4j.internal.engine.WorkerId;
import java.time.Duration;
import java.util.List;

/**
 * A job in the hands of a worker.
 *
 * @param number what parent and child call it
 * @param startedAt on the clock of {@link System#nanoTime}
 */
record Running(Job job, long number, WorkerId worker, long startedAt) {

    Duration after() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /** The outcome of a job that is stopped now. */
    Outcome.Stopped stopped(Outcome.Reason reason, StackTraceElement... where) {
        return new Outcome.Stopped(reason, worker, after(), List.of(where));
    }
}
