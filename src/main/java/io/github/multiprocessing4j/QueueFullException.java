package io.github.multiprocessing4j;

/** A queue had no room for an item, at once or in the time that the caller was ready to wait. Python's {@code Full}. */
public final class QueueFullException extends MultiprocessingException {

    private static final long serialVersionUID = 1L;

    QueueFullException(String message) {
        super(message);
    }
}
