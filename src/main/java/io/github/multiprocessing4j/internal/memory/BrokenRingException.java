package io.github.multiprocessing4j.internal.memory;

import java.io.IOException;

/** The other side of a ring has said something that cannot be. */
public final class BrokenRingException extends IOException {

    private static final long serialVersionUID = 1L;

    BrokenRingException(String message) {
        super(message);
    }
}
