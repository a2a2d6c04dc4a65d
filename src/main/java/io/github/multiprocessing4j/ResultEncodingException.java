package io.github.multiprocessing4j;

/**
 * The result of a task cannot travel to the JVM that waits for it. The task itself has run to its end; its worker is
 * kept.
 */
public final class ResultEncodingException extends MultiprocessingException {

    private static final long serialVersionUID = 1L;

    /** What was wrong. */
    private final String reason;

    /** What could not travel. */
    private final String value;

    ResultEncodingException(String task, String reason, String value, Throwable cause) {
        super(task + ": the result cannot be encoded: " + reason, cause);
        this.reason = reason;
        this.value = value;
    }

    /**
     * What was wrong, with the way from the result to the object that could not be written.
     *
     * @return a text, not empty
     */
    public String reason() {
        return reason;
    }

    /**
     * The result as text: its class, and what it says of itself.
     *
     * @return a text, not empty
     */
    public String value() {
        return value;
    }
}
