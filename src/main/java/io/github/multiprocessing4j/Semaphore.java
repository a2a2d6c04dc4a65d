package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.SemaphoreCore;
import io.github.multiprocessing4j.internal.shared.SharedSemaphore;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * A number of permits, which are acquired and released one by one, by whatever thread.
 *
 * <p>Those that wait for a permit get one in the order in which they came; a thread that gives up loses its place and
 * nothing else. Acquiring one that is free costs some tens of nanoseconds and allocates nothing. Safe for use by any
 * number of threads, platform and virtual ones. What a thread did before it released is seen by the one that acquires
 * the permit.
 *
 * <pre>{@code
 * Semaphore connections = Multiprocessing.semaphore(2);
 * try (Held permit = connections.hold()) {
 *     // at most two here
 * }
 * }</pre>
 *
 * @see BoundedSemaphore
 */
public sealed class Semaphore implements Serializable permits BoundedSemaphore {

    private static final long serialVersionUID = 1L;

    final transient SharedSemaphore core;

    /** Makes a semaphore of value 1. */
    public Semaphore() {
        this(1);
    }

    /**
     * Makes a semaphore.
     *
     * @param value how many permits there are at first; 0 or more
     * @throws IllegalArgumentException if {@code value} is negative
     */
    public Semaphore(int value) {
        this(value, Integer.MAX_VALUE);
    }

    Semaphore(int value, int limit) {
        if (value < 0) {
            throw new IllegalArgumentException("value: " + value);
        }
        core = new SemaphoreCore(value, limit);
    }

    /** The semaphore of a core, here or elsewhere. */
    Semaphore(SharedSemaphore core) {
        this.core = core;
    }

    /**
     * Acquires a permit, and waits for it as long as it takes.
     *
     * @return true
     * @throws InterruptedException if the thread is interrupted before or while it waits; no permit is acquired then
     */
    public boolean acquire() throws InterruptedException {
        return Turn.take(core);
    }

    /**
     * Acquires a permit, and waits for it for some time.
     *
     * @param timeout how long; zero and less mean not at all
     * @return true if one was acquired, false if none was free in time
     * @throws InterruptedException if the thread is interrupted before or while it waits; no permit is acquired then
     * @throws NullPointerException if {@code timeout} is {@code null}
     */
    public boolean acquire(Duration timeout) throws InterruptedException {
        return Turn.take(core, timeout);
    }

    /**
     * Acquires a permit, and waits for it or not.
     *
     * @param block whether to wait, as long as it takes; without waiting, an interrupt of the thread is left alone
     * @return true if one was acquired, false if none is free
     * @throws InterruptedException if the thread is interrupted before or while it waits; no permit is acquired then
     */
    public boolean acquire(boolean block) throws InterruptedException {
        return block ? Turn.take(core) : Turn.tryTake(core);
    }

    /**
     * Acquires a permit, and waits for it for some time or not.
     *
     * @param block whether to wait at all; without waiting, the time does not matter
     * @param timeout how long; zero and less mean not at all
     * @return true if one was acquired, false if none was free in time
     * @throws InterruptedException if the thread is interrupted before or while it waits; no permit is acquired then
     * @throws NullPointerException if {@code timeout} is {@code null}
     */
    public boolean acquire(boolean block, Duration timeout) throws InterruptedException {
        Objects.requireNonNull(timeout, "timeout");
        return block ? acquire(timeout) : acquire(false);
    }

    /**
     * Releases a permit; the thread that has waited longest gets it. Does not block.
     *
     * @throws IllegalStateException if there would be more than 2147483647 permits, or more than a
     *     {@link BoundedSemaphore} began with; nothing is changed then
     */
    public void release() {
        core.release(1);
    }

    /**
     * Releases several permits; the threads that have waited longest get them. Does not block.
     *
     * @param count how many, at least 1
     * @throws IllegalArgumentException if {@code count} is less than 1
     * @throws IllegalStateException if there would be more than 2147483647 permits, or more than a
     *     {@link BoundedSemaphore} began with; nothing is changed then
     */
    public void release(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count: " + count);
        }
        core.release(count);
    }

    /**
     * The value: how many permits are free. It may be out of date as soon as it is returned. (Python:
     * {@code get_value}.)
     *
     * @return 0 or more
     */
    public int value() {
        return core.permits();
    }

    /**
     * Acquires a permit, for a try statement that releases it at its end.
     *
     * @return releases the permit when it is closed
     * @throws InterruptedException if the thread is interrupted before or while it waits; no permit is acquired then
     */
    public Held hold() throws InterruptedException {
        acquire();
        return new Hold(this::release);
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + value() + "]";
    }

    /** Written is a handle, with which the reader gets this object, and no other one of its kind. */
    final Object writeReplace() {
        Arrived.Type type = this instanceof BoundedSemaphore ? Arrived.Type.BOUNDED_SEMAPHORE : Arrived.Type.SEMAPHORE;
        return new Handle(this, claims -> new Arrived(type, claims.to(core)));
    }
}
