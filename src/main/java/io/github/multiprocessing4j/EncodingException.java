package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.wire.EncodingFailure;

/** An object cannot travel to another JVM. Nothing of it was sent. */
public final class EncodingException extends MultiprocessingException {

    private static final long serialVersionUID = 1L;

    /** The way to the culprit. */
    private final String path;

    /** The object as text. */
    private final String value;

    EncodingException(EncodingFailure failure) {
        super(
                "cannot be encoded: " + (failure.path().isEmpty() ? "" : failure.path() + ": ") + failure.getMessage(),
                failure.getCause());
        this.path = failure.path();
        this.value = failure.value();
    }

    /**
     * The way from the object to what could not be written.
     *
     * @return a text; empty if it is not known
     */
    public String path() {
        return path;
    }

    /**
     * The object as text.
     *
     * @return its class, and what it says of itself
     */
    public String value() {
        return value;
    }
}
