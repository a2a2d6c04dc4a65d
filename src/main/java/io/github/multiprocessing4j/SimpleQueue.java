package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.SharedQueue;
import java.io.Serializable;

/**
 * The smallest queue between processes: without a bound, and with four methods.
 *
 * <p>Safe for use by any number of threads.
 *
 * @param <T> the type of the items; {@code null} is one like any other
 */
public final class SimpleQueue<T> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final transient Queue<T> queue;

    SimpleQueue(SharedQueue core) {
        queue = new Queue<>(core);
    }

    /**
     * Puts an item. Does not wait.
     *
     * @param item the item; may be {@code null}
     * @throws IllegalStateException if the calling process has closed the queue
     */
    public void put(T item) {
        queue.putNowait(item);
    }

    /**
     * Takes the first item, when there is one.
     *
     * @return the item; may be {@code null}
     * @throws InterruptedException if the thread is interrupted while it waits; no item was taken
     * @throws IllegalStateException if the calling process has closed the queue
     */
    public T get() throws InterruptedException {
        return queue.get();
    }

    /**
     * Whether there is no item in the queue at this moment.
     *
     * @return whether it is empty
     */
    public boolean empty() {
        return queue.empty();
    }

    /** Says that the calling process will put and get no more: see {@link Queue#close}. */
    public void close() {
        queue.close();
    }

    /** Written is a handle, with which the reader gets this object, and no other one of its kind. */
    private Object writeReplace() {
        return queue.handle(this, Arrived.Type.SIMPLE_QUEUE);
    }
}
