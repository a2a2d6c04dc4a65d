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

    private long then = System.nanoTime();

    private ImapWindow(int least, int most) {
        this.least = least;
        this.most = most;
        this.size = least;
    }

    /** Always of the same size. */
    static ImapWindow fixed(int items) {
        return new ImapWindow(items, items);
    }

    /** As large as it has to be, within bounds. */
    static ImapWindow between(int least, int most) {
        return new ImapWindow(least, most);
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
        if (delivered - deliveredThen < Math.max(1, size / 2)) {
            return; // too few to judge by; these count the next time
        }
        long took = now - then;
        if (took < QUICK_NANOS) {
            size = (int) Math.min(most, 2L * size);
        } else if (took > SLOW_NANOS) {
            size = Math.max(least, size / 2);
        }
        deliveredThen = delivered;
        then = now;
    }
}
