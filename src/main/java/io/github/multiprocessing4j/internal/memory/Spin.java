package io.github.multiprocessing4j.internal.memory;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Waits for what another processor is about to do, without sleeping: for as long as to sleep and to be woken would
 * take, and much shorter when that was in vain the last times. For one thread.
 */
public final class Spin {

    private static final long LONGEST_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long SHORTEST_NANOS = TimeUnit.MICROSECONDS.toNanos(2);

    /** After that long others are let run, who may be the ones that are waited for. */
    private static final long ALONE_NANOS = SHORTEST_NANOS;

    private long nanos = LONGEST_NANOS;

    /** Waits for a condition; whether it holds. */
    public boolean await(BooleanSupplier condition) {
        long start = System.nanoTime();
        for (; ; ) {
            if (condition.getAsBoolean()) {
                nanos = LONGEST_NANOS;
                return true;
            }
            long passed = System.nanoTime() - start;
            if (passed >= nanos) {
                nanos = Math.max(SHORTEST_NANOS, nanos / 2);
                return false;
            }
            if (passed < ALONE_NANOS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }
}
