package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.engine.Job;
import io.github.multiprocessing4j.internal.engine.Outcome;
import io.github.multiprocessing4j.internal.engine.WorkerId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;

/** A job that was given to a worker, which has not answered yet. */
final class Running {

    private final Job job;
    private final long number;
    private final WorkerId worker;
    private final long length;

    /** When the worker had nothing else to do before it, on the clock of {@link System#nanoTime}. */
    private volatile long startedAt = System.nanoTime();

    /** Whether it has run out of time, and is stopped for that. Written by the stopwatch's thread. */
    private volatile boolean late;

    /** Whether the worker was told to stop it. Written under the lock of {@link InFlight}. */
    private volatile boolean told;

    /** Whether the worker has said that it has begun. The desk's thread alone, as what follows. */
    private boolean begun;

    /** Its time limit; null for none. */
    private Future<?> limit;

    /**
     * A job for a worker.
     *
     * @param number what parent and child call it
     * @param length how many bytes it has
     */
    Running(Job job, long number, WorkerId worker, long length) {
        this.job = job;
        this.number = number;
        this.worker = worker;
        this.length = length;
    }

    Job job() {
        return job;
    }

    long number() {
        return number;
    }

    long length() {
        return length;
    }

    /** The worker comes to it now. */
    void start(Future<?> timeLimit) {
        limit = timeLimit;
    }

    /** Its time begins. */
    void startClock() {
        startedAt = System.nanoTime();
    }

    /** It is answered, or will not be. */
    void end() {
        if (limit != null) {
            limit.cancel(false);
        }
    }

    void begin() {
        begun = true;
    }

    boolean isBegun() {
        return begun;
    }

    void runLate() {
        late = true;
    }

    boolean isLate() {
        return late;
    }

    void tell() {
        told = true;
    }

    boolean isTold() {
        return told;
    }

    long nanos() {
        return System.nanoTime() - startedAt;
    }

    Duration after() {
        return Duration.ofNanos(nanos());
    }

    /** The outcome of a job that is stopped now. */
    Outcome.Stopped stopped(Outcome.Reason reason, StackTraceElement... where) {
        return new Outcome.Stopped(reason, worker, after(), List.of(where));
    }
}
