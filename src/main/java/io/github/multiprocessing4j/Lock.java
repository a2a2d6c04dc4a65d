package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.LockCore;
import io.github.multiprocessing4j.internal.shared.SharedMutex;
import java.io.Serializable;
import java.time.Duration;

/**
 * A lock that any thread may release, and that is not re-entrant: a thread that acquires it twice waits for itself.
 *
 * <pre>{@code
 * Lock lock = Multiprocessing.lock();
 * try (Held held = lock.hold()) {
 *     // alone here
 * }
 * }</pre>
 *
 * @see Mutex Mutex, on order, cost and memory
 */
public final class Lock implements Mutex, Serializable {

    private static final long serialVersionUID = 1L;

    final transient SharedMutex core;

    /** Makes a lock that is free. */
    public Lock() {
        this(new LockCore());
    }

    /** The lock of a core, here or elsewhere. */
    Lock(SharedMutex core) {
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
     * Releases the lock, whoever holds it; the thread that has waited longest for it gets it. Does not block.
     *
     * @throws IllegalStateException if nobody holds it; it stays free
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
        return core.holds() == 0 ? "Lock[free]" : "Lock[held]";
    }

    /** Written is a handle, with which the reader gets this object, and no other one of its kind. */
    private Object writeReplace() {
        return new Handle(this, claims -> new Arrived(Arrived.Type.LOCK, claims.to(core)));
    }
}
