package io.github.multiprocessing4j;

/** An object that came from another JVM cannot be read: its class is missing here, or its own code threw. */
public final class DecodingException extends MultiprocessingException {

    private static final long serialVersionUID = 1L;

    DecodingException(String message, Throwable cause) {
        super(message, cause);
    }
}
