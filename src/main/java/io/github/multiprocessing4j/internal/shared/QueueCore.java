package io.github.multiprocessing4j.internal.shared;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A queue: a {@link BlockingQueue} that holds the items, and around it those who wait for an item or for room.
 *
 * <p>Those who wait are served in order of arrival; but whoever comes when there is an item, or room, need not wait.
 */
public class QueueCore extends TravellingCore implements SharedQueue, Source {

    /*
     * The fast way in and out is the blocking queue's own offer and poll, without our lock. Whoever finds the queue full
     * or empty lines up under the lock, which raises waitingPutters or waitingGetters, and then serves: moves what can
     * be moved. Whoever has taken the fast way looks at the counter of the other side afterwards, and serves if it is
     * not zero. No wake-up is lost, for
     *
     *     a putter   adds an item (the blocking queue's count)     then reads waitingGetters
     *     a getter   writes waitingGetters                         then looks for an item (reads that count)
     *
     * and count and counters are volatile, hence in one order for all: if the putter has read 0, its item was there when
     * the getter looked. The same holds for a fast getter and a putter who lines up, with room in place of an item.
     *
     * Lining up, serving, withdrawing and closing happen under the lock. So an item is taken out for a getter only while
     * he can neither withdraw nor fail, and the item of a putter goes in only with his answer: none is ever lost or
     * doubled. Deadlines and interrupts are the edge's affair, which asks withdraw who was first.
     *
     * An item that was on its way to another realm, and certainly never got there, is put back: it is the first again,
     * even if there is no room for it.
     */
    private final BlockingQueue<Object> items;
    private final int capacity;
    private final boolean copies;

    /** Masked items that were put back, before the others. Guarded by the lock. */
    private final Deque<Object> returned = new ArrayDeque<>(0);

    /** How many these are, for those who do not hold the lock. Written under the lock. */
    private volatile int returnedItems;

    private final Line<Waiting> getters = new Line<>();
    private final Line<Waiting> putters = new Line<>();

    /** The lengths of the two lines, for those who do not hold the lock. Written under the lock. */
    private volatile int waitingGetters;

    private volatile int waitingPutters;

    /** Those who put and do not wait for an answer. */
    private final Couriers couriers = new Couriers();

    /** Who has closed the queue; null as long as nobody has. Written under the lock. */
    private volatile Members closers;

    /** What stands for null inside the blocking queue, which takes none. */
    private enum Null {
        ITEM
    }

    /**
     * Somebody who waits.
     *
     * @param item what he wants to put, masked; null for a getter
     * @param member the process that he belongs to
     */
    private record Waiting(Reply<Object> reply, Object item, Object member) {}

    /**
     * Makes an empty queue.
     *
     * @param capacity how many items it holds at most; less than 1 for as many as there are
     */
    public QueueCore(int capacity) {
        this(capacity, false);
    }

    /**
     * Makes an empty queue.
     *
     * @param capacity how many items it holds at most; less than 1 for as many as there are
     * @param copies whether items are put as {@code Encoded} even before the queue was handed out
     */
    public QueueCore(int capacity, boolean copies) {
        this.copies = copies;
        this.capacity = capacity < 1 ? Integer.MAX_VALUE : capacity;
        this.items = new LinkedBlockingQueue<>(this.capacity);
    }

    @Override
    public final boolean offer(Object item) {
        if (!add(mask(item))) {
            return false;
        }
        if (waitingGetters > 0) {
            serve();
        }
        return true;
    }

    /** Adds a masked item if there is room for it. */
    boolean add(Object masked) {
        return items.offer(masked);
    }

    @Override
    public final void put(Object item, Object member, Reply<Object> reply) {
        lineUp(putters, new Waiting(reply, mask(item), member));
    }

    @Override
    public final Object poll() {
        Object masked = pollHere();
        if (masked == null) {
            couriers.hear(null);
            masked = pollHere(); // even if all had been heard by now: it may have come since the first look
        }
        return masked;
    }

    final Couriers couriers() {
        return couriers;
    }

