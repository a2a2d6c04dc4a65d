package io.github.multiprocessing4j.internal.wire;

import java.io.IOException;

/** What came is not what the other side of a link sends: it is broken, or somebody else. */
public final class MalformedMessageException extends IOException {

    private static final long serialVersionUID = 1L;

    MalformedMessageException(String message) {
        super(message);
    }

    MalformedMessageException(String message, Throwable cause) {
        super(message, cause);
    }
}
