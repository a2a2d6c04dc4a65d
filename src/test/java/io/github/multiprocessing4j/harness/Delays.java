package io.github.multiprocessing4j.harness;

import java.time.Duration;

/**
 * How patient tests are: {@code -Dmp.delay.factor=4} makes them wait four times as long for what is to come, on a
 * machine that slow.
 */
public final class Delays {

    private static final double FACTOR = Double.parseDouble(System.getProperty("mp.delay.factor", "1"));

    private Delays() {}

    /** An upper limit, as long as this machine needs it. */
    public static Duration scaled(Duration limit) {
        return Duration.ofNanos(Math.round(limit.toNanos() * FACTOR));
    }
}
