package io.github.multiprocessing4j;

import java.io.Serializable;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A {@link Pool} that a {@link Manager} keeps: its workers belong to the process of the manager, and any process that
 * has been given it may have them work.
 *
 * <p>It has the words of a pool that wait for what they have begun. Functions, items and results travel to the manager
 * and from there to the workers, if these are processes of their own. It is one pool: whoever shuts it down does so for
 * all. It ends with its manager, and then calls fail with {@link SharedObjectLostException}. It may be given to other
 * processes, in any way, and is the same there. Safe for use by any number of threads.
 *
 * <pre>{@code
 * try (ManagedPool pool = manager.pool(4)) {
 *     List<Integer> squares = pool.map(n -> n * n, List.of(1, 2, 3));
 * }
 * }</pre>
 */
public final class ManagedPool implements Proxied, Serializable, AutoCloseable {

    private static final long serialVersionUID = 1L;

    private final transient Reach reach;
    private final transient PoolWords words;

    ManagedPool(Reach reach) {
        this.reach = reach;
        this.words = reach.speaking(PoolWords.class);
    }

    /**
     * Runs a task on a worker, and waits for its result. See {@link Pool#apply(Task)}.
     *
     * @param <R> the type of the result
     * @param task the task
     * @return its result
     * @throws InterruptedException if the thread is interrupted while it waits; the task goes on
     * @throws IllegalStateException if the pool was shut down
     * @throws EncodingException if the task cannot travel
     * @throws RuntimeException what the task throws; a checked exception comes as the cause of a {@link TaskException}
     * @throws NullPointerException if {@code task} is {@code null}
     */
    public <R> R apply(Task<? extends R> task) throws InterruptedException {
        return words.apply(Objects.requireNonNull(task, "task"));
    }

    /**
     * Applies a function to an argument on a worker, and waits for its result. See {@link Pool#apply(Fn, Object)}.
     *
     * @param <A> the type of the argument
     * @param <R> the type of the result
     * @param fn the function
     * @param a its argument
     * @return its result
     * @throws InterruptedException if the thread is interrupted while it waits; the task goes on
     * @throws IllegalStateException if the pool was shut down
     * @throws EncodingException if the function or its argument cannot travel
     * @throws RuntimeException what the function throws; a checked exception comes as the cause of a
     *     {@link TaskException}
     * @throws NullPointerException if {@code fn} is {@code null}
     */
    public <A, R> R apply(Fn<? super A, ? extends R> fn, A a) throws InterruptedException {
        Objects.requireNonNull(fn, "fn");
        return apply(() -> fn.apply(a));
    }

    /**
     * Applies a function to each item, and waits for all results. See {@link Pool#map(Fn, Iterable)}.
     *
     * @param <A> the type of the items
     * @param <R> the type of the results
     * @param fn the function
     * @param items the items
     * @return the results, in the order of the items
     * @throws InterruptedException if the thread is interrupted while it waits; the tasks go on
     * @throws IllegalStateException if the pool was shut down
     * @throws EncodingException if the function or an item cannot travel
     * @throws RuntimeException what the function throws first; a checked exception comes as the cause of a
     *     {@link TaskException}
     * @throws NullPointerException if {@code fn} or {@code items} is {@code null}
     */
    public <A, R> List<R> map(Fn<? super A, ? extends R> fn, Iterable<? extends A> items) throws InterruptedException {
        return words.map(Objects.requireNonNull(fn, "fn"), listOf(items), 0);
    }

    /**
     * Applies a function to each item, and waits for all results, as {@link #map(Fn, Iterable)} does.
     *
     * @param <A> the type of the items
     * @param <R> the type of the results
     * @param fn the function
     * @param items the items
     * @param chunkSize how many items go to a worker together; at least 1
     * @return the results, in the order of the items
     * @throws InterruptedException if the thread is interrupted while it waits; the tasks go on
     * @throws IllegalStateException if the pool was shut down
     * @throws IllegalArgumentException if {@code chunkSize} is less than 1
     * @throws EncodingException if the function or an item cannot travel
     * @throws RuntimeException what the function throws first; a checked exception comes as the cause of a
     *     {@link TaskException}
     * @throws NullPointerException if {@code fn} or {@code items} is {@code null}
     */
    public <A, R> List<R> map(Fn<? super A, ? extends R> fn, Iterable<? extends A> items, int chunkSize)
            throws InterruptedException {
        Objects.requireNonNull(fn, "fn");
        return words.map(fn, listOf(items), Setting.atLeastOne("chunkSize", chunkSize));
    }

