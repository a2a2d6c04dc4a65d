package io.github.multiprocessing4j.internal.spawn;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * How many workers may be lost before a crew gives up: so many within ten seconds, without anything done in between.
 *
 * <p>Guarded by whoever owns it.
 */
final class RestartBudget {

    static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final int most;
    private final Deque<Long> losses = new ArrayDeque<>();

    RestartBudget(int workers) {
        this.most = Math.max(3, 2 * workers);
    }

    /** Work was done: the crew is sound. */
    void reset() {
        losses.clear();
    }

    /**
     * A worker was lost.
     *
     * @param now on the clock of {@link System#nanoTime}
     * @return whether that was one too many
     */
    boolean isExhaustedBy(long now) {
        while (!losses.isEmpty() && now - losses.peekFirst() > WINDOW_NANOS) {
            losses.pollFirst();
        }
        losses.addLast(now);
        return losses.size() > most;
    }

    /** How many were lost. */
    int losses() {
        return losses.size();
    }
}
