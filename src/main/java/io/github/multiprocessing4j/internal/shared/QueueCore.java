package io.github.multiprocessing4j.internal.shared;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A queue: a {@link BlockingQueue} that holds the items, and around it those who wait for an item or for room. */
public class QueueCore extends Core {

    /*
     * The fast way in and out is the blocking queue's own offer and poll, without our lock. Whoever finds the queue
     * full or empty registers under the lock, which raises waitingPutters or waitingGetters, and then serves: moves what
     * can be moved. Whoever has taken the fast way looks at the counter of the other side afterwards, and serves if it
     * is not zero. So no wake-up is lost: of a putter that adds and then reads the counter, and a getter that raises the
     * counter and then looks for items, one sees the other, because both the queue's count and the counters are
     * volatile.
     *
     * Serving, registering and withdrawing happen under the lock. So an item is taken out for a waiter only while that
     * waiter cannot withdraw, and is never put back.
     */
    private final BlockingQueue<Object> items;
    private final int capacity;

    private final Deque<Waiting> getters = new ArrayDeque<>(0);
    private final Deque<Waiting> putters = new ArrayDeque<>(0);

    /** The sizes of the two, for those who do not hold the lock. Written under the lock. */
    private volatile int waitingGetters;

    private volatile int waitingPutters;

    /** Whether anybody has closed the queue; then {@link #closers} says who. Written under the lock. */
    private volatile boolean closed;

    private final Set<Object> closers = Collections.newSetFromMap(new WeakHashMap<>());

    /** What stands for null inside the blocking queue, which takes none. */
    private static final class Null {

        private static final Null ITEM = new Null();
    }

    /**
     * Somebody who waits.
     *
     * @param item what he wants to put, masked; null for a getter
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
        register(putters, new Waiting(reply, mask(item), member));
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
        register(getters, new Waiting(reply, null, member));
    }

    private void register(Deque<Waiting> side, Waiting waiting) {
        lock.lock();
        try {
            if (isClosedFor(waiting.member)) {
                waiting.reply.fail(closedFailure());
                return;
            }
            side.add(waiting);
            count();
            serve();
        } finally {
            lock.unlock();
        }
    }

    private void serve() {
        lock.lock();
        try {
            boolean moved;
            do {
                moved = serveGetters() | servePutters();
            } while (moved);
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
            getters.remove().reply.complete(unmask(masked));
            moved = true;
        }
        return moved;
    }

    private boolean servePutters() {
        boolean moved = false;
        while (!putters.isEmpty() && add(putters.peek().item)) {
            putters.remove().reply.complete(null);
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
            boolean found = getters.removeIf(waiting -> waiting.reply == reply)
                    || putters.removeIf(waiting -> waiting.reply == reply)
                    || withdrawOther(reply);
            count();
            return found;
        } finally {
            lock.unlock();
        }
    }

    /** Takes back a question of a kind that a subclass has. Under the lock. */
    boolean withdrawOther(Reply<?> reply) {
        return false;
    }

    private static Object mask(Object item) {
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

    /** A member will put and get no more: what it waits for fails. Others are not affected. */
    public final void close(Object member) {
        lock.lock();
        try {
            closers.add(member);
            closed = true;
            failThoseOf(getters, member);
            failThoseOf(putters, member);
            count();
        } finally {
            lock.unlock();
        }
    }

    private static void failThoseOf(Deque<Waiting> side, Object member) {
        for (Iterator<Waiting> all = side.iterator(); all.hasNext(); ) {
            Waiting waiting = all.next();
            if (waiting.member == member) {
                all.remove();
                waiting.reply.fail(closedFailure());
            }
        }
    }

    /** Whether any member has closed the queue. */
    public final boolean isClosedForSome() {
        return closed;
    }

    /** Whether a member has closed the queue. */
    public final boolean isClosedFor(Object member) {
        if (!closed) {
            return false;
        }
        lock.lock();
        try {
            return closers.contains(member);
        } finally {
            lock.unlock();
        }
    }

    /** What happens to the calls of a member that has closed the queue. */
    public static IllegalStateException closedFailure() {
        return new IllegalStateException("the queue was closed by this process");
    }
}
