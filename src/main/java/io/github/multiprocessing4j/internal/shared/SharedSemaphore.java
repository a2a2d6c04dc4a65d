package io.github.multiprocessing4j.internal.shared;

/** A number of permits. */
public interface SharedSemaphore extends SharedTurn {

    /** How many permits are free. */
    int permits();

    /**
     * Gives permits back: first to those who wait.
     *
     * @throws IllegalStateException if there would be more than the limit; nothing is changed then
     */
    void release(int count);
}
