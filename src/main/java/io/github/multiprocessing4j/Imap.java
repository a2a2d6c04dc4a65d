package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.Outcome.Reason;
import io.github.multiprocessing4j.internal.shared.Deadline;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What runs behind a {@link ResultIterator}: a thread of its own reads the input, as far as the
 * window allows, and sends the chunks out; results wait here until the consumer takes them.
 *
 * <p>Everybody who works for the consumer holds this, and none of them the iterator; so an iterator
 * that was dropped can be noticed.
 */
final class Imap<R> {

    /*
     * READING -> READ      the input is at its end, has thrown, or was cut
     * READING, READ -> CLOSED   by the consumer, by the cleaner, or because the pool was terminated
     *
     * One lock guards all fields that change. No user code runs under it, and no lock is taken under it but the
     * leaf locks of the crew; PoolLife is called without it.
     *
     * A part is a chunk and the places of its results. Items that were read and not delivered yet are "open"; the
     * feeder reads on while open + chunk <= window. So the bound holds exactly, for what runs, waits and lies
     * finished together.
     */
    private final PoolLife life;
    private final ChunkJob.Terms terms;
    private final boolean ordered;
    private final int chunkSize;
    private final int window;
    private final ProgressMeter meter;
    private final Thread feeder;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition room = lock.newCondition();

    /** Ordered: parts whose results are not all delivered, in order of the input. */
    private final Deque<Part> parts = new ArrayDeque<>();

    /** Unordered: parts that are not complete. */
    private final Set<Part> running = new LinkedHashSet<>();

    /** Unordered: results that wait, masked by {@link Chunk.Thrown} or {@link Given}. */
    private final Deque<Object> ready = new ArrayDeque<>();

    private int open;
    private int pulled;
    private boolean read;
    private boolean closed;

    /** What comes after the last result instead of the end; given once. */
    private Throwable last;

    /** A result, which may be null. */
    private record Given(Object value) {}

    private Imap(
            PoolLife life,
            Fn<?, ? extends R> fn,
            Iterable<?> items,
            boolean ordered,
            MapOptions options) {
        this.life = life;
        this.terms = ChunkJob.Terms.of(life, fn, options.limits());
        this.ordered = ordered;
        this.chunkSize = Math.max(1, options.chunkSizeOrZero());
        this.window = window(options);
        this.meter = meter(items, options.listener());
        this.feeder = new Thread(new Feeder(items), "mp-" + life.name() + "-feeder");
        feeder.setDaemon(true);
    }

    private int window(MapOptions options) {
        if (options.bufferSizeOrZero() > 0) {
            return options.bufferSizeOrZero();
        }
        long chunks = 8L * life.size();
        return (int) Math.min(Integer.MAX_VALUE, chunks * chunkSize);
    }

    private ProgressMeter meter(Iterable<?> items, ProgressListener listener) {
        if (listener == null) {
            return null;
        }
        return items instanceof Collection<?> collection
                ? new ProgressMeter(life, listener, collection.size())
                : ProgressMeter.withoutTotal(life, listener);
    }

    /** Starts to read and to work. */
    static <R> ResultIterator<R> start(
            PoolLife life,
            Fn<?, ? extends R> fn,
            Iterable<?> items,
            boolean ordered,
            MapOptions options) {
        Imap<R> imap = new Imap<>(life, fn, items, ordered, options);
        life.openImap(imap);
        try {
            imap.feeder.start();
        } catch (Throwable noThread) {
            imap.close();
            throw noThread;
        }
        return new ResultIterator<>(imap);
    }

    /**
     * Reads the input. User code runs here, without a lock, in the logging context of whoever
     * called imap.
     */
    private final class Feeder implements Runnable {

        private final Iterable<?> items;

        Feeder(Iterable<?> items) {
            this.items = items;
        }

        @Override
        public void run() {
            Logging.change(terms.logContext());
            Throwable failure = null;
            try {
                Iterator<?> iterator = items.iterator();
                while (awaitRoom() && feed(iterator)) {
                    // as long as both say so
                }
            } catch (InterruptedException e) {
                // Closed or cut: then this is not heard of. Or else the input has interrupted us.
                failure = new UncheckedInterruptedException(e);
            } catch (RuntimeException | Error thrown) {
                failure = thrown;
            } catch (Throwable thrown) {
                failure = new TaskException(thrown); // only by trickery: an iterator declares none
            }
            finish(failure);
        }

        /** Sends one chunk out; false at the end of the input. */
        private boolean feed(Iterator<?> iterator) {
            Object[] items = new Object[chunkSize];
            int count = 0;
            while (count < chunkSize && iterator.hasNext()) {
                items[count++] = iterator.next();
            }
            if (count > 0) {
                send(count == chunkSize ? items : Arrays.copyOf(items, count));
            }
            return count == chunkSize;
        }
    }

