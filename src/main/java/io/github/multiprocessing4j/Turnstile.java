package io.github.multiprocessing4j;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.BooleanSupplier;

/**
 * Lets operations into a pool, and knows how many have not left again. Each enters, if it is let in, and leaves once.
 * Safe for use by any number of threads.
 */
final class Turnstile {

    /*
     *   OPEN -> SHUT         shut()
     *   OPEN, SHUT -> ENDED  end()
     *   SHUT -> ENDED        endWhenDone(): when nobody is inside
     *
     * Once it is shut, the gate is one word: the phase in its two lowest bits, above them the number of those inside. So
     * whoever leaves last knows it, and nobody slips in after the end.
     *
     * As long as it is open, nobody has to know how many are inside, and those who come and go would only be in one
     * another's way. So each thread counts in a cell, which few others use: one more when it enters, one less when it
     * leaves, which may be another cell.
     *
     * To shut the gate is to seal the cells, one after the other, and to add what is in them to the word. Who finds his
     * cell sealed turns to the word instead. Until all are sealed the number is not right, and may even be negative:
     * meanwhile the word says that many are inside who are not (SEALING).
     *
     * Whoever was let in by a cell came before the seal: so he is counted.
     */
    private static final int PHASE_BITS = 2;
    private static final long PHASE = (1 << PHASE_BITS) - 1;
    private static final long ONE = 1 << PHASE_BITS;
    private static final long OPEN = 0;
    private static final long SHUT = 1;
    private static final long ENDED = 2;

    private static final long SEALING = 1L << 60;

    /** What is in a sealed cell, give or take what was counted there in vain. */
    private static final long SEAL = 1L << 60;

    private static final long AT_LEAST_SEALED = SEAL / 2;

    /** Cells are so far apart that no two are in one cache line. */
    private static final int DISTANCE = 16;

    private static final int CELLS = 16;

    private final AtomicLong word = new AtomicLong(OPEN);
    private final AtomicLongArray cells = new AtomicLongArray((CELLS + 1) * DISTANCE);

    /** The numbers of threads follow one another, so the workers of a pool have different cells. */
    private static int mine() {
        return (1 + ((int) Thread.currentThread().getId() & CELLS - 1)) * DISTANCE;
    }

    /** Lets somebody in if the gate is open. */
    boolean enter() {
        return cells.getAndIncrement(mine()) < AT_LEAST_SEALED;
    }

    /**
     * Lets somebody in whom {@link #enter} has not, if the gate is shut and not ended, somebody is inside, and he is
     * one of those.
     */
    boolean enterLate(BooleanSupplier isInside) {
        for (; ; ) {
            long now = word.get();
            if ((now & PHASE) == ENDED || now < ONE || !isInside.getAsBoolean()) {
                return false;
            }
            if (word.compareAndSet(now, now + ONE)) {
                return true;
            }
        }
    }

    /** Lets somebody in whom {@link #enter} has not, if the gate has not ended. */
    boolean enterUntilEnd() {
        for (; ; ) {
            long now = word.get();
            if ((now & PHASE) == ENDED) {
                return false;
            }
            if (word.compareAndSet(now, now + ONE)) {
                return true;
            }
        }
    }

    /** Lets somebody out; whether the gate is shut, and he was the last. */
    boolean leave() {
        return cells.getAndDecrement(mine()) >= AT_LEAST_SEALED && word.addAndGet(-ONE) == SHUT;
    }

    /** Lets nobody in any more; whether it was open, and nobody is inside. */
    boolean shut() {
        if (!word.compareAndSet(OPEN, SHUT + SEALING)) {
            return false;
        }
        seal();
        return word.addAndGet(-SEALING) == SHUT;
    }

    private void seal() {
        for (int i = 0; i < CELLS; i++) {
            long inside = cells.getAndSet((1 + i) * DISTANCE, SEAL);
            if (inside < AT_LEAST_SEALED) {
                word.addAndGet(inside * ONE);
            }
        }
    }

    /** Ends it, if it is shut and nobody is inside; whether it has. */
    boolean endWhenDone() {
        return word.compareAndSet(SHUT, ENDED);
    }

    /** Ends it, whoever is inside. */
    void end() {
        word.updateAndGet(now -> now & ~PHASE | ENDED);
        seal();
    }

    /** Whether it is shut, nobody is inside, and it has not ended. */
    boolean isDone() {
        return word.get() == SHUT;
    }

    boolean isShut() {
        return (word.get() & PHASE) != OPEN;
    }

    boolean isEnded() {
        return (word.get() & PHASE) == ENDED;
    }
}
