package io.github.multiprocessing4j.internal.shared;

import java.time.Duration;

/**
 * A point on the {@link System#nanoTime} clock up to which somebody is ready to wait.
 *
 * <p>Immutable. Durations that do not fit in nanoseconds (292 years) count as for ever; negative ones count as zero.
 */
public final class Deadline {

    /** The deadline that never comes. */
    public static final Deadline NEVER = new Deadline(0, false);

    private static final long LOOKOUT_NANOS = 1_000_000;

    private final long at;
    private final boolean bounded;

    private Deadline(long at, boolean bounded) {
        this.at = at;
        this.bounded = bounded;
    }

    /** The deadline that comes when {@code timeout} has gone by, counted from now. */
    public static Deadline after(Duration timeout) {
        long nanos = nanos(timeout);
        return nanos == Long.MAX_VALUE ? NEVER : new Deadline(System.nanoTime() + nanos, true);
    }

    /** The length of {@code timeout} in nanoseconds: at least 0, and {@link Long#MAX_VALUE} for too long. */
    public static long nanos(Duration timeout) {
        if (timeout.isNegative()) {
            return 0;
        }
        // Half the range, so that differences of two nanoTime values cannot wrap around.
        if (timeout.getSeconds() >= Long.MAX_VALUE / 2_000_000_000L) {
            return Long.MAX_VALUE;
        }
        return timeout.toNanos();
    }

    /** Nanoseconds left: at most 0 when the deadline is over, {@link Long#MAX_VALUE} when it never comes. */
    public long remaining() {
        return bounded ? at - System.nanoTime() : Long.MAX_VALUE;
    }

    /** Whether the deadline is over. */
    public boolean isOver() {
        return bounded && remaining() <= 0;
    }

    /** Whether there is time to look out for something without sleeping, which takes a millisecond at most. */
    public boolean isDistant() {
        return remaining() > LOOKOUT_NANOS;
    }

    /** Whether the deadline comes at all. */
    public boolean isBounded() {
        return bounded;
    }
}
