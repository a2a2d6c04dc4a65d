package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.memory.Piece;

/**
 * Something that has one owner at a time.
 *
 * <p>An owner is any object that stands for one thread, of this JVM or another one; it is compared by identity, so that
 * no code of a user runs under {@link #lock}. The edge passes the thread itself; for threads of other realms there are
 * {@link Stranger}s.
 */
public abstract class MutexCore extends TurnCore implements SharedMutex {

    /*
     * free (owner null, holds 0)  -> held     take
     * held                        -> free     handOver, nobody waits
     * held                        -> held     handOver, to the first in line; take again, if re-entrant
     *
     * It is handed over also when its owner is gone with his realm. Then it is abandoned, from that moment until whoever
     * gets it next hands it over himself. But if the realm has ended by its own will, and another may release it, it
     * stays held.
     *
     * All guarded by lock. Invariant: nobody is in line while it is free.
     *
     * What is lent is one word, see MutexWord and TurnCore. What is abandoned is not lent.
     */
    private Object owner;
    private long holds;
    private boolean abandoned;
    private final Line<Claim> line = new Line<>();

    /** Where the state is lent to; null as long as no other realm uses it. Written once, under the lock. */
    private volatile LentWord word;

    /**
     * One who waits for the mutex.
     *
     * @param owner who owns it then
     * @param holds how many times over
     * @param reply where to say so
     * @param answer what to say: false to one who waited on a condition in vain
     */
    record Claim(Object owner, long holds, Reply<Boolean> reply, boolean answer) {}

    MutexCore() {}

    @Override
    public final boolean tryAcquire(Object taker) {
        LentWord shared = wordOf(taker);
        if (shared != null) {
            switch (shared.tryTake(taker)) {
                case DONE:
                    return true;
                case HELD:
                    return false;
                case AT_HOME:
                    break;
            }
        }
        return super.tryAcquire(taker);
    }

    @Override
    public final void acquire(Object taker, Reply<Boolean> reply) {
        LentWord shared = wordOf(taker);
        if (shared != null && shared.takeSoon(taker)) {
            reply.complete(true);
        } else {
            super.acquire(taker, reply);
        }
    }

    /** Releases it without the lock, where that can be. */
    final boolean releaseLent(Object releaser) {
        LentWord shared = wordOf(releaser);
        return shared != null && shared.tryRelease(releaser);
    }

    /** The word, for one of this realm: those of others who come here have tried theirs. */
    private LentWord wordOf(Object local) {
        return local instanceof Stranger ? null : word;
    }

    @Override
    public final long holds() {
        LentWord shared = word;
        long known = shared == null ? -1 : shared.holds();
        if (known >= 0) {
            return known;
        }
        enter();
        try {
            return holds;
        } finally {
            leave();
        }
    }

    @Override
    public final boolean wasAbandoned(Object asker) {
        LentWord shared = word;
        if (shared != null && !shared.isAtHome()) {
            return false;
        }
        enter();
        try {
            return abandoned && isHeldBy(asker);
        } finally {
            leave();
        }
    }

    @Override
    public final SharedCondition newCondition() {
        return new ConditionCore(this);
    }

    @Override
    final Host makeHost(Exchange exchange) {
        return new MutexHost(exchange, this);
    }

    @Override
    final void bereave(Departed gone) {
        enter();
        try {
            if (owner instanceof Stranger stranger
                    && gone.test(stranger.realm())
                    && !(gone.orderly() && isForAnybodyToRelease())) {
                handOver();
                abandoned = true;
            }
        } finally {
            leave();
        }
    }

    /** Whether others than its owner may release it. */
    abstract boolean isForAnybodyToRelease();

    @Override
    public final boolean withdraw(Reply<?> reply) {
        enter();
        try {
            return line.remove(reply) != null;
        } finally {
            leave();
        }
    }

    @Override
    final void lineUp(Object asker, Reply<Boolean> reply) {
        claim(new Claim(asker, 1, reply, true));
    }

    // What is lent.

    @Override
    final int bytes() {
        return MutexWord.BYTES;
    }

    @Override
    final void moveTo(Exchange exchange, Piece memory) {
        word = new LentWord(exchange, memory, !isForAnybodyToRelease());
    }

    @Override
    final boolean isQuiet() {
        return line.isEmpty() && !abandoned;
    }

    @Override
    final boolean lend() {
        boolean lent = word.lend(owner, holds);
        owner = lent ? null : owner; // a thread that has ended is not to be kept
        return lent;
    }

    @Override
    final void recall() {
        long recalled = word.recall();
        boolean held = MutexWord.isHeld(recalled);
        owner = held ? word.owner(recalled) : null;
        holds = held ? MutexWord.holds(recalled) : 0;
        if (held ? owner == null : recalled != MutexWord.free()) {
            // Somebody has written what cannot be: whoever held it has lost it.
            owner = null;
            holds = 0;
            abandoned = true;
        }
    }

    // What follows is called under the lock, by the kinds of mutex and by the conditions over it.

    final boolean isHeldBy(Object asker) {
        return holds > 0 && (Stranger.isSame(owner, asker) || word != null && word.isSame(owner, asker));
    }

    final boolean isFree() {
        return holds == 0;
    }

    /** One more hold of {@code taker}, who owns it, or takes it while it is free. */
    final void addHold(Object taker) {
        owner = taker;
        holds++;
    }

    /** One hold less; the last one hands it over. */
    final void dropHold() {
        if (holds == 1) {
            handOver();
        } else {
            holds--;
        }
    }

    /** Takes the mutex from its owner, however often it is held, for the first in line. */
    final long handOver() {
        long given = holds;
        abandoned = false;
        Claim next = line.poll();
        if (next == null) {
            owner = null;
            holds = 0;
        } else {
            give(next);
        }
        return given;
    }

    /** Meets a claim now or, if the mutex is held, in its turn. */
    final void claim(Claim claim) {
        if (isFree()) {
            give(claim);
        } else {
            line.add(claim.reply(), claim);
        }
    }

    /** Throws unless {@code asker} holds it. */
    final void checkHeldBy(Object asker, String what) {
        if (!isHeldBy(asker)) {
            throw new IllegalMonitorStateException(
                    what + (isFree() ? ", which nobody holds" : ", which somebody else holds"));
        }
    }

    private void give(Claim claim) {
        owner = claim.owner();
        holds = claim.holds();
        claim.reply().complete(claim.answer());
    }
}
