package io.github.multiprocessing4j.internal.shared;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A queue: a {@link BlockingQueue} that holds the items, and around it those who wait for an item or for room.
 *
 * <p>Those who wait are served in order of arrival; but whoever comes when there is an item, or room, need not wait.
 */
public class QueueCore extends Core {

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
     * he can neither withdraw nor fail, and the item of a putter goes in only with his answer: none is ever put back,
     * lost or doubled. Deadlines and interrupts are the edge's affair, which asks withdraw who was first.
     */
    private final BlockingQueue<Object> items;
    private final int capacity;

    private final Line<Waiting> getters = new Line<>();
    private final Line<Waiting> putters = new Line<>();

    /** The lengths of the two lines, for those who do not hold the lock. Written under the lock. */
    private volatile int waitingGetters;

    private volatile int waitingPutters;

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
        this.capacity = capacity < 1 ? Integer.MAX_VALUE : capacity;
        this.items = new LinkedBlockingQueue<>(this.capacity);
    }

    /** Adds an item if there is room for it. */
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

    /** Adds an item when there is room for it; the answer is null. */
    public final void put(Object item, Object member, Reply<Object> reply) {
        lineUp(putters, new Waiting(reply, mask(item), member));
    }

    /**
     * Removes the first item.
     *
     * @return the item, masked: see {@link #unmask}; or null if there is none
     */
    public final Object poll() {
        Object masked = items.poll();
        if (masked != null && waitingPutters > 0) {
            serve();
        }
        return masked;
    }

    /** Removes the first item when there is one; the answer is the item, as it is. */
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
            Object masked = items.poll();
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

    /** How many items there are. */
    public final int size() {
        return items.size();
    }

    /** Whether there is no room for another item. */
    public final boolean isFull() {
        return items.remainingCapacity() == 0;
    }

    /** How many items there can be. */
    public final int capacity() {
        return capacity;
    }

    /**
     * A member will put and get no more: what it waits for fails. Others are not affected, and neither are the items.
     */
    public final void close(Object member) {
        lock.lock();
        try {
            if (closers == null) {
                closers = new Members();
            }
            closers.add(member);
            failThoseOf(member, getters);
            failThoseOf(member, putters);
            count();
        } finally {
            lock.unlock();
        }
    }

    private void failThoseOf(Object member, Line<Waiting> line) {
        for (Waiting waiting : line.removeAll(waiting -> waiting.member == member)) {
            waiting.reply.fail(closedFailure());
        }
    }

    /** Whether any member has closed the queue. */
    public final boolean isClosedForSome() {
        return closers != null;
    }

    /** Whether a member has closed the queue. */
    public final boolean isClosedFor(Object member) {
        Members closed = closers;
        return closed != null && closed.contains(member);
    }

    /** What happens to the calls of a member that has closed the queue. */
    public final IllegalStateException closedFailure() {
        return new IllegalStateException(
                "this process has closed the queue, which has " + size() + " items, and can put and get no more");
    }
}
