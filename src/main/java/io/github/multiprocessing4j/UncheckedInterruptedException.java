package io.github.multiprocessing4j;

/**
 * The thread was interrupted while it waited in a method that cannot throw {@link InterruptedException}, which is the
 * {@linkplain #getCause cause}: a method of {@link java.util.Iterator}, or of a stream made from one.
 *
 * <p>The thread's interrupt flag is set again when this is thrown.
 */
public final class UncheckedInterruptedException extends MultiprocessingException {

    private static final long serialVersionUID = 1L;

    UncheckedInterruptedException(InterruptedException cause) {
        super("interrupted while waiting for a result", cause);
    }
}
