package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.memory.Piece;
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

    // All guarded by lock. Invariant: permits is 0 while anybody waits.

    /**
     * How many are free; or, while they are lent, how many were free then. What is lent are purses, see PermitWords.
     */
    private int permits;

    private final Line<Waiter> line = new Line<>();

    /** What realms have taken more than they gave back, or less; without those of which that is 0. */
    private final Map<String, Long> balances = new HashMap<>(0);

    /** Where permits are lent to; null as long as no other realm uses them. Written once, under the lock. */
    private volatile LentPermits purses;

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
    public boolean tryAcquire(Object owner) {
        LentPermits shared = pursesOf(owner);
        return shared != null && shared.tryTake() || super.tryAcquire(owner);
    }

    @Override
    public void acquire(Object owner, Reply<Boolean> reply) {
        LentPermits shared = pursesOf(owner);
        if (shared != null && shared.takeSoon()) {
            reply.complete(true);
        } else {
            super.acquire(owner, reply);
        }
    }

    /** The purses, for one of this realm: those of others who come here have tried theirs. */
    private LentPermits pursesOf(Object local) {
        return local instanceof Stranger ? null : purses;
    }

    @Override
    public int permits() {
        enter();
        try {
            return permits;
        } finally {
            leave();
        }
    }

    @Override
    public void release(int count) {
        LentPermits shared = purses;
        if (shared == null || !shared.tryRelease(count)) {
            release(null, count);
        }
    }

    /**
     * Gives permits back.
     *
     * @param realm the other realm that does; null for this one
     */
    void release(String realm, int count) {
        enter();
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
            leave();
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

    private void balance(String realm, long more) {
        balances.merge(realm, more, (before, added) -> before + added == 0 ? null : Long.valueOf(before + added));
    }

    @Override
    void bereave(Departed gone) {
        enter();
        try {
            long taken = 0;
            for (Iterator<Map.Entry<String, Long>> all = balances.entrySet().iterator(); all.hasNext(); ) {
                Map.Entry<String, Long> balance = all.next();
                if (gone.test(balance.getKey())) {
                    taken += Math.max(0, balance.getValue());
                    all.remove();
                }
            }
            if (!gone.orderly()) {
                give((int) Math.min(taken, limit - permits));
            }
        } finally {
            leave();
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
        enter();
        try {
            return line.remove(reply) != null;
        } finally {
            leave();
        }
    }

    // What is lent.

    @Override
    int bytes() {
        return PermitWords.BYTES;
    }

    @Override
    void moveTo(Exchange exchange, Piece memory) {
        purses = new LentPermits(exchange, memory, limit);
    }

    @Override
    boolean isQuiet() {
        return line.isEmpty();
    }

    @Override
    boolean lend() {
        return purses.lend(permits);
    }

    @Override
    void recall() {
        permits = purses.recall(permits, this::balance);
    }

    /** How many there can be. */
    int limit() {
        return limit;
    }
}
