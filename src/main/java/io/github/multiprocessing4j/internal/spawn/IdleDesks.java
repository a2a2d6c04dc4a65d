package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.memory.Spin;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The desks that wait until there is something for them. The one that came last is told first: it may not sleep yet,
 * and its worker is the most likely to be awake.
 *
 * <p>Guarded by the lock of the crew. To be told is a hint: whoever is told looks for himself, and tells the next one
 * if he leaves something for him.
 */
final class IdleDesks {

    /** How long a desk waits at least: for what it has asked others to give back. */
    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final ReentrantLock lock;
    private final long longest;
    private final Deque<Waiter> waiters = new ArrayDeque<>();

    private static final class Waiter {

        private final Condition condition;

        /** Written under the lock. */
        private volatile boolean told;

        Waiter(Condition condition) {
            this.condition = condition;
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
     * @param spin the caller's
     * @param nanos how long at most
     * @return how much of that is left; nothing or less if he was not told in time
     */
    long await(Spin spin, long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + Math.max(SHORTEST_NANOS, nanos);
        Waiter me = new Waiter(lock.newCondition());
        waiters.push(me);
        try {
            lock.unlock();
            try {
                spin.await(() -> me.told);
            } finally {
                lock.lock();
            }
            long left = deadline - System.nanoTime();
            while (!me.told && left > 0) {
                left = me.condition.awaitNanos(left);
            }
            return left;
        } finally {
            waiters.remove(me);
        }
    }

    /** Tells one of them. */
    void tellOne() {
        Waiter last = waiters.poll();
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
