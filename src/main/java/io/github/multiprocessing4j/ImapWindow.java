package io.github.multiprocessing4j;

import java.util.concurrent.TimeUnit;

/**
 * How many items of an imap may be read and not delivered. Guarded by the lock of the {@link Imap}.
 *
 * <p>What is read ahead is to last as long as it takes to wake a few threads, or else these are woken for every few
 * items: so where half of it is delivered within a moment the window grows, and it shrinks where that takes long. Long
 * tasks, and consumers who take their time, have the smallest one.
 */
final class ImapWindow {

    private static final long QUICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(8);

    private final int least;
    private final int most;
    private int size;

    /** How many items had been delivered when it was judged last, and when that was, by the nanoTime. */
    private int deliveredThen;

    private long then;

    private ImapWindow(int least, int most, long now) {
        this.least = least;
        this.most = most;
        this.size = least;
        this.then = now;
    }

    /** Always of the same size. */
    static ImapWindow fixed(int items) {
        return new ImapWindow(items, items, 0);
    }

    /**
     * As large as it has to be, within bounds.
     *
     * @param now the nanoTime
     */
    static ImapWindow between(int least, int most, long now) {
        return new ImapWindow(least, most, now);
    }

    int size() {
        return size;
    }

    /**
     * There is no room in it.
     *
     * @param delivered how many items were delivered so far
     * @param now the nanoTime
     */
    void full(int delivered, long now) {
        long took = now - then;
        boolean slow = took > SLOW_NANOS;
        if (delivered - deliveredThen >= Math.max(1, size / 2)) {
            if (took < QUICK_NANOS) {
                size = (int) Math.min(most, 2L * size);
            } else if (slow) {
                size = Math.max(least, size / 2);
            }
        } else if (slow) {
            size = least;
        } else {
            return; // too few to judge by; these count the next time
        }
        deliveredThen = delivered;
        then = now;
    }
}
