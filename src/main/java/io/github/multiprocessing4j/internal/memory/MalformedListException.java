package io.github.multiprocessing4j.internal.memory;

/** What lies in shared memory is no list, or none that has been written as lists are. */
public final class MalformedListException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MalformedListException(String message) {
        super(message);
    }
}
