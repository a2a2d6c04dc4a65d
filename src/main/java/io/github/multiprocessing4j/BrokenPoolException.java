package io.github.multiprocessing4j;

/**
 * The pool cannot run anything, because its workers cannot be started or their initializer fails. The message says what
 * happened, and the {@linkplain #getCause cause} is the exception of the initializer, if there is one.
 *
 * <p>A pool stays broken; all of its unfinished and later tasks fail with this exception.
 */
public final class BrokenPoolException extends MultiprocessingException {

    private static final long serialVersionUID = 1L;

    BrokenPoolException(String message, Throwable cause) {
        super(message, cause);
    }
}
