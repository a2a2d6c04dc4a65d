package io.github.multiprocessing4j.internal.wire;

/**
 * Exceptions with the messages that they have here.
 *
 * <p>What was {@code null} the JVM says only when it is asked, by the code that has thrown. That is no part of what is
 * written of an exception: whoever read it would have one without a message.
 */
final class SpokenMessage {

    private SpokenMessage() {}

    /** The exception that is to be written for another. */
    static NullPointerException of(NullPointerException thrown) {
        if (thrown.getClass() != NullPointerException.class || thrown.getMessage() == null) {
            return thrown; // the JVM itself throws no subclass
        }
        NullPointerException spoken = new NullPointerException(thrown.getMessage());
        spoken.setStackTrace(thrown.getStackTrace());
        if (thrown.getCause() != null) {
            spoken.initCause(thrown.getCause());
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            spoken.addSuppressed(suppressed);
        }
        return spoken;
    }
}
