package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.Description;

/**
 * A task, or other code of the user's, has thrown a checked exception, which is the {@linkplain #getCause cause}.
 *
 * <p>Unchecked exceptions and errors of tasks come out of a pool as they are, never in this one.
 */
public final class TaskException extends MultiprocessingException {

    private static final long serialVersionUID = 1L;

    /** Whether a pool has made it, of what a task has thrown; else it was thrown as it is. Of no interest elsewhere. */
    private final transient boolean ofPool;

    TaskException(Throwable cause) {
        this(cause, false);
    }

    private TaskException(Throwable cause, boolean ofPool) {
        super("the code threw " + Description.of(cause), cause);
        this.ofPool = ofPool;
    }

    /** What stands for the exception of a task until somebody asks. */
    static TaskException ofPool(Throwable cause) {
        return new TaskException(cause, true);
    }

    /** Itself, or, if a pool has made it, one with the trace of the call. */
    TaskException thrownHere() {
        return ofPool ? new TaskException(getCause()) : this;
    }
}
