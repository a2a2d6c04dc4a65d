package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.RLockCore;
import io.github.multiprocessing4j.internal.shared.SharedMutex;
import java.io.Serializable;
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
public final class RLock implements Mutex, Serializable {

    private static final long serialVersionUID = 1L;

    final transient SharedMutex core;

    /** Makes a lock that is free. */
    public RLock() {
        this(new RLockCore());
    }

    /** The lock of a core, here or elsewhere. */
    RLock(SharedMutex core) {
        this.core = core;
    }

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
    public boolean wasAbandoned() {
        return core.wasAbandoned(Thread.currentThread());
    }

    @Override
    public String toString() {
        long holds = core.holds();
        return holds == 0 ? "RLock[free]" : "RLock[held, count " + holds + "]";
    }

    /** Written is a handle, with which the reader gets this object, and no other one of its kind. */
    private Object writeReplace() {
        return new Handle(this, claims -> new Arrived(Arrived.Type.RLOCK, claims.to(core)));
    }
}
