package io.github.multiprocessing4j.internal.wire;

import java.io.IOException;

/** The other side of a connection is not, or has not shown that it is, the one that is expected. */
public class HandshakeException extends IOException {

    private static final long serialVersionUID = 1L;

    HandshakeException(String message) {
        super(message);
    }
}
