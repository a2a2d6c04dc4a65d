package io.github.multiprocessing4j.internal.shared;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The edge: a reply that a thread of this JVM waits for.
 *
 * <p>Made by the thread that asks, and awaited by that thread alone. Safe for virtual threads.
 *
 * @param <T> the type of the answer
 */
public final class ThreadReply<T> implements Reply<T> {

    /*
     * PENDING -> ANSWERED   by the core, under its lock
     * PENDING -> FAILED     by the core, under its lock
     *
     * answer and failure are written before state and read after it, so the volatile state publishes them.
     */
    private enum State {
        PENDING,
        ANSWERED,
        FAILED
    }

    private final Thread asker = Thread.currentThread();
    private volatile State state = State.PENDING;
    private T answer;
    private Exception failure;

    /**
     * Before the asker sleeps, he looks for the answer himself: to be woken by whoever has read it would take much
     * longer.
     */
    @Override
    public BooleanSupplier awaited() {
        return this::isDone;
    }

    @Override
    public void complete(T answer) {
        this.answer = answer;
        state = State.ANSWERED;
        wakeAsker();
    }

    @Override
    public void fail(Exception failure) {
        this.failure = failure;
        state = State.FAILED;
        wakeAsker();
    }

    private void wakeAsker() {
        if (Thread.currentThread() != asker) { // who may look for the answer himself
            LockSupport.unpark(asker);
        }
    }

    /** Whether the reply has come. */
    public boolean isDone() {
        return state != State.PENDING;
    }

    /**
     * Waits until the reply has come or the deadline is over; in the second case the question is taken back.
     *
     * <p>An answer that comes while the caller gives up wins: then the result is true, and an interrupt stays pending.
     * So nothing that a core gave away is ever lost.
     *
     * @param asked what was asked
     * @return true if the reply has come, false if the deadline was over first
     * @throws InterruptedException if the thread was interrupted first; the question is taken back
     */
    public boolean await(Shared asked, Deadline deadline) throws InterruptedException {
        if (state == State.PENDING && deadline.isDistant() && Headroom.isEnough()) {
            asked.attend(this::isDone); // what makes the answer possible may come from elsewhere
        }
        while (state == State.PENDING) {
            if (Thread.interrupted()) {
                if (asked.withdraw(this)) {
                    throw new InterruptedException();
                }
                awaitUninterruptibly();
                Thread.currentThread().interrupt();
                return true;
            }
            long remaining = deadline.remaining();
            if (remaining <= 0) {
                if (asked.withdraw(this)) {
                    return false;
                }
                awaitUninterruptibly();
                return true;
            }
            if (deadline.isBounded()) {
                LockSupport.parkNanos(asked, remaining);
            } else {
                LockSupport.park(asked);
            }
        }
        return true;
    }

    /** Waits until the reply has come, however long it takes; an interrupt stays pending. */
    public void awaitUninterruptibly() {
        boolean interrupted = false;
        while (state == State.PENDING) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The answer of a reply that has come. A failure is thrown as it is: the core chooses types that fit the operation,
     * and the edge that called it declares them. Its trace is that of the asker, and not of whoever made it fail.
     */
    public T get() {
        if (state == State.FAILED) {
            failure.fillInStackTrace();
            throw ThreadReply.<RuntimeException>asIs(failure);
        }
        return answer;
    }

    @SuppressWarnings("unchecked")
    private static <X extends Exception> X asIs(Exception failure) throws X {
        throw (X) failure;
    }
}
