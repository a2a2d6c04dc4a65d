package io.github.multiprocessing4j;

import java.io.IOException;

/**
 * The other side of a connection has not proved that it knows the key. (Python: {@code AuthenticationError}.)
 *
 * <p>It has another key, or is something else, or has gone before it could prove anything.
 */
public class AuthenticationException extends IOException {

    private static final long serialVersionUID = 1L;

    AuthenticationException(String message, IOException cause) {
        super(message, cause);
    }
}
