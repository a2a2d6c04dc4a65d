package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.Outcome;
import io.github.multiprocessing4j.internal.engine.Outcome.Reason;
import io.github.multiprocessing4j.internal.engine.Thrown;
import io.github.multiprocessing4j.internal.memory.Spin;
import io.github.multiprocessing4j.internal.shared.Deadline;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What runs behind a {@link ResultIterator}: a thread of its own reads the input, as far as the window allows, and
 * sends the chunks out; results wait here until the consumer takes them.
 *
 * <p>Everybody who works for the consumer holds this, and none of them the iterator; so an iterator that was dropped
 * can be noticed.
 */
final class Imap<R> {

    /*
     * READING -> READ            the input is at its end, has thrown, or was cut
     * READING, READ -> CLOSED    by the consumer, by the cleaner, or because the pool was terminated
     *
     * One lock guards all that changes, parts and results included. No user code runs under it, and PoolLife is called
     * without it but for the counting of its gate.
     *
     * Items that were read and not delivered yet are "open"; the feeder reads on while open + chunk <= window. So the
     * bound holds exactly, for what waits, runs and lies finished together.
     *
     * To wake a thread costs more than a short task. So a feeder who finds no room dozes for a moment, in which it is
     * woken only when there is room for much, or too little for all workers to do; after that it looks, and sleeps, and is
     * woken when there is room. And the consumer looks out for a moment for what comes, before he sleeps.
     */
    private static final long DOZE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final PoolLife life;
    private final ChunkJob.Terms terms;
    private final int chunkSize;
    private final ProgressMeter meter;
    private final Thread feeder;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition room = lock.newCondition();

    private final ImapResults results;
    private final ImapWindow window;
    private int open;
    private int pulled;

    /** How often something has come that the consumer may wait for. Written under the lock, as is what follows. */
    private volatile int news;

    /** Whether the feeder sleeps until there is room. */
    private boolean feederSleeps;

    /** Whether a consumer looks out: then the spin is his. */
    private boolean lookoutTaken;

    private final Spin lookingOut = new Spin();

    private boolean read;
    private boolean closed;

    /** Whether the consumer is a worker of the pool, which does what nobody has begun. */
    private boolean helping;

    /** What comes after the last result instead of the end; given once. */
    private Throwable last;

