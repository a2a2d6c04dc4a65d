package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.wire.DecodingFailure;

/**
 * An object that has come from another process cannot be made here: a class is missing, was refused, or its own code
 * for that has failed.
 *
 * <p>The cause is what was thrown.
 */
public final class DecodingException extends MultiprocessingException {

    private static final long serialVersionUID = 1L;

    DecodingException(DecodingFailure failure) {
        super("an object that came from another process cannot be read: " + failure.getMessage(), failure.getCause());
    }

    DecodingException(String what, String reason, Throwable cause) {
        super(what + " cannot be read: " + reason, cause);
    }
}
