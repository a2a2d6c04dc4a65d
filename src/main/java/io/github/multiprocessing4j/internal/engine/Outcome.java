package io.github.multiprocessing4j.internal.engine;

import java.time.Duration;
import java.util.List;

/** How a {@link Job} came home. Every job has exactly one outcome. */
public sealed interface Outcome {

    /**
     * The work has run to its end.
     *
     * @param value what it gave, which may be null
     * @param worker where it ran
     */
    record Value(Object value, WorkerId worker) implements Outcome {}

    /**
     * The work has thrown.
     *
     * @param error what it threw
     * @param worker where it ran
     */
    record Raised(Throwable error, WorkerId worker) implements Outcome {}

    /**
     * The job was stopped from this side.
     *
     * @param reason why
     * @param worker where it was running, or null if it had not been started
     * @param after how long it had been running, if that is why; else it may be zero
     * @param where the stack of the worker at that moment, empty if it could not be had
     */
    record Stopped(Reason reason, WorkerId worker, Duration after, List<StackTraceElement> where) implements Outcome {

        /** A job that was stopped before it was started. */
        public static Stopped unstarted(Reason reason) {
            return new Stopped(reason, null, Duration.ZERO, List.of());
        }
    }

    /** Why a job was stopped. */
    enum Reason {
        /** Whoever submitted it took it back. */
        CANCELLED,
        /** It ran longer than its time limit. */
        TIME_LIMIT,
        /** Its crew was terminated. */
        TERMINATED
    }

    /**
     * The worker died while the job was running on it.
     *
     * @param worker the worker
     * @param exit how it ended
     * @param after how long the job had been running
     */
    record Lost(WorkerId worker, WorkerExit exit, Duration after) implements Outcome {}

    /**
     * The crew cannot run anything: its workers cannot be started or initialized.
     *
     * @param reason what happened, as a sentence without a full stop
     * @param cause the exception behind it, or null
     */
    record Broken(String reason, Throwable cause) implements Outcome {}
}
