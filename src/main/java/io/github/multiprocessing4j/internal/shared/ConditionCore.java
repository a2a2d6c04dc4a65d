package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.shared.MutexCore.Claim;

/**
 * A condition over a mutex.
 *
 * <p>Its state is guarded by the lock of the mutex, not by its own: so releasing the mutex and beginning to wait is one
 * step, as is waking up and asking for the mutex again.
 */
public final class ConditionCore extends TravellingCore implements SharedCondition {

    /*
     * The way of a waiter, all under the lock of the mutex:
     *
     * holds the mutex -> in the line here            await
     * in the line here -> in the line of the mutex   signal (its answer will be true)
     *                                                or withdraw (its answer will be false)
     * in the line of the mutex -> holds the mutex    its turn has come; only now it is answered
     */
    private final MutexCore mutex;
    private final Line<Claim> line = new Line<>();

    /** A condition over {@code mutex}, which may have others. */
    public ConditionCore(MutexCore mutex) {
        this.mutex = mutex;
    }

    @Override
    public void await(Object owner, Reply<Boolean> reply) {
        mutex.enter();
        try {
            mutex.checkHeldBy(owner, "await on the condition of a lock");
            line.add(reply, new Claim(owner, mutex.handOver(), reply, true));
        } finally {
            mutex.leave();
        }
    }

    @Override
    public void signal(Object owner, int count) {
        mutex.enter();
        try {
            mutex.checkHeldBy(owner, "signal on the condition of a lock");
            Claim next;
            for (int left = count; left > 0 && (next = line.poll()) != null; left--) {
                mutex.claim(next);
            }
        } finally {
            mutex.leave();
        }
    }

    /**
     * Ends the wait of one who has not been signalled. He must hold the mutex again before he goes on, and so is
     * answered all the same.
     *
     * @return false: the answer has come, or comes when it is his turn at the mutex
     */
    @Override
    public boolean withdraw(Reply<?> reply) {
        mutex.enter();
        try {
            Claim waiting = line.remove(reply);
            if (waiting != null) {
                mutex.claim(new Claim(waiting.owner(), waiting.holds(), waiting.reply(), false));
            }
            return false;
        } finally {
            mutex.leave();
        }
    }

    /** Whoever is gone needs the mutex no more, and leaves either line. */
    @Override
    void drop(Reply<?> reply) {
        dismiss(reply);
    }

    /** Takes a waiter out of either line, without an answer and without the mutex; says whether he was there. */
    boolean dismiss(Reply<?> reply) {
        mutex.enter();
        try {
            return line.remove(reply) != null || mutex.withdraw(reply);
        } finally {
            mutex.leave();
        }
    }

    @Override
    Host makeHost(Exchange exchange) {
        return new ConditionHost(exchange, this);
    }
}
