package io.github.multiprocessing4j.internal.worker;

import io.github.multiprocessing4j.internal.wire.Link;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;

/**
 * What the parent wants done, in the order in which it has said so.
 *
 * <p>Work is begun, or given back. The parent is told of either under the lock, so that it hears of both in the order
 * in which they happened.
 */
final class Orders {

    private final Link link;

    /** Messages are sent under it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition added = lock.newCondition();

    /** Guarded by the lock. */
    private final Deque<Object[]> line = new ArrayDeque<>();

    /** Whether there is none, for the one who looks for the next one. Written under the lock. */
    private volatile boolean isEmpty = true;

    /** What is taken next, and is not in line any more; null for nothing. By the one thread that takes. */
    private Object[] begun;

    /** Whether no work is begun any more. Guarded by the lock. */
    private boolean refusing;

    Orders(Link link) {
        this.link = link;
    }

    void add(Object[] order) {
        lock.lock();
        try {
            if (refusing && isWork(order)) {
                link.send(Protocol.RETURNED, new Object[] {order[1]});
            } else {
                line.add(order);
                isEmpty = false;
                added.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sends an answer. If there is another order, that is the next to be taken, and work is begun: so the parent hears
     * of both at once. By the one thread that takes.
     *
     * @param answer what is sent, by the number of the work that is begun, or {@link Protocol#NOTHING}
     */
    void answer(LongFunction<Object[]> answer) {
        lock.lock();
        try {
            begun = line.poll();
            isEmpty = line.isEmpty();
            link.send(answer.apply(begun != null && isWork(begun) ? (long) begun[1] : Protocol.NOTHING));
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next order. Work is begun by that. By one thread. */
    Object[] take() throws InterruptedException {
        if (begun != null) {
            Object[] order = begun;
            begun = null;
            return order;
        }
        if (isEmpty) {
            link.attend(() -> !isEmpty);
        }
        lock.lock();
        try {
            while (line.isEmpty()) {
                added.await();
            }
            Object[] order = line.remove();
            isEmpty = line.isEmpty();
            if (isWork(order)) {
                link.sendQuietly(Protocol.BEGUN, order[1]); // nobody waits for that: it is heard with what comes next
            }
            return order;
        } finally {
            lock.unlock();
        }
    }

    /** Gives back all work that is not begun. */
    void giveBack() {
        lock.lock();
        try {
            List<Object> numbers = new ArrayList<>();
            for (Iterator<Object[]> orders = line.iterator(); orders.hasNext(); ) {
                Object[] order = orders.next();
                if (isWork(order)) {
                    numbers.add(order[1]);
                    orders.remove();
                }
            }
            isEmpty = line.isEmpty();
            link.send(Protocol.RETURNED, numbers.toArray());
        } finally {
            lock.unlock();
        }
    }

    /** Gives work back; false if it is begun. */
    boolean giveBack(long number) {
        lock.lock();
        try {
            boolean waits = line.removeIf(order -> isWork(order) && (long) order[1] == number);
            isEmpty = line.isEmpty();
            if (waits) {
                link.send(Protocol.RETURNED, new Object[] {number});
            }
            return waits;
        } finally {
            lock.unlock();
        }
    }

    /** Begins no work any more, and gives back what there is and what will come. */
    void refuse() {
        lock.lock();
        try {
            refusing = true;
            giveBack();
        } finally {
            lock.unlock();
        }
    }

    private static boolean isWork(Object[] order) {
        return (int) order[0] == Protocol.TASK;
    }
}
