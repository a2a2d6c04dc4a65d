package io.github.multiprocessing4j.internal.shared;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A look, for some microseconds, for what another thread of this JVM may be about to bring, before one sleeps: to sleep
 * and to be woken takes longer than that.
 *
 * <p>Nobody is made to wait by it: no more threads look at a time than there are processors to spare, and they do not
 * yield. Where it is in vain again and again, it is tried seldom. Safe for any number of threads, of which one looks.
 */
final class Glance {

    private static final int LOOKS = 100;

    /** Between two looks, so that the thread that is looked for has the lines of the cache to itself. */
    private static final int PAUSES = 4;

    /** How often nobody looks, at most, after it was in vain. */
    private static final int MOST_SKIPPED = 7;

    /** How many threads look, in this JVM. */
    private static final AtomicInteger LOOKERS = new AtomicInteger();

    private final int mostLookers;
    private final AtomicBoolean looking = new AtomicBoolean();

    // By whoever has set the flag, which orders one after the other.

    /** How often nobody has looked after the last time, if that was in vain. */
    private int caution;

    /** How often nobody looks from now on. */
    private int skipped;

    Glance() {
        this(Runtime.getRuntime().availableProcessors() - 1);
    }

    /**
     * A look.
     *
     * @param mostLookers it is not taken while so many threads of this JVM look
     */
    Glance(int mostLookers) {
        this.mostLookers = mostLookers;
    }

    /** Takes what comes next: looks for it, and then sleeps until it comes. */
    <T> T take(BlockingQueue<T> queue) throws InterruptedException {
        T found = at(queue::poll);
        return found != null ? found : queue.take();
    }

    /** What is found; null for nothing. */
    <T> T at(Supplier<T> place) {
        if (!looking.compareAndSet(false, true)) {
            return null;
        }
        try {
            if (skipped > 0) {
                skipped--;
                return null;
            }
            T found = look(place);
            skipped = found != null ? 0 : caution; // once is no rule
            caution = found != null ? 0 : Math.min(MOST_SKIPPED, 2 * caution + 1);
            return found;
        } finally {
            looking.set(false);
        }
    }

    private <T> T look(Supplier<T> place) {
        try {
            if (LOOKERS.incrementAndGet() > mostLookers) {
                return null;
            }
            for (int i = 0; i < LOOKS; i++) {
                T found = place.get();
                if (found != null) {
                    return found;
                }
                for (int pause = 0; pause < PAUSES; pause++) {
                    Thread.onSpinWait();
                }
            }
            return null;
        } finally {
            LOOKERS.decrementAndGet();
        }
    }
}
