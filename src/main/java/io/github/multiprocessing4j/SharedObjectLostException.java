package io.github.multiprocessing4j;

/**
 * A shared object is gone: it lived in a process that has ended.
 *
 * <p>A shared object lives in the process that has made it; others reach it there. Only connections say so by an
 * {@link java.io.IOException} instead.
 */
public final class SharedObjectLostException extends MultiprocessingException {

    private static final long serialVersionUID = 1L;

    SharedObjectLostException(String message) {
        super(message);
    }
}