    private boolean awaitRoom() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!read && open + chunkSize > window) {
                room.await();
            }
            return !read;
        } finally {
            lock.unlock();
        }
    }

    private void send(Object[] items) {
        Part part;
        lock.lock();
        try {
            if (read || !life.enterFromImap()) {
                return;
            }
            part = new Part(pulled, items);
            pulled += items.length;
            open += items.length;
            (ordered ? parts : running).add(part);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        life.crew().submit(part.job);
    }

    /** The input is at its end. */
    private void finish(Throwable failure) {
        int total;
        lock.lock();
        try {
            total = pulled;
            if (!read) {
                read = true;
                last = failure;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        if (meter != null) {
            meter.setTotal(total);
            meter.advance(0, 0);
        }
        life.closeImap(this);
    }

    /** Reads no more, because the pool ends; what was read is worked off and can be taken. */
    void cut() {
        lock.lock();
        try {
            if (!read) {
                read = true;
                last =
                        new IllegalStateException(
                                life
                                        + " was closed before the input of imap was read to its end; "
                                        + pulled
                                        + " items were");
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        feeder.interrupt();
        life.closeImap(this);
    }

    /** Gives up what is not delivered; the consumer gets the failure, and then the end. */
    void abort(Throwable failure) {
        stop(failure);
    }

    /** Gives up what is not delivered, for a consumer who wants no more. */
    void close() {
        Set<ChunkJob> unfinished = stop(null);
        unfinished.forEach(job -> life.crew().stop(job, Reason.CANCELLED));
        life.closeImap(this);
    }

    private Set<ChunkJob> stop(Throwable failure) {
        Set<ChunkJob> unfinished = new LinkedHashSet<>();
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                read = true;
                last = failure;
                parts.forEach(part -> unfinished.add(part.job));
                running.forEach(part -> unfinished.add(part.job));
                parts.clear();
                running.clear();
                ready.clear();
                open = 0;
                changed.signalAll();
                room.signalAll();
            }
        } finally {
            lock.unlock();
        }
        feeder.interrupt();
        return unfinished;
    }

    /** Waits until there is something to take, or the end: whether there is something. */
    boolean hasNext() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (open == 0 && !read) {
                changed.await();
            }
            return open > 0 || last != null;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the next result. */
    R next(Deadline deadline) throws InterruptedException, TimeoutException {
        for (; ; ) {
            ChunkJob mine;
            lock.lockInterruptibly();
            try {
                Object found = take();
                if (found != null) {
                    return unwrap(found);
                }
                if (open == 0 && read) {
                    throw atTheEnd();
                }
                mine = unbegun();
                if (mine == null) {
                    awaitChange(deadline);
                }
            } finally {
                lock.unlock();
            }
            if (mine != null) {
                life.crew().runHere(mine);
            }
        }
    }

    /** Whether all has been delivered. */
    boolean isExhausted() {
        lock.lock();
        try {
            return read && open == 0 && last == null;
        } finally {
            lock.unlock();
        }
    }

    private void awaitChange(Deadline deadline) throws InterruptedException, TimeoutException {
        if (!deadline.isBounded()) {
            changed.await();
        } else if (changed.awaitNanos(deadline.remaining()) <= 0 && deadline.isOver()) {
            throw new TimeoutException(life + ": no next result in time");
        }
    }

    private RuntimeException atTheEnd() {
        Throwable failure = last;
        last = null;
        if (failure == null) {
            return new NoSuchElementException(life + ": all results have been delivered");
        }
        throw Outcomes.raise(failure);
    }

    @SuppressWarnings("unchecked")
    private static <R> R unwrap(Object found) {
        if (found instanceof Chunk.Thrown thrown) {
            throw Outcomes.raise(thrown.error());
        }
        return (R) ((Given) found).value;
    }

    /** Removes the next result, masked; null if it is not there yet. Under the lock. */
    private Object take() {
        Object found;
        if (ordered) {
            Part head = parts.peek();
            found = head == null ? null : head.takeNext();
            if (head != null && head.isDelivered()) {
                parts.remove();
            }
        } else {
            found = ready.poll();
        }
        if (found != null) {
            open--;
            room.signal();
        }
        return found;
    }

    /**
     * On a worker of the pool: a chunk to run here, because no worker has begun it. Under the lock.
     */
    private ChunkJob unbegun() {
        if (!life.crew().isWorkerHere()) {
            return null;
        }
        for (Part part : ordered ? parts : running) {
            if (!part.job.isTaken()) {
                return part.job;
            }
            if (ordered) {
                return null;
            }
        }
        return null;
    }

    /** A chunk, and the places of its results. All fields that change are guarded by the lock. */
    private final class Part implements ChunkJob.Slots {

        private final int first;

        /** Masked results; null where there is none yet, or where it was delivered. */
        private final Object[] results;

        private int missing;
        private int delivered;
        private ChunkJob job;

        Part(int first, Object[] items) {
            this.first = first;
            this.results = new Object[items.length];
            this.missing = items.length;
            this.job = new ChunkJob(terms, this, first, items, terms.limits().retries());
        }

        Object takeNext() {
            Object found = results[delivered];
            if (found != null) {
                results[delivered++] = null;
            }
            return found;
        }

        boolean isDelivered() {
            return delivered == results.length;
        }

        @Override
        public void fill(int from, Object[] found) {
            int filled = 0;
            int failed = 0;
            boolean complete;
            lock.lock();
            try {
                for (int i = 0; i < found.length; i++) {
                    if (found[i] != ChunkJob.PENDING) {
                        filled++;
                        failed += found[i] instanceof Chunk.Thrown ? 1 : 0;
                        put(from - first + i, found[i]);
                    }
                }
                missing -= filled;
                complete = missing == 0;
                if (complete) {
                    running.remove(this);
                }
                changed.signalAll();
            } finally {
                lock.unlock();
            }
            if (meter != null && filled > 0) {
                meter.advance(filled, failed);
            }
            if (complete) {
                life.leave();
            }
        }

        private void put(int place, Object found) {
            if (closed) {
                return;
            }
            Object masked = found instanceof Chunk.Thrown ? found : new Given(found);
            if (ordered) {
                results[place] = masked;
            } else {
                ready.add(masked);
            }
        }

        @Override
        public void give(ChunkJob chunk, Throwable failure) {
            Object[] found = new Object[chunk.length()];
            Arrays.fill(found, new Chunk.Thrown(failure));
            fill(chunk.first(), found);
        }

        @Override
        public boolean areClosed() {
            lock.lock();
            try {
                return closed;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void retrying(ChunkJob chunk) {
            lock.lock();
            try {
                job = chunk;
            } finally {
                lock.unlock();
            }
        }
    }
}
