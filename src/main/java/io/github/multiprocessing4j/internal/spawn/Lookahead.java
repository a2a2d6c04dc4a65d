package io.github.multiprocessing4j.internal.spawn;

import java.util.concurrent.TimeUnit;

/**
 * How many jobs a worker is given ahead of time: so many that it has something to do while its answers and the next
 * jobs are on their way, and no more than it does in a moment. One alone, when they take longer than that.
 *
 * <p>Belongs to the thread of a desk.
 */
final class Lookahead {

    /** How much time the work may take that a worker has before it. */
    private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final int MOST = 64;

    /** How many bytes jobs may have together, beside the first, for it is memory of the worker. */
    static final long MOST_BYTES = 64 << 10;

    /** How many of the last jobs make the mean, about. */
    private static final int MEMORY = 8;

    private final boolean alone;

    /** The mean of the last jobs; negative before the first. */
    private double meanNanos = -1;

    /**
     * For a worker.
     *
     * @param alone whether it is to be given one job at a time, whatever they take
     */
    Lookahead(boolean alone) {
        this.alone = alone;
    }

    /** A job has taken so long. */
    void note(long nanos) {
        double bounded = Math.min(nanos, 2 * MOMENT_NANOS); // so that a long one is forgotten as soon as any other
        meanNanos = meanNanos < 0 ? bounded : meanNanos + (bounded - meanNanos) / MEMORY;
    }

    /** How many jobs the worker may have, with the one that it does. */
    int most() {
        if (alone || meanNanos < 0) {
            return 1;
        }
        return (int) Math.max(1, Math.min(MOST, MOMENT_NANOS / Math.max(1, meanNanos)));
    }
}