    /**
     * Applies a function to each pair, and waits for all results. See {@link Pool#starmap(Fn2, Iterable)}.
     *
     * @param <A> the type of the first halves
     * @param <B> the type of the second halves
     * @param <R> the type of the results
     * @param fn the function
     * @param pairs the pairs
     * @return the results, in the order of the pairs
     * @throws InterruptedException if the thread is interrupted while it waits; the tasks go on
     * @throws IllegalStateException if the pool was shut down
     * @throws EncodingException if the function or a pair cannot travel
     * @throws RuntimeException what the function throws first; a checked exception comes as the cause of a
     *     {@link TaskException}
     * @throws NullPointerException if {@code fn} or {@code pairs} is {@code null}
     */
    public <A, B, R> List<R> starmap(
            Fn2<? super A, ? super B, ? extends R> fn, Iterable<? extends Map.Entry<? extends A, ? extends B>> pairs)
            throws InterruptedException {
        Objects.requireNonNull(fn, "fn");
        List<Map.Entry<A, B>> copies = new ArrayList<>(); // entries of maps cannot travel
        pairs.forEach(pair -> copies.add(new SimpleImmutableEntry<>(pair.getKey(), pair.getValue())));
        return words.starmap(fn, copies);
    }

    /**
     * Applies a function to each item; gives the results one by one, in the order of the items. The items are read at
     * once, and the results as they are asked for. See {@link Pool#imap(Fn, Iterable)}.
     *
     * @param <A> the type of the items
     * @param <R> the type of the results
     * @param fn the function
     * @param items the items
     * @return the results; {@code next} throws what the function throws
     * @throws IllegalStateException if the pool was shut down
     * @throws EncodingException if the function or an item cannot travel
     * @throws NullPointerException if {@code fn} or {@code items} is {@code null}
     */
    public <A, R> Iterator<R> imap(Fn<? super A, ? extends R> fn, Iterable<? extends A> items) {
        return words.imap(Objects.requireNonNull(fn, "fn"), listOf(items), true);
    }

    /**
     * Applies a function to each item; gives the results one by one, as they are ready. See {@link #imap}.
     *
     * @param <A> the type of the items
     * @param <R> the type of the results
     * @param fn the function
     * @param items the items
     * @return the results; {@code next} throws what the function throws
     * @throws IllegalStateException if the pool was shut down
     * @throws EncodingException if the function or an item cannot travel
     * @throws NullPointerException if {@code fn} or {@code items} is {@code null}
     */
    public <A, R> Iterator<R> imapUnordered(Fn<? super A, ? extends R> fn, Iterable<? extends A> items) {
        return words.imap(Objects.requireNonNull(fn, "fn"), listOf(items), false);
    }

    private static <T> List<T> listOf(Iterable<? extends T> items) {
        List<T> list = new ArrayList<>();
        items.forEach(list::add);
        return list;
    }

    /**
     * How many workers it has.
     *
     * @return at least 1
     */
    public int workers() {
        return words.workers();
    }

    /** Takes no more tasks, from anybody. Those that were submitted are finished. Returns at once. */
    public void shutdown() {
        words.shutdown();
    }

    /**
     * Waits until all tasks are finished and all workers gone, after {@link #shutdown} or {@link #terminate}.
     *
     * @throws InterruptedException if the thread is interrupted while it waits
     * @throws IllegalStateException if the pool was not shut down
     */
    public void join() throws InterruptedException {
        words.join();
    }

    /** Ends the pool at once, for everybody: what is unfinished fails. */
    public void terminate() {
        words.terminate();
    }

    /**
     * Shuts the pool down, for everybody, and waits for its end. An interrupt terminates it, and stays pending.
     * Harmless when its manager has ended.
     */
    @Override
    public void close() {
        try {
            words.shutdown();
            words.join();
        } catch (InterruptedException e) {
            words.terminate();
            Thread.currentThread().interrupt();
        } catch (SharedObjectLostException gone) {
            return; // with its manager
        }
    }

    /** Whether it is the same pool, here or elsewhere. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ManagedPool pool && reach.equals(pool.reach);
    }

    @Override
    public int hashCode() {
        return reach.hashCode();
    }

    @Override
    public String toString() {
        return reach.name("ManagedPool");
    }

    /** Written is a handle, with which the reader gets this object, and no other one of its kind. */
    private Object writeReplace() {
        return Shown.handle(this, Shown.Shape.POOL, reach);
    }
}
