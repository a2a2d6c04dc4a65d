package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.Deadline;
import io.github.multiprocessing4j.internal.shared.Exchange;
import io.github.multiprocessing4j.internal.shared.Kind;
import io.github.multiprocessing4j.internal.shared.SharedCondition;
import io.github.multiprocessing4j.internal.shared.SharedMutex;
import io.github.multiprocessing4j.internal.shared.ThreadReply;
import io.github.multiprocessing4j.internal.wire.Ticket;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * A place where threads that hold a lock wait until another one tells them that something has changed.
 *
 * <p>To wait and to signal, a thread must hold the lock: a new {@link RLock}, or the {@link Mutex} that the condition
 * was made over. While it waits the lock is released, however often it was held, and it is held as often again when the
 * wait ends, in whatever way. Several conditions may share a lock. Those that have waited longest are woken first, and
 * a thread wakes for no other reason than those named here. Over a {@link Lock}, the thread that acquired it counts as
 * its holder. Safe for use by any number of threads, platform and virtual ones.
 *
 * <pre>{@code
 * Deque<String> letters = new ArrayDeque<>();
 * Condition arrived = Multiprocessing.condition();
 *
 * try (Held held = arrived.hold()) { // one thread
 *     arrived.awaitFor(() -> !letters.isEmpty());
 *     letters.remove();
 * }
 *
 * try (Held held = arrived.hold()) { // another one
 *     letters.add("Dear Ram");
 *     arrived.signal();
 * }
 * }</pre>
 *
 * <p>Python's {@code wait}, {@code wait_for}, {@code notify} and {@code notify_all} are {@code await},
 * {@code awaitFor}, {@code signal} and {@code signalAll} here.
 */
public final class Condition implements Serializable {

    private static final long serialVersionUID = 1L;

    private final transient Mutex lock;
    private final transient SharedCondition core;

    /** Makes a condition over a new {@link RLock}. */
    public Condition() {
        this(new RLock());
    }

    /**
     * Makes a condition over a lock.
     *
     * @param lock the lock, which may have other conditions too
     * @throws NullPointerException if {@code lock} is {@code null}
     */
    public Condition(Mutex lock) {
        this(lock, coreOf(Objects.requireNonNull(lock, "lock")).newCondition());
    }

    private Condition(Mutex lock, SharedCondition core) {
        this.lock = lock;
        this.core = core;
    }

    private static SharedMutex coreOf(Mutex lock) {
        return lock instanceof RLock owned ? owned.core : ((Lock) lock).core;
    }

    /**
     * Acquires the lock, and waits for it as long as it takes.
     *
     * @return true
     * @throws InterruptedException if the thread is interrupted before or while it waits; the lock is not acquired then
     */
    public boolean acquire() throws InterruptedException {
        return lock.acquire();
    }

    /**
     * Acquires the lock, and waits for it for some time.
     *
     * @param timeout how long; zero and less mean not at all
     * @return true if it was acquired, false if it was not free in time
     * @throws InterruptedException if the thread is interrupted before or while it waits; the lock is not acquired then
     * @throws NullPointerException if {@code timeout} is {@code null}
     */
    public boolean acquire(Duration timeout) throws InterruptedException {
        return lock.acquire(timeout);
    }

    /**
     * Acquires the lock, and waits for it or not.
     *
     * @param block whether to wait, as long as it takes; without waiting, an interrupt of the thread is left alone
     * @return true if it was acquired, false if it is not free
     * @throws InterruptedException if the thread is interrupted before or while it waits; the lock is not acquired then
     */
    public boolean acquire(boolean block) throws InterruptedException {
        return lock.acquire(block);
    }

    /**
     * Acquires the lock, and waits for it for some time or not.
     *
     * @param block whether to wait at all; without waiting, the time does not matter
     * @param timeout how long; zero and less mean not at all
     * @return true if it was acquired, false if it was not free in time
     * @throws InterruptedException if the thread is interrupted before or while it waits; the lock is not acquired then
     * @throws NullPointerException if {@code timeout} is {@code null}
     */
    public boolean acquire(boolean block, Duration timeout) throws InterruptedException {
        return lock.acquire(block, timeout);
    }

    /**
     * Releases the lock. Does not block.
     *
     * @throws IllegalStateException if it is a {@link Lock} that nobody holds
     * @throws IllegalMonitorStateException if it is an {@link RLock} that the calling thread does not hold
     */
    public void release() {
        lock.release();
    }

    /**
     * Acquires the lock, for a try statement that releases it at its end.
     *
     * @return releases the lock when it is closed
     * @throws InterruptedException if the thread is interrupted before or while it waits; the lock is not acquired then
     */
    public Held hold() throws InterruptedException {
        return lock.hold();
    }

