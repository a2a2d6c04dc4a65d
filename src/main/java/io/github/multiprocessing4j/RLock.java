package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.RLockCore;
import java.time.Duration;

/**
 * A re-entrant lock: the thread that holds it may acquire it again, and has to release it as often. No other thread can
 * release it.
 *
 * <pre>{@code
 * RLock lock = Multiprocessing.rlock();
 * try (Held outer = lock.hold()) {
 *     try (Held inner = lock.hold()) {
 *         // held twice
 *     }
 *     // still held
 * }
 * }</pre>
 *
 * @see Mutex Mutex, on order, cost and memory
 */
public final class RLock implements Mutex {

    final RLockCore core = new RLockCore();

    /** Makes a lock that is free. */
    public RLock() {}

    @Override
    public boolean acquire() throws InterruptedException {
        return Turn.take(core);
    }

    @Override
    public boolean acquire(Duration timeout) throws InterruptedException {
        return Turn.take(core, timeout);
    }

    @Override
    public boolean acquire(boolean block) throws InterruptedException {
        return block ? Turn.take(core) : Turn.tryTake(core);
    }

    /**
     * Releases the lock once. When that was the last time, the thread that has waited longest for it gets it. Does not
     * block.
     *
     * @throws IllegalMonitorStateException if the calling thread does not hold it; nothing is changed then
     */
    @Override
    public void release() {
        core.release(Thread.currentThread());
    }

    @Override
    public String toString() {
        long holds = core.holds();
        return holds == 0 ? "RLock[free]" : "RLock[held, count " + holds + "]";
    }
}
