package io.github.multiprocessing4j.internal.engine;

/** A worker, as the work sees it that is running on it. */
public interface Seat {

    /** Which worker this is. */
    WorkerId id();

    /**
     * Whether nobody waits for the work any more: it was cancelled, its time was up, or its workers are being stopped.
     * Work of several steps asks between them.
     */
    boolean isStopped();
}