    @Override
    public final Object pollHere() {
        Object masked = returnedItems > 0 ? pollAll() : items.poll();
        if (masked != null && waitingPutters > 0) {
            serve();
        }
        return masked;
    }

    private Object pollAll() {
        lock.lock();
        try {
            Object masked = returned.poll();
            returnedItems = returned.size();
            return masked == null ? items.poll() : masked;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public final void putBack(Object item) {
        lock.lock();
        try {
            returned.addFirst(mask(item));
            returnedItems = returned.size();
            serve();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public final boolean travels() {
        return copies || isHandedOut();
    }

    @Override
    public final boolean borrows() {
        return false; // what is put lies here until it is got
    }

    @Override
    Host makeHost(Exchange exchange) {
        return new QueueHost(exchange, this);
    }

    @Override
    public final void get(Object member, Reply<Object> reply) {
        lineUp(getters, new Waiting(reply, null, member));
    }

    private void lineUp(Line<Waiting> line, Waiting waiting) {
        lock.lock();
        try {
            if (isClosedFor(waiting.member)) {
                waiting.reply.fail(closedFailure());
                return;
            }
            line.add(waiting.reply, waiting);
            count();
            serve();
        } finally {
            lock.unlock();
        }
    }

    private void serve() {
        lock.lock();
        try {
            while (serveGetters() | servePutters()) {
                // an item that went in may be for a getter, and one that went out leaves room for a putter
            }
            count();
        } finally {
            lock.unlock();
        }
    }

    private boolean serveGetters() {
        boolean moved = false;
        while (!getters.isEmpty()) {
            Object masked = pollAll();
            if (masked == null) {
                break;
            }
            getters.poll().reply.complete(unmask(masked));
            moved = true;
        }
        return moved;
    }

    private boolean servePutters() {
        boolean moved = false;
        while (!putters.isEmpty() && add(putters.peek().item)) {
            putters.poll().reply.complete(null);
            moved = true;
        }
        return moved;
    }

    private void count() {
        waitingGetters = getters.size();
        waitingPutters = putters.size();
    }

    @Override
    public final boolean withdraw(Reply<?> reply) {
        lock.lock();
        try {
            boolean waited = getters.remove(reply) != null || putters.remove(reply) != null || withdrawOther(reply);
            count();
            return waited;
        } finally {
            lock.unlock();
        }
    }

    /** Takes back a question of a kind that a subclass has. Under the lock. */
    boolean withdrawOther(Reply<?> reply) {
        return false;
    }

    static Object mask(Object item) {
        return item == null ? Null.ITEM : item;
    }

    /** The item that {@link #poll} has given. */
    public static Object unmask(Object masked) {
        return masked == Null.ITEM ? null : masked;
    }

    @Override
    public final int size() {
        couriers.hear(null);
        return sizeHere();
    }

    final int sizeHere() {
        return items.size() + returnedItems;
    }

    @Override
    public final boolean isFull() {
        return items.remainingCapacity() == 0;
    }

    @Override
    public final int capacity() {
        return capacity;
    }

    @Override
    public final void close(Object member) {
        lock.lock();
        try {
            if (closers == null) {
                closers = new Members();
            }
            closers.add(member);
            dismiss(member);
        } finally {
            lock.unlock();
        }
    }

    /** What a member waits for fails. */
    final void dismiss(Object member) {
        lock.lock();
        try {
            failThoseOf(member, getters);
            failThoseOf(member, putters);
            count();
        } finally {
            lock.unlock();
        }
    }

    private void failThoseOf(Object member, Line<Waiting> line) {
        for (Waiting waiting : line.removeAll(waiting -> Stranger.isSame(waiting.member, member))) {
            waiting.reply.fail(closedFailure());
        }
    }

    @Override
    public final boolean isClosedForSome() {
        return closers != null;
    }

    @Override
    public final boolean isClosedFor(Object member) {
        Members closed = closers;
        return closed != null && closed.contains(member);
    }

    @Override
    public final IllegalStateException closedFailure() {
        return new IllegalStateException(
                "this process has closed the queue, which has " + sizeHere() + " items, and can put and get no more");
    }
}
