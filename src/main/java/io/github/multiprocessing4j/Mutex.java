package io.github.multiprocessing4j;

import java.time.Duration;
import java.util.Objects;

/**
 * A lock of either kind: a {@link Lock} or an {@link RLock}.
 *
 * <p>It is held by one thread at a time. Those that wait for it get it in the order in which they came; a thread that
 * gives up loses its place and nothing else. Taking one that is free costs some tens of nanoseconds and allocates
 * nothing, also when it is shared with other processes; one that is shared, and held, is tried for some microseconds
 * before the thread counts as waiting. Safe for use by any number of threads, platform and virtual ones. What a thread
 * did before it released is seen by the one that acquires next.
 *
 * <pre>{@code
 * Mutex lock = Multiprocessing.lock();
 * try (Held held = lock.hold()) {
 *     // alone here
 * }
 * if (lock.acquire(Duration.ofMillis(100))) {
 *     try {
 *         // and here
 *     } finally {
 *         lock.release();
 *     }
 * }
 * }</pre>
 *
 * <p>A thread that ends while it holds a lock leaves it locked, as in Python. But a lock that is held by a process of
 * its own ({@link StartMethod#SPAWN}) when this dies goes to the next who wants it, who can ask whether it
 * {@linkplain #wasAbandoned was abandoned}. A {@link Lock}, which anybody may release, stays locked if the process has
 * ended in order.
 *
 * <p>A lock may be given to other processes, in any way, and is the same lock there.
 */
public sealed interface Mutex permits Lock, RLock {

    /**
     * Acquires the lock, and waits for it as long as it takes.
     *
     * @return true
     * @throws InterruptedException if the thread is interrupted before or while it waits; the lock is not acquired then
     */
    boolean acquire() throws InterruptedException;

    /**
     * Acquires the lock, and waits for it for some time.
     *
     * @param timeout how long; zero and less mean not at all
     * @return true if it was acquired, false if it was not free in time
     * @throws InterruptedException if the thread is interrupted before or while it waits; the lock is not acquired then
     * @throws NullPointerException if {@code timeout} is {@code null}
     */
    boolean acquire(Duration timeout) throws InterruptedException;

    /**
     * Acquires the lock, and waits for it or not.
     *
     * @param block whether to wait, as long as it takes; without waiting, an interrupt of the thread is left alone
     * @return true if it was acquired, false if it is not free
     * @throws InterruptedException if the thread is interrupted before or while it waits; the lock is not acquired then
     */
    boolean acquire(boolean block) throws InterruptedException;

    /**
     * Acquires the lock, and waits for it for some time or not.
     *
     * @param block whether to wait at all; without waiting, the time does not matter
     * @param timeout how long; zero and less mean not at all
     * @return true if it was acquired, false if it was not free in time
     * @throws InterruptedException if the thread is interrupted before or while it waits; the lock is not acquired then
     * @throws NullPointerException if {@code timeout} is {@code null}
     */
    default boolean acquire(boolean block, Duration timeout) throws InterruptedException {
        Objects.requireNonNull(timeout, "timeout");
        return block ? acquire(timeout) : acquire(false);
    }

    /**
     * Releases the lock; the thread that has waited longest for it gets it. Does not block.
     *
     * @throws IllegalStateException if it is a {@link Lock} that nobody holds
     * @throws IllegalMonitorStateException if it is an {@link RLock} that the calling thread does not hold
     */
    void release();

    /**
     * Whether the calling thread holds the lock, and got it because the process of the one who held it before has died.
     * What the lock guards may be half done then. It is so until the lock is released.
     *
     * <p>Differs from Python, where a lock stays locked for ever when the process that holds it dies.
     *
     * @return whether it is
     */
    boolean wasAbandoned();

    /**
     * Acquires the lock, for a try statement that releases it at its end.
     *
     * @return releases the lock when it is closed
     * @throws InterruptedException if the thread is interrupted before or while it waits; the lock is not acquired then
     */
    default Held hold() throws InterruptedException {
        acquire();
        return new Hold(this::release);
    }
}