    private Imap(PoolLife life, Fn<?, ? extends R> fn, Iterable<?> items, boolean ordered, MapOptions options) {
        this.life = life;
        this.terms = ChunkJob.Terms.of(life, fn, options.limits(), false);
        this.results = ordered ? new ImapResults.InOrder() : new ImapResults.AsTheyCome();
        this.chunkSize = Math.max(1, options.chunkSizeOrZero());
        this.window = Chunks.window(chunkSize, life.size(), options);
        this.meter = meter(items, options.listener());
        this.feeder = new Thread(new ImapFeeder(this, items, chunkSize), "mp-" + life.name() + "-feeder");
        feeder.setDaemon(true);
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
            PoolLife life, Fn<?, ? extends R> fn, Iterable<?> items, boolean ordered, MapOptions options) {
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

    ChunkJob.Terms terms() {
        return terms;
    }

    // The feeder's side

    /** Waits until there is room for a chunk; false if nothing more is to be read. */
    boolean awaitRoom() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (!isRoom()) {
                window.full(pulled - open, System.nanoTime());
            }
            if (!isRoom()) {
                room.awaitNanos(DOZE_NANOS);
            }
            feederSleeps = true;
            while (!isRoom()) {
                room.await();
            }
            return !read;
        } finally {
            feederSleeps = false;
            lock.unlock();
        }
    }

    private boolean isRoom() {
        return read || (long) open + chunkSize <= window.size();
    }

    private void tellRoom() {
        if (isRoom() && (feederSleeps || isWorkerIdle() || window.size() - open >= window.size() / 2)) {
            room.signal();
        }
    }

    private boolean isWorkerIdle() {
        return open < (long) life.size() * chunkSize;
    }

    private void tellNews() {
        news++;
        changed.signalAll();
    }

    /** Sends items out; false if they are not wanted any more. */
    boolean send(Object[] items) {
        ImapPart part;
        lock.lock();
        try {
            if (read || !life.enterFromImap()) {
                return false;
            }
            part = new ImapPart(this, terms, pulled, items);
            pulled += items.length;
            open += items.length;
            results.add(part);
            if (helping || open == items.length) {
                tellNews(); // the only one: hasNext() waits for that
            }
        } finally {
            lock.unlock();
        }
        submit(part.jobs().get(0));
        return true;
    }

    /** Submits a chunk; one that cannot travel has failed, and those after it have not. */
    private void submit(ChunkJob job) {
        try {
            job.prepare();
        } catch (RuntimeException | Error unportable) {
            job.conclude(new Outcome.Raised(unportable, null));
            return;
        }
        life.crew().submit(job);
    }

    /**
     * The input is at its end.
     *
     * @param failure what it has thrown, or null
     */
    void finish(Throwable failure) {
        boolean first = endReading(failure);
        if (first && meter != null) {
            meter.setTotal(pulled);
            meter.advance(0, 0);
        }
        life.closeImap(this);
    }

    /** Reads no more, because the pool ends; what was read is worked off and can be taken. */
    void cut() {
        endReading(new IllegalStateException(life + " was closed before the input of imap was read to its end"));
        feeder.interrupt();
        life.closeImap(this);
    }

    private boolean endReading(Throwable instead) {
        lock.lock();
        try {
            if (read) {
                return false;
            }
            read = true;
            last = instead;
            tellNews();
            room.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    // The workers' side

    /** Takes results of a part. */
    void fill(ImapPart part, int from, Object[] found) {
        int filled = 0;
        int failed = 0;
        boolean complete;
        lock.lock();
        try {
            for (int i = 0; i < found.length; i++) {
                if (found[i] == ChunkJob.PENDING) {
                    continue;
                }
                filled++;
                boolean thrown = found[i] instanceof Thrown;
                failed += thrown ? 1 : 0;
                if (!closed) {
                    Object masked = thrown ? found[i] : new ImapPart.Given(found[i]);
                    results.arrive(part, from + i, masked);
                }
            }
            complete = part.count(filled);
            if (complete) {
                results.complete(part);
            }
            if (helping || results.isReady()) {
                tellNews(); // else what has come is not what the consumer waits for
            }
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

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Does something short to a part under the lock. */
    void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    // The consumer's side

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

    /** Takes the next result, or throws the next failure. */
    R next(Deadline deadline) throws InterruptedException, TimeoutException {
        Object found = take(deadline);
        if (found == null) {
            throw new NoSuchElementException(life + ": all results have been delivered");
        }
        return unmasked(found); // out of the lock, for an exception may be of the user's own kind
    }

    /** The next result, or a {@link Thrown}; null at the end. */
    private Object take(Deadline deadline) throws InterruptedException, TimeoutException {
        boolean mayLookOut = true;
        for (; ; ) {
            ChunkJob mine;
            int seen;
            lock.lockInterruptibly();
            try {
                Object found = results.take();
                if (found != null) {
                    open--;
                    tellRoom();
                    return found;
                }
                if (open == 0 && read) {
                    Throwable failure = last;
                    last = null;
                    return failure == null ? null : new Thrown(failure);
                }
                helping = life.crew().isWorkerHere();
                mine = helping ? results.firstUnbegun() : null;
                mayLookOut &= mine == null && !lookoutTaken && deadline.isDistant();
                if (mine == null && !mayLookOut) {
                    awaitChange(deadline);
                }
                lookoutTaken |= mayLookOut;
                seen = news;
            } finally {
                lock.unlock();
            }
            if (mine != null) {
                life.crew().runHere(mine);
            } else if (mayLookOut) {
                mayLookOut = lookOut(seen);
            }
        }
    }

    /** Looks out for a moment, alone; whether there is news. */
    private boolean lookOut(int seen) {
        try {
            return lookingOut.await(() -> news != seen);
        } finally {
            locked(() -> lookoutTaken = false);
        }
    }

    @SuppressWarnings("unchecked")
    private static <R> R unmasked(Object found) {
        if (found instanceof Thrown thrown) {
            throw Outcomes.raise(thrown.error());
        }
        return (R) ((ImapPart.Given) found).value();
    }

    private void awaitChange(Deadline deadline) throws InterruptedException, TimeoutException {
        if (!deadline.isBounded()) {
            changed.await();
        } else if (changed.awaitNanos(deadline.remaining()) <= 0 && deadline.isOver()) {
            throw new TimeoutException(life + ": no next result in time");
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

    /** Gives up what is not delivered, for a consumer who wants no more. */
    void close() {
        for (ChunkJob job : giveUp(null)) {
            life.crew().stop(job, Reason.CANCELLED);
        }
        life.closeImap(this);
    }

    /** Gives up what is not delivered; the consumer gets the failure, and then the end. */
    void abort(Throwable failure) {
        giveUp(failure);
    }

    private List<ChunkJob> giveUp(Throwable failure) {
        List<ChunkJob> unfinished;
        lock.lock();
        try {
            if (closed) {
                return List.of();
            }
            closed = true;
            read = true;
            last = failure;
            open = 0;
            unfinished = results.clear();
            tellNews();
            room.signalAll();
        } finally {
            lock.unlock();
        }
        feeder.interrupt();
        return unfinished;
    }
}
