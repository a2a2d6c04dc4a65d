package io.github.multiprocessing4j.internal.shared;

/** A number of permits. It knows no owners: anybody may give back what another has taken. */
public final class SemaphoreCore extends TurnCore {

    private final int limit;

    // Both guarded by lock. Invariant: permits is 0 while anybody waits.
    private int permits;
    private final Line<Reply<Boolean>> line = new Line<>();

    /**
     * A semaphore that never has more than {@code limit} permits.
     *
     * @param permits what it starts with, from 0 to {@code limit}
     */
    public SemaphoreCore(int permits, int limit) {
        this.permits = permits;
        this.limit = limit;
    }

    /** How many permits are free. */
    public int permits() {
        lock.lock();
        try {
            return permits;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Gives permits back: first to those who wait.
     *
     * @throws IllegalStateException if there would be more than the limit; nothing is changed then
     */
    public void release(int count) {
        lock.lock();
        try {
            if (count > limit - permits) {
                throw new IllegalStateException("released too many times: the value is "
                        + permits
                        + " of at most "
                        + limit
                        + ", and "
                        + count
                        + " more came back");
            }
            int left = count;
            for (Reply<Boolean> next; left > 0 && (next = line.poll()) != null; left--) {
                next.complete(true);
            }
            permits += left;
        } finally {
            lock.unlock();
        }
    }

    @Override
    boolean take(Object owner) {
        if (permits == 0) {
            return false;
        }
        permits--;
        return true;
    }

    @Override
    void lineUp(Object owner, Reply<Boolean> reply) {
        line.add(reply, reply);
    }

    @Override
    public boolean withdraw(Reply<?> reply) {
        lock.lock();
        try {
            return line.remove(reply) != null;
        } finally {
            lock.unlock();
        }
    }
}
