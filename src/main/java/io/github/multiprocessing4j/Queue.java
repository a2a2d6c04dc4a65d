package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.Deadline;
import io.github.multiprocessing4j.internal.shared.QueueCore;
import io.github.multiprocessing4j.internal.shared.SharedQueue;
import io.github.multiprocessing4j.internal.shared.ThreadReply;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * A queue through which processes pass objects to each other, first in, first out, with or without a bound.
 *
 * <p>An item belongs to exactly one getter, and is there as soon as {@code put} has returned. A getter whose timeout or
 * interrupt comes together with an item either gets the item or leaves it; none is lost. Those who wait are served in
 * order of arrival, but whoever comes at a moment when he need not wait does not.
 *
 * <p>On {@link StartMethod#THREAD} items are passed by reference, until the queue is given to a process of its own.
 * From then on, and always on {@link StartMethod#SPAWN}, items are copied: they have to be serializable, and
 * {@code put} fails at once with {@link EncodingException} if one is not. An item from before that turns out not to be
 * fails {@code get} in the process that wanted it.
 *
 * <p>The queue lives in the process that has made it. When that ends, what the others do here fails with
 * {@link SharedObjectLostException}; if there is no bound, a {@code put} at that very moment may be lost with the
 * queue, and only the next one fails. An item that was on its way to a process when this died is lost. Safe for use by
 * any number of threads; what the putter did before happens-before what the getter does after.
 *
 * <p>Differs from Python: there is no feeder thread, so a {@code put} is complete when it returns, and joining a
 * process whose items nobody has read does not hang; {@link #qsize}, {@link #empty} and {@link #full} tell the exact
 * state of that moment.
 *
 * <pre>{@code
 * Queue<String> queue = Multiprocessing.queue();
 * Process p = Multiprocessing.process(q -> q.put("hello"), queue);
 * p.start();
 * String hello = queue.get();
 * }</pre>
 *
 * @param <T> the type of the items; {@code null} is one like any other
 */
public sealed class Queue<T> implements Serializable permits JoinableQueue {

    private static final long serialVersionUID = 1L;

    private final transient SharedQueue core;

    Queue(SharedQueue core) {
        this.core = core;
    }

    /**
     * Puts an item, when there is room for it.
     *
     * @param item the item; may be {@code null}
     * @throws InterruptedException if the thread is interrupted before or while it waits; the item was not put
     * @throws IllegalStateException if the calling process has closed the queue
     */
    public void put(T item) throws InterruptedException {
        put(item, Deadline.NEVER);
    }

    /**
     * Puts an item, when there is room for it, or only if there is.
     *
     * @param item the item; may be {@code null}
     * @param block whether to wait for room; without waiting, an interrupt of the thread is left alone
     * @throws QueueFullException if there is no room, and {@code block} is false
     * @throws InterruptedException if the thread is interrupted before or while it waits; the item was not put
     * @throws IllegalStateException if the calling process has closed the queue
     */
    public void put(T item, boolean block) throws InterruptedException {
        if (block) {
            put(item);
        } else {
            putNowait(item);
        }
    }

    /**
     * Puts an item, if there is room for it in time.
     *
     * @param item the item; may be {@code null}
     * @param timeout how long to wait at most; negative counts as zero
     * @throws QueueFullException if there is no room in time
     * @throws InterruptedException if the thread is interrupted before or while it waits; the item was not put
     * @throws IllegalStateException if the calling process has closed the queue
     * @throws NullPointerException if {@code timeout} is {@code null}
     */
    public void put(T item, Duration timeout) throws InterruptedException {
        put(item, Deadline.after(Objects.requireNonNull(timeout, "timeout")));
    }

    /**
     * Puts an item, if there is room for it in time.
     *
     * @param item the item; may be {@code null}
     * @param block whether to wait for room at all
     * @param timeout how long to wait at most; negative counts as zero; ignored if {@code block} is false
     * @throws QueueFullException if there is no room in time
     * @throws InterruptedException if the thread is interrupted before or while it waits; the item was not put
     * @throws IllegalStateException if the calling process has closed the queue
     * @throws NullPointerException if {@code timeout} is {@code null}
     */
    public void put(T item, boolean block, Duration timeout) throws InterruptedException {
        Objects.requireNonNull(timeout, "timeout");
        if (block) {
            put(item, timeout);
        } else {
            putNowait(item);
        }
    }

    /**
     * Puts an item, if there is room for it now.
     *
     * @param item the item; may be {@code null}
     * @throws QueueFullException if there is no room
     * @throws IllegalStateException if the calling process has closed the queue
     */
    public void putNowait(T item) {
        refuseClosed();
        Object packed = pack(item);
        if (!core.offer(packed)) {
            Freight.discard(packed);
            throw refused();
        }
    }

    private Object pack(T item) {
        return core.travels() ? Freight.encode(item, core.borrows()) : item;
    }

    private void put(T item, Deadline deadline) throws InterruptedException {
        refuseInterrupted();
        refuseClosed();
        Object packed = pack(item);
        boolean put = false;
        try {
            put = core.offer(packed) || !deadline.isOver() && await(packed, deadline);
        } finally {
            if (!put) {
                Freight.discard(packed);
            }
        }
        if (!put) {
            throw refused();
        }
    }

    private boolean await(Object packed, Deadline deadline) throws InterruptedException {
        ThreadReply<Object> reply = new ThreadReply<>();
        core.put(packed, Membership.current(), reply);
        if (!reply.await(core, deadline)) {
            return false;
        }
        reply.get();
        return true;
    }

    private QueueFullException refused() {
        return new QueueFullException("no room: the queue has " + core.capacity() + " items");
    }

    /**
     * Takes the first item, when there is one.
     *
     * @return the item; may be {@code null}
     * @throws InterruptedException if the thread is interrupted before or while it waits; no item was taken
     * @throws IllegalStateException if the calling process has closed the queue
     */
    public T get() throws InterruptedException {
        return get(Deadline.NEVER);
    }

    /**
     * Takes the first item, when there is one, or only if there is.
     *
     * @param block whether to wait for an item; without waiting, an interrupt of the thread is left alone
     * @return the item; may be {@code null}
     * @throws QueueEmptyException if there is none, and {@code block} is false
     * @throws InterruptedException if the thread is interrupted before or while it waits; no item was taken
     * @throws IllegalStateException if the calling process has closed the queue
     */
    public T get(boolean block) throws InterruptedException {
        return block ? get() : getNowait();
    }

    /**
     * Takes the first item, if there is one in time.
     *
     * @param timeout how long to wait at most; negative counts as zero
     * @return the item; may be {@code null}
     * @throws QueueEmptyException if there is none in time
     * @throws InterruptedException if the thread is interrupted before or while it waits; no item was taken
     * @throws IllegalStateException if the calling process has closed the queue
     * @throws NullPointerException if {@code timeout} is {@code null}
     */
    public T get(Duration timeout) throws InterruptedException {
        return get(Deadline.after(Objects.requireNonNull(timeout, "timeout")));
    }

    /**
     * Takes the first item, if there is one in time.
     *
     * @param block whether to wait for an item at all
     * @param timeout how long to wait at most; negative counts as zero; ignored if {@code block} is false
     * @return the item; may be {@code null}
     * @throws QueueEmptyException if there is none in time
     * @throws InterruptedException if the thread is interrupted before or while it waits; no item was taken
     * @throws IllegalStateException if the calling process has closed the queue
     * @throws NullPointerException if {@code timeout} is {@code null}
     */
    public T get(boolean block, Duration timeout) throws InterruptedException {
        Objects.requireNonNull(timeout, "timeout");
        return block ? get(timeout) : getNowait();
    }

    /**
     * Takes the first item, if there is one now.
     *
     * @return the item; may be {@code null}
     * @throws QueueEmptyException if there is none
     * @throws IllegalStateException if the calling process has closed the queue
     */
    public T getNowait() {
        refuseClosed();
        Object masked = core.poll();
        if (masked == null) {
            throw nothing("there is none");
        }
        return unmasked(masked);
    }

    private T get(Deadline deadline) throws InterruptedException {
        refuseInterrupted();
        refuseClosed();
        Object masked = deadline.isOver() ? core.poll() : core.pollHere();
        if (masked != null) {
            return unmasked(masked);
        }
        if (deadline.isOver()) {
            throw nothing("there is none");
        }
        ThreadReply<Object> reply = new ThreadReply<>();
        core.get(Membership.current(), reply);
        if (!reply.await(core, deadline)) {
            throw nothing("none came in time");
        }
        return unpack(reply.get());
    }

    private T unmasked(Object masked) {
        return unpack(QueueCore.unmask(masked));
    }

    @SuppressWarnings("unchecked")
    private T unpack(Object item) {
        return (T) Freight.unpack(item);
    }

    private static QueueEmptyException nothing(String how) {
        return new QueueEmptyException("no item in the queue: " + how);
    }

    private static void refuseInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private void refuseClosed() {
        if (isClosed()) {
            throw core.closedFailure();
        }
    }

    /**
     * How many items are in the queue at this moment.
     *
     * @return the number of items
     */
    public int qsize() {
        return core.size();
    }

    /**
     * Whether there is no item in the queue at this moment.
     *
     * @return whether it is empty
     */
    public boolean empty() {
        return core.size() == 0;
    }

    /**
     * Whether there is no room in the queue at this moment.
     *
     * @return whether it is full; never for a queue without a bound
     */
    public boolean full() {
        return core.isFull();
    }

    /**
     * How many items the queue holds at most.
     *
     * @return the bound; {@link Integer#MAX_VALUE} if there is none
     */
    public int maxSize() {
        return core.capacity();
    }

    /**
     * Says that the calling process will put and get no more. What its threads wait for here fails with
     * {@link IllegalStateException}. Other processes go on, and so do the items. On {@link StartMethod#THREAD} the
     * calling process is the {@link Process}, or the worker of a pool, whose thread calls this. Does not block.
     * Harmless when called again.
     */
    public void close() {
        core.close(Membership.current());
    }

    /**
     * Whether the calling process has closed the queue.
     *
     * @return whether it has
     */
    public boolean isClosed() {
        return core.isClosedForSome() && core.isClosedFor(Membership.current());
    }

    /**
     * Waits until what the calling process has put is in the queue. That it is when {@code put} has returned, so this
     * does not block; it is here for programs that come from Python, where it waits for the feeder thread.
     *
     * @throws IllegalStateException if the calling process has not closed the queue
     */
    public void joinThread() {
        if (!isClosed()) {
            throw new IllegalStateException("the queue is open: close() comes before joinThread()");
        }
    }

    /**
     * Lets the calling process end without waiting for what it has put. It does not wait anyway, so this has no effect,
     * and unlike in Python nothing is lost; it is here for programs that come from there.
     */
    public void cancelJoinThread() {}

    @Override
    public String toString() {
        return getClass().getSimpleName()
                + "["
                + qsize()
                + (maxSize() == Integer.MAX_VALUE ? "" : " of " + maxSize())
                + " items]";
    }

    /** Written is a handle, with which the reader gets this object, and no other one of its kind. */
    Object writeReplace() {
        return handle(this, Arrived.Type.QUEUE);
    }

    /** A handle of what this queue is in. */
    final Handle handle(Object of, Arrived.Type type) {
        return new Handle(of, claims -> new Arrived(type, claims.to(core)));
    }
}
