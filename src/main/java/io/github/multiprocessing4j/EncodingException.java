package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.wire.EncodingFailure;

/**
 * An object cannot travel to another process: it, or something that it refers to, is not serializable, or its own code
 * for that has failed. Nothing was sent.
 *
 * <p>The cause is what was thrown, if it was thrown in this process.
 */
public final class EncodingException extends MultiprocessingException {

    private static final long serialVersionUID = 1L;

    private final String path;
    private final String value;

    EncodingException(EncodingFailure failure) {
        this(failure.value(), failure);
    }

    EncodingException(String what, EncodingFailure failure) {
        super(
                what
                        + " cannot travel: "
                        + failure.getMessage()
                        + (failure.path().isEmpty() ? "" : " (at " + failure.path() + ")"),
                failure.getCause());
        this.path = failure.path();
        this.value = failure.value();
    }

    /**
     * The way from the object to what cannot travel.
     *
     * @return the way, as text; empty if it is not known
     */
    public String path() {
        return path;
    }

    /**
     * The object, as text.
     *
     * @return the name of its class, and what it says of itself
     */
    public String value() {
        return value;
    }
}
