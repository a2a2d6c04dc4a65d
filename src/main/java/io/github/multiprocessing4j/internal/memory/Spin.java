package io.github.multiprocessing4j.internal.memory;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Waits for what another processor is about to do, without sleeping, where that pays. For one thread.
 *
 * <p>How long it does so follows from the last times: longer than it took then, and the longer the more often it was
 * not in vain, one time after the other; hardly at all when it was in vain, but for a trial now and then, because those
 * who wait for each other come to be quick only if one of them begins.
 */
public final class Spin {

    /** Longer than it takes to sleep and to be woken, a few times over: for all who are in between may sleep. */
    private static final long TRIAL_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    /**
     * After many times that were not in vain: for then it is likely that who is waited for was only kept from running
     * for a moment, and where one has slept the system may put both on one processor.
     */
    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** By what part of itself it becomes longer each time. */
    private static final int TRUST = 16;

    private static final long USUAL_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long SHORTEST_NANOS = TimeUnit.MICROSECONDS.toNanos(2);

    /** After that long others are let run, who may be the ones that are waited for. */
    private static final long ALONE_NANOS = SHORTEST_NANOS;

    /** How often it is looked until the clock is: that takes as long as a look. */
    private static final int LOOKS = 8;

    /** Of so many times in vain one is a trial. */
    private static final int TRIAL = 16;

    private long nanos = USUAL_NANOS;
    private int failures;

    /** Waits for a condition; whether it holds. */
    public boolean await(BooleanSupplier condition) {
        long limit = failures % TRIAL == TRIAL - 1 ? TRIAL_NANOS : nanos;
        long start = System.nanoTime();
        long last = 0;
        for (; ; ) {
            if (holdsSoon(condition, last < ALONE_NANOS ? LOOKS : 1)) {
                nanos = Math.min(LONGEST_NANOS, Math.max(Math.max(USUAL_NANOS, 2 * last), nanos + nanos / TRUST));
                failures = 0;
                return true;
            }
            long passed = System.nanoTime() - start;
            if (passed >= limit) {
                nanos = Math.max(SHORTEST_NANOS, Math.min(USUAL_NANOS, nanos) / 2);
                failures++;
                return false;
            }
            last = passed;
            if (passed >= ALONE_NANOS) {
                Thread.yield();
            }
        }
    }

    private static boolean holdsSoon(BooleanSupplier condition, int looks) {
        for (int look = 1; !condition.getAsBoolean(); look++) {
            if (look == looks) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }
}
