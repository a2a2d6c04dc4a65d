package io.github.multiprocessing4j.internal.wire;

/** Bytes from which no object could be made. */
public final class DecodingFailure extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Bytes from which no object could be made.
     *
     * @param reason what was wrong, as a sentence without a full stop
     * @param cause what was thrown, or null
     */
    public DecodingFailure(String reason, Throwable cause) {
        super(reason, cause);
    }
}
