package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.Deadline;
import io.github.multiprocessing4j.internal.shared.Realm;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The results of {@link Pool#imap} and {@link Pool#imapUnordered}, one by one, while the work goes on.
 *
 * <p>A task that has failed throws in its place, and the iteration can go on after it. If the input throws, that
 * exception comes after the last result, as in Python. A result that was delivered is held by nobody here.
 *
 * <p>Whoever does not read on to the end closes it: then the rest of the work is cancelled. If it is dropped without
 * that, this happens when it is found by the garbage collector. If the pool is closed or joined while the input has not
 * been read to its end, no more of it is read: the results of what was read can still be taken, and after them comes an
 * {@link IllegalStateException}. If the pool is terminated, a {@link java.util.concurrent.CancellationException} comes
 * next. After such an exception it is at its end.
 *
 * <p>Results are taken by one thread at a time; {@link #close} can be called by any.
 *
 * <pre>{@code
 * try (ResultIterator<Integer> lengths = pool.imap(String::length, words)) {
 *     for (int length : lengths) {
 *         if (length > 20) {
 *             break;
 *         }
 *     }
 * }
 * }</pre>
 *
 * @param <R> the type of the results
 */
public final class ResultIterator<R> implements Iterator<R>, Iterable<R>, AutoCloseable {

    private final Imap<R> imap;
    private final Cleaner.Cleanable closing;

    ResultIterator(Imap<R> imap) {
        this.imap = imap;
        this.closing = Realm.here().cleaner().register(this, imap::close);
    }

    /**
     * Whether there is a next result or failure. Waits until that is known, which is when another item has been read
     * from the input, or its end.
     *
     * @return whether {@link #next()} gives a result or throws what a task has thrown
     * @throws UncheckedInterruptedException if the thread is interrupted while it waits
     */
    @Override
    public boolean hasNext() {
        try {
            return imap.hasNext();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            Reference.reachabilityFence(this); // not to be taken for dropped while somebody waits
        }
    }

    /**
     * Takes the next result. Waits until it is there.
     *
     * @return the result, which may be {@code null}
     * @throws NoSuchElementException if all results have been delivered, or after {@link #close}
     * @throws UncheckedInterruptedException if the thread is interrupted while it waits; nothing is lost
     * @throws RuntimeException as {@link AsyncResult#get()} does, if the task has failed
     * @throws IllegalStateException once, if the pool was closed before the input was read to its end
     */
    @Override
    public R next() {
        try {
            return take(Deadline.NEVER);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Takes the next result, or gives up after some time.
     *
     * @param timeout how long to wait at most; negative counts as zero
     * @return the result, which may be {@code null}
     * @throws TimeoutException if it is not there in time; it can be asked for again
     * @throws InterruptedException if the thread is interrupted while it waits; nothing is lost
     * @throws NoSuchElementException if all results have been delivered, or after {@link #close}
     * @throws RuntimeException as {@link AsyncResult#get()} does, if the task has failed
     * @throws IllegalStateException once, if the pool was closed before the input was read to its end
     */
    public R next(Duration timeout) throws InterruptedException, TimeoutException {
        return take(Deadline.after(Objects.requireNonNull(timeout, "timeout")));
    }

    private R take(Deadline deadline) throws InterruptedException, TimeoutException {
        try {
            return imap.next(deadline);
        } finally {
            if (imap.isExhausted()) {
                closing.clean();
            }
            Reference.reachabilityFence(this);
        }
    }

    private static UncheckedInterruptedException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new UncheckedInterruptedException(e);
    }

    /**
     * This iterator, so that a {@code for} loop can go over the results; once.
     *
     * @return this
     */
    @Override
    public Iterator<R> iterator() {
        return this;
    }

    /**
     * The results that are left, as a sequential stream. To close the stream is to close this.
     *
     * @return a stream, to be used instead of this iterator
     */
    public Stream<R> stream() {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED), false)
                .onClose(this::close);
    }

    /**
     * Ends the iteration: what is running is cancelled, what waits is dropped, the input is not read any further. Does
     * not wait. Harmless when all was delivered, and when called again.
     */
    @Override
    public void close() {
        closing.clean();
    }
}
