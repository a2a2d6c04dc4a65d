package io.github.multiprocessing4j;

/**
 * The common superclass of the unchecked exceptions of this library.
 *
 * <p>Exceptions that the JDK has a fitting class for are of that class instead: see the methods.
 */
public class MultiprocessingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception with a message.
     *
     * @param message what happened, as facts
     */
    protected MultiprocessingException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a message and a cause.
     *
     * @param message what happened, as facts
     * @param cause why, or {@code null}
     */
    protected MultiprocessingException(String message, Throwable cause) {
        super(message, cause);
    }
}
