package io.github.multiprocessing4j.internal.shared;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * A number of permits. It knows no owners: anybody may give back what another has taken. But of other realms it notes
 * how many permits each has taken and not given back, on balance: these come back when the realm is gone, unless it has
 * ended by its own will: then it may have taken them for somebody else.
 */
public final class SemaphoreCore extends TurnCore implements SharedSemaphore {

    private final int limit;

    // Both guarded by lock. Invariant: permits is 0 while anybody waits.
    private int permits;
    private final Line<Waiter> line = new Line<>();

    /** What realms have taken more than they gave back, or less; without those of which that is 0. Guarded by lock. */
    private final Map<String, Integer> balances = new HashMap<>(0);

    private record Waiter(Object owner, Reply<Boolean> reply) {}

    /**
     * A semaphore that never has more than {@code limit} permits.
     *
     * @param permits what it starts with, from 0 to {@code limit}
     */
    public SemaphoreCore(int permits, int limit) {
        this.permits = permits;
        this.limit = limit;
    }

    @Override
    public int permits() {
        lock.lock();
        try {
            return permits;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void release(int count) {
        release(null, count);
    }

    /**
     * Gives permits back.
     *
     * @param realm the other realm that does; null for this one
     */
    void release(String realm, int count) {
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
            if (realm != null) {
                balance(realm, -count);
            }
            give(count);
        } finally {
            lock.unlock();
        }
    }

    private void give(int count) {
        int left = count;
        for (Waiter next; left > 0 && (next = line.poll()) != null; left--) {
            noteTaken(next.owner);
            next.reply.complete(true);
        }
        permits += left;
    }

    private void noteTaken(Object owner) {
        if (owner instanceof Stranger stranger) {
            balance(stranger.realm(), 1);
        }
    }

    private void balance(String realm, int more) {
        balances.merge(realm, more, (before, added) -> before + added == 0 ? null : before + added);
    }

    @Override
    void bereave(Departed gone) {
        lock.lock();
        try {
            long taken = 0;
            for (Iterator<Map.Entry<String, Integer>> all = balances.entrySet().iterator(); all.hasNext(); ) {
                Map.Entry<String, Integer> balance = all.next();
                if (gone.test(balance.getKey())) {
                    taken += Math.max(0, balance.getValue());
                    all.remove();
                }
            }
            if (!gone.orderly()) {
                give((int) Math.min(taken, limit - permits));
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    Host makeHost(Exchange exchange) {
        return new SemaphoreHost(exchange, this);
    }

    @Override
    boolean take(Object owner) {
        if (permits == 0) {
            return false;
        }
        permits--;
        noteTaken(owner);
        return true;
    }

    @Override
    void lineUp(Object owner, Reply<Boolean> reply) {
        line.add(reply, new Waiter(owner, reply));
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
