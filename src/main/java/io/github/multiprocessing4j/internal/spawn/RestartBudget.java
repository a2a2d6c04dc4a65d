package io.github.multiprocessing4j.internal.spawn;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * How many workers may be lost before a crew gives up: so many within some time, without anything done in between.
 *
 * <p>Guarded by whoever owns it.
 */
final class RestartBudget {

    private final int most;
    private final int seconds;
    private final Deque<Long> losses = new ArrayDeque<>();

    private RestartBudget(int most, int seconds) {
        this.most = most;
        this.seconds = seconds;
    }

    /** For workers that do not become ready, which none of the next ones will either. */
    static RestartBudget ofStarts(int workers) {
        return new RestartBudget(Math.max(3, 2 * workers), 10);
    }

    /** For workers that were ready: mostly it is their tasks that kill them, and the next task may be a good one. */
    static RestartBudget ofDeaths(int workers) {
        return new RestartBudget(Math.max(20, 4 * workers), 60);
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
        while (!losses.isEmpty() && now - losses.peekFirst() > TimeUnit.SECONDS.toNanos(seconds)) {
            losses.pollFirst();
        }
        losses.addLast(now);
        return losses.size() > most;
    }

    /** How many were lost, as the beginning of a sentence. */
    @Override
    public String toString() {
        return losses.size() + " workers were lost within " + seconds + " s, and nothing was done in between";
    }
}
