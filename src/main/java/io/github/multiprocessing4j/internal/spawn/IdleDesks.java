package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.memory.Spin;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The desks that wait until there is something for them. The one that came last is told first: it may not sleep yet,
 * and its worker is the most likely to be awake.
 *
 * <p>Guarded by the lock of the crew. To be told is a hint: whoever is told looks for himself, and tells the next one
 * if he leaves something for him.
 *
 * @param <D> the desks
 */
final class IdleDesks<D> {

    /** How long a desk waits at least: for what it has asked others to give back. */
    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final ReentrantLock lock;
    private final long longest;
    private final Deque<Waiter<D>> waiters = new ArrayDeque<>();

    /** Those whose desks are lent: see {@link #lend}. */
    private final Map<D, Waiter<D>> lenders = new HashMap<>();

    private static final class Waiter<D> {

        private final D desk;
        private final Condition condition;

        /** Written under the lock. */
        private volatile boolean told;

        /** When it has waited for long enough. */
        private long deadline;

        Waiter(D desk, Condition condition, long deadline) {
            this.desk = desk;
            this.condition = condition;
            this.deadline = deadline;
        }

        void tell() {
            told = true;
            condition.signal();
        }
    }

    /**
     * Those of a crew.
     *
     * @param limitNanos how long a desk is idle before its worker is let go; 0 for as long as it may be
     */
    IdleDesks(ReentrantLock lock, long limitNanos) {
        this.lock = lock;
        this.longest = limitNanos > 0 ? limitNanos : Long.MAX_VALUE / 2;
    }

    /** How long a desk is idle at most, in nanoseconds. */
    long longest() {
        return longest;
    }

    /**
     * Waits until the caller is told, for some time: at first without sleeping. The lock is released meanwhile.
     *
     * @param desk the caller's
     * @param spin the caller's
     * @param nanos how long at most
     * @return how much of that is left; nothing or less if he was not told in time
     */
    long await(D desk, Spin spin, long nanos) throws InterruptedException {
        Waiter<D> me = new Waiter<>(desk, lock.newCondition(), System.nanoTime() + Math.max(SHORTEST_NANOS, nanos));
        waiters.push(me);
        try {
            lock.unlock();
            try {
                spin.await(() -> me.told);
            } finally {
                lock.lock();
            }
            long left = me.deadline - System.nanoTime();
            while (!me.told && (left > 0 || lenders.containsKey(desk))) {
                me.condition.awaitNanos(Math.max(SHORTEST_NANOS, left));
                left = me.deadline - System.nanoTime();
            }
            return left;
        } finally {
            waiters.remove(me);
        }
    }

    /**
     * Lends the desk that came last to somebody who has something for it: its thread waits on meanwhile. The borrower
     * {@linkplain #takeBack gives it back}, soon.
     *
     * @return null if none waits
     */
    D lend() {
        Waiter<D> last = waiters.poll();
        if (last == null) {
            return null;
        }
        lenders.put(last.desk, last);
        return last.desk;
    }

    /**
     * Takes back a desk that was lent.
     *
     * @param idle whether there is nothing for its thread to do
     */
    void takeBack(D desk, boolean idle) {
        Waiter<D> waiter = lenders.remove(desk);
        if (idle) {
            waiter.deadline = System.nanoTime() + longest;
            waiters.push(waiter);
        } else {
            waiter.tell();
        }
    }

    /** Tells one of them. */
    void tellOne() {
        Waiter<D> last = waiters.poll();
        if (last != null) {
            last.tell();
        }
    }

    /** Tells all of them. */
    void tellAll() {
        waiters.forEach(Waiter::tell);
        waiters.clear();
    }
}
