package io.github.multiprocessing4j.internal.wire;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * How a listener stands by, while an attendant comes and goes, who is back in a moment each time: it looks now and then
 * whether he still does, so that he need not see to it each time he goes that somebody is woken.
 */
/*
 * absent -> wanted     by an attendant who has left briefly many times, or by the listener, which has seen one
 * wanted -> standing   by the listener, when it would wait for bytes
 * standing -> absent   by the listener: after a tick in which nobody has come, when it is summoned, or when it has
 *                      something else to do
 *
 * Whoever leaves says so first, and looks then whether the listener stands by; the listener says first that it does not
 * any more, and looks then whether there is an attendant. Both are volatile: so at least one of them sees the other, and
 * what has come is not left to nobody.
 */
final class StandBy {

    /** For twice so long nobody receives what comes after an attendant has left, at most, if he does not come back. */
    private static final long TICK_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    /** After so many brief leaves, one after the other, it pays to wake the listener for this. */
    static final int MANY_LEAVES = 16;

    /** How often somebody has come who was away for a moment only. Written by attendants, one at a time. */
    private final AtomicInteger attendances = new AtomicInteger();

    /** How often such a one has left briefly, one after the other. By attendants, one at a time. */
    private int briefLeaves;

    private volatile boolean wanted;

    /** The listener that stands by; null if none does. */
    private volatile Thread standing;

    /** Whether the listener is to do something else, which it has not begun. */
    private volatile boolean summoned;

    /** An attendant comes who was away for a moment only. */
    void come() {
        attendances.lazySet(attendances.get() + 1);
    }

    /** How often such a one has come. */
    int attendances() {
        return attendances.get();
    }

    /** Whether the listener stands by: then it will see what comes, soon. */
    boolean isOn() {
        return standing != null;
    }

    /**
     * An attendant has left, while the listener did not stand by; says whether to wake the listener, so that it does.
     *
     * @param briefly whether he is likely to be back in a moment
     */
    boolean left(boolean briefly) {
        briefLeaves = briefly ? briefLeaves + 1 : 0;
        if (briefLeaves < MANY_LEAVES) {
            return false;
        }
        briefLeaves = 0;
        wanted = true;
        return true;
    }

    /** The listener is to stand by when it would wait. */
    void want() {
        wanted = true;
    }

    /** The listener is to do something else. */
    void summon() {
        summoned = true;
        LockSupport.unpark(standing);
    }

    /** The listener is about to do what it was summoned for. */
    void obey() {
        if (summoned) {
            summoned = false;
        }
    }

    /**
     * Stands by, if that is wanted. By the listener.
     *
     * @param mayGoOn says after each tick whether the listener has nothing else to do
     * @param attended says whether there is an attendant
     * @return whether it did: then the listener looks for what it may find without waiting, before it waits for bytes
     */
    boolean stand(BooleanSupplier mayGoOn, BooleanSupplier attended) {
        if (!wanted) {
            return false;
        }
        wanted = false;
        standing = Thread.currentThread();
        int seen = attendances() - 1;
        while (!summoned && mayGoOn.getAsBoolean() && (attended.getAsBoolean() || attendances() != seen)) {
            seen = attendances();
            LockSupport.parkNanos(this, TICK_NANOS);
        }
        standing = null;
        return true;
    }
}
