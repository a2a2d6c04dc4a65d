package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.QueueCore;

/**
 * The smallest queue between processes: without a bound, and with four methods.
 *
 * <p>Safe for use by any number of threads.
 *
 * @param <T> the type of the items; {@code null} is one like any other
 */
public final class SimpleQueue<T> {

    private final Queue<T> queue = new Queue<>(new QueueCore(0));

    SimpleQueue() {}

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
}
