package io.github.multiprocessing4j;

import java.time.Duration;

/**
 * The options of {@link Pool#apply(Task, java.util.function.Consumer)} and its asynchronous twin, filled in by a
 * lambda. Each can be set once.
 *
 * <p>An object of this class is for one thread, and is not used after the lambda has returned.
 */
public final class TaskOptions {

    private final Setting<Duration> timeout = new Setting<>("timeout", Duration.ZERO);
    private final Setting<Integer> retries = new Setting<>("retries", 0);

    TaskOptions() {}

    /**
     * How long the task may run. If it runs longer, it fails with {@link TaskTimeoutException} at that time, and is
     * interrupted: see {@link MapOptions#timeout}.
     *
     * @param limit more than zero
     * @return this
     * @throws IllegalArgumentException if {@code limit} is zero or negative
     * @throws NullPointerException if {@code limit} is {@code null}
     * @throws IllegalStateException if it was set before
     */
    public TaskOptions timeout(Duration limit) {
        timeout.set(MapOptions.positive("timeout", limit));
        return this;
    }

    /**
     * How often the task is tried again if it fails; 0 by default. What counts is the outcome of the last try.
     *
     * @param times at least 0
     * @return this
     * @throws IllegalArgumentException if {@code times} is negative
     * @throws IllegalStateException if it was set before
     */
    public TaskOptions retries(int times) {
        retries.set(MapOptions.notNegative("retries", times));
        return this;
    }

    Limits limits() {
        return MapOptions.limits(timeout, retries);
    }
}
