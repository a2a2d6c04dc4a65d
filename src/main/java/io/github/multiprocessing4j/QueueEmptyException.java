package io.github.multiprocessing4j;

/** A queue had no item for the caller, at once or in the time that he was ready to wait. Python's {@code Empty}. */
public final class QueueEmptyException extends MultiprocessingException {

    private static final long serialVersionUID = 1L;

    QueueEmptyException(String message) {
        super(message);
    }
}
