package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.memory.Piece;
import io.github.multiprocessing4j.internal.wire.Ticket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/** Cells of this realm: in an array, until another realm wants to use them; then in memory that it can map. */
final class HomeCells<T> extends Cells<T> {

    /*
     * The way of the elements into shared memory, of which there is no way back:
     *
     * in an array -> moving    by the mover, under the lock; from now on nobody begins to write
     * moving -> mapped         when all have written who had begun to, and all is copied
     *
     * A writer enters the writers and then looks whether the elements move; the mover says that they move and then
     * looks whether there are writers: one of them sees the other, for both steps are volatile. A reader does nothing
     * but look once more, afterwards, where the elements are: if they have not moved by then, what he has read was true.
     *
     * A write into the array is a release; it is made a volatile one by the writer's leaving, which is a step of its
     * own that nothing overtakes.
     */
    private volatile Elements<T> elements;
    private volatile boolean moving;
    private final AtomicInteger writers = new AtomicInteger();

    /** Held while the elements move. A leaf, but for the lock of the pages, which are taken under it. */
    private final ReentrantLock lock = new ReentrantLock();

    /** Where the elements are mapped; null before. Guarded by the lock. */
    private Piece piece;

    /** Answers other realms; null as long as the cells were not handed out. */
    private final AtomicReference<CellsHost> host = new AtomicReference<>();

    HomeCells(Elements<T> elements) {
        super(elements.type(), elements.length());
        this.elements = elements;
    }

    @Override
    public Ticket claim(Exchange exchange) {
        if (host.get() == null) {
            host.compareAndSet(null, new CellsHost(exchange, this));
        }
        return host.get().claim();
    }

    @Override
    public T get(int index) {
        for (; ; ) {
            Elements<T> looked = elements;
            T value = looked.get(index);
            if (looked == elements) {
                return value;
            }
        }
    }

    @Override
    public void set(int index, T value) {
        Elements<T> mapped = beginToWrite();
        try {
            mapped.set(index, value);
        } finally {
            endToWrite(mapped);
        }
    }

    @Override
    void write(int from, Object[] values) {
        Elements<T> target = beginToWrite();
        try {
            for (int i = 0; i < values.length; i++) {
                target.set(from + i, type().cast(values[i]));
            }
        } finally {
            endToWrite(target);
        }
    }

    private Elements<T> beginToWrite() {
        for (; ; ) {
            Elements<T> target = elements;
            if (target.isMapped()) {
                return target;
            }
            writers.incrementAndGet();
            if (!moving && elements == target) {
                return target;
            }
            writers.decrementAndGet();
            awaitMove();
        }
    }

    private void endToWrite(Elements<T> target) {
        if (!target.isMapped()) {
            writers.decrementAndGet();
        }
    }

    /**
     * Before others are answered: on a thread that they all depend on.
     *
     * @throws IllegalStateException if another realm has cut the memory short
     */
    void requireWhole() {
        if (elements instanceof MappedElements<T> mapped && !mapped.isThere()) {
            throw new IllegalStateException("the memory of a shared value was cut short by another process");
        }
    }

    private void awaitMove() {
        lock.lock();
        lock.unlock();
    }

    /**
     * The memory in which another realm finds them. Does file work when it is asked for the first time.
     *
     * @param realm which may use it, see {@link Grounds}
     * @return null if there is none
     */
    Lease lease(Exchange exchange, String realm) {
        int bytes = MappedElements.bytes(type(), length());
        int seat = exchange.grounds().seat(realm);
        if (bytes == 0 || seat < 0) {
            return null;
        }
        lock.lock();
        try {
            if (piece == null) {
                piece = exchange.grounds().take(bytes);
                if (piece != null) {
                    move(piece);
                }
            }
            return piece == null ? null : Lease.of(piece, seat);
        } finally {
            lock.unlock();
        }
    }

    /** Called under the lock. */
    private void move(Piece to) {
        MappedElements<T> mapped = MappedElements.in(to.memory(), type(), length());
        Realm.here().cleaner().register(mapped, to.release());
        mapped.mark();
        Elements<T> before = elements;
        moving = true;
        while (writers.get() > 0) {
            Thread.onSpinWait(); // each of them is a few instructions before its end
            Thread.yield();
        }
        for (int i = 0; i < length(); i++) {
            mapped.set(i, before.get(i));
        }
        elements = mapped;
        moving = false;
    }
}
