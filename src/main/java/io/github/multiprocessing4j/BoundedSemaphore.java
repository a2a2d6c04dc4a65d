package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.SharedSemaphore;

/**
 * A semaphore that never has more permits than it began with: a release too many is a mistake, and fails.
 *
 * <pre>{@code
 * BoundedSemaphore seats = Multiprocessing.boundedSemaphore(3);
 * seats.acquire();
 * seats.release();
 * seats.release(); // IllegalStateException
 * }</pre>
 */
public final class BoundedSemaphore extends Semaphore {

    private static final long serialVersionUID = 1L;

    /** Makes a semaphore of value 1. */
    public BoundedSemaphore() {
        this(1);
    }

    /**
     * Makes a semaphore.
     *
     * @param value how many permits there are at first, and at most; 0 or more
     * @throws IllegalArgumentException if {@code value} is negative
     */
    public BoundedSemaphore(int value) {
        super(value, value);
    }

    /** The semaphore of a core, here or elsewhere. */
    BoundedSemaphore(SharedSemaphore core) {
        super(core);
    }
}
