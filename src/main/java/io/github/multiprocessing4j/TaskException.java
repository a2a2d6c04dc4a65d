package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.Description;

/**
 * A task, or other code of the user's, has thrown a checked exception, which is the {@linkplain #getCause cause}.
 *
 * <p>Unchecked exceptions and errors of tasks come out of a pool as they are, never in this one.
 */
public final class TaskException extends MultiprocessingException {

    private static final long serialVersionUID = 1L;

    TaskException(Throwable cause) {
        super("the code threw " + Description.of(cause), cause);
    }
}
