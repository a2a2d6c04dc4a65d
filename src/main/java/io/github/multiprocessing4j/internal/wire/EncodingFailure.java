package io.github.multiprocessing4j.internal.wire;

import java.util.Objects;

/** An object that could not be written. */
public final class EncodingFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final String path;

    private final String value;

    /**
     * An object that could not be written.
     *
     * @param reason what was wrong, as a sentence without a full stop
     * @param path the way from the object to what could not be written
     * @param value the object as text
     * @param cause what was thrown, or null
     */
    public EncodingFailure(String reason, String path, String value, Throwable cause) {
        super(reason, cause);
        this.path = Objects.requireNonNullElse(path, "");
        this.value = Objects.requireNonNullElse(value, "");
    }

    /** The way from the object to what could not be written; empty if it is the object itself, or not known. */
    public String path() {
        return path;
    }

    /** The object as text: the name of its class, and what it says of itself. */
    public String value() {
        return value;
    }
}
