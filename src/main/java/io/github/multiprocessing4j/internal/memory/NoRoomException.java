package io.github.multiprocessing4j.internal.memory;

import java.io.IOException;

/** There is too little room on a file system. */
final class NoRoomException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean passing;

    /**
     * Says so.
     *
     * @param passing whether there could be enough room at another time
     */
    NoRoomException(String message, boolean passing, Throwable cause) {
        super(message, cause);
        this.passing = passing;
    }

    /** Whether there could be enough room at another time. */
    boolean isPassing() {
        return passing;
    }
}