    /**
     * Waits for a signal, as long as it takes. The lock is released meanwhile.
     *
     * <p>If an interrupt and a signal meet, the signal counts: then the method returns, and the thread's interrupt flag
     * is set. So no signal is lost on a thread that is going away.
     *
     * @return true
     * @throws InterruptedException if the thread is interrupted before or while it waits; it holds the lock again
     * @throws IllegalMonitorStateException if the thread does not hold the lock
     */
    public boolean await() throws InterruptedException {
        return await(Deadline.NEVER);
    }

    /**
     * Waits for a signal, for some time. The lock is released meanwhile; to acquire it again may take longer.
     *
     * <p>If an interrupt and a signal meet, the signal counts: then the method returns, and the thread's interrupt flag
     * is set.
     *
     * @param timeout how long; zero and less mean that the lock is given up once and taken again
     * @return true if there was a signal, false if there was none in time
     * @throws InterruptedException if the thread is interrupted before or while it waits; it holds the lock again
     * @throws IllegalMonitorStateException if the thread does not hold the lock
     * @throws NullPointerException if {@code timeout} is {@code null}
     */
    public boolean await(Duration timeout) throws InterruptedException {
        return await(Deadline.after(Objects.requireNonNull(timeout, "timeout")));
    }

    /**
     * Waits until something holds, as long as it takes: it is asked at once, and again after each signal.
     *
     * @param predicate called with the lock held; {@code null} counts as false
     * @return true
     * @throws InterruptedException if the thread is interrupted before or while it waits, or the predicate throws this;
     *     the thread holds the lock again
     * @throws IllegalMonitorStateException if the predicate is false and the thread does not hold the lock
     * @throws NullPointerException if {@code predicate} is {@code null}
     * @throws RuntimeException what the predicate throws; a checked exception comes as the cause of a
     *     {@link TaskException}
     */
    public boolean awaitFor(Task<Boolean> predicate) throws InterruptedException {
        return awaitFor(Objects.requireNonNull(predicate, "predicate"), Deadline.NEVER);
    }

    /**
     * Waits until something holds, for some time: it is asked at once, after each signal, and when the time is over.
     *
     * @param predicate called with the lock held; {@code null} counts as false
     * @param timeout how long; zero and less mean that the lock is given up once and taken again
     * @return what the predicate gave last
     * @throws InterruptedException if the thread is interrupted before or while it waits, or the predicate throws this;
     *     the thread holds the lock again
     * @throws IllegalMonitorStateException if the predicate is false and the thread does not hold the lock
     * @throws NullPointerException if an argument is {@code null}
     * @throws RuntimeException what the predicate throws; a checked exception comes as the cause of a
     *     {@link TaskException}
     */
    public boolean awaitFor(Task<Boolean> predicate, Duration timeout) throws InterruptedException {
        Objects.requireNonNull(predicate, "predicate");
        return awaitFor(predicate, Deadline.after(Objects.requireNonNull(timeout, "timeout")));
    }

    /**
     * Wakes the thread that has waited longest, if one waits. Does not block.
     *
     * @throws IllegalMonitorStateException if the thread does not hold the lock
     */
    public void signal() {
        signal(1);
    }

    /**
     * Wakes those threads that have waited longest. What is left over when fewer wait is not remembered. Does not
     * block.
     *
     * @param count how many; 0 or more
     * @throws IllegalArgumentException if {@code count} is negative
     * @throws IllegalMonitorStateException if the thread does not hold the lock
     */
    public void signal(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("count: " + count);
        }
        core.signal(Thread.currentThread(), count);
    }

    /**
     * Wakes all threads that wait. Does not block.
     *
     * @throws IllegalMonitorStateException if the thread does not hold the lock
     */
    public void signalAll() {
        signal(Integer.MAX_VALUE);
    }

    private boolean await(Deadline deadline) throws InterruptedException {
        ThreadReply<Boolean> reply = new ThreadReply<>();
        core.await(Thread.currentThread(), reply);
        // However the wait ends, the reply comes, and with it the lock: the core withdraws nothing.
        reply.await(core, deadline);
        boolean signalled = reply.get();
        if (!signalled && Thread.interrupted()) {
            throw new InterruptedException();
        }
        return signalled;
    }

    private boolean awaitFor(Task<Boolean> predicate, Deadline deadline) throws InterruptedException {
        boolean waiting = true;
        while (!Boolean.TRUE.equals(UserCode.call(predicate))) {
            if (!waiting) {
                return false;
            }
            waiting = await(deadline);
        }
        return true;
    }

    @Override
    public String toString() {
        return "Condition[" + lock + "]";
    }

    /** Written is a handle, with which the reader gets this object, and no other one of its kind. */
    private Object writeReplace() {
        return new Handle(this, claims -> new Written(lock, claims.to(core)));
    }

    /** What is written of a condition: with its lock, over which it stays. */
    @SuppressWarnings("serial") // a Mutex is a Lock or an RLock
    private record Written(Mutex lock, Ticket ticket) implements Serializable {

        private Object readResolve() {
            return new Condition(lock, Kind.CONDITION.redeem(Exchange.here(), ticket, SharedObjectLostException::new));
        }
    }
}
