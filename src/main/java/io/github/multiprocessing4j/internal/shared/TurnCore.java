package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.memory.Piece;

/**
 * Something that can be taken by so many at a time, while the others wait for their turn: the core under every lock and
 * semaphore.
 *
 * <p>What is given back is handed to the one who has waited longest, under the lock. So nothing is free while somebody
 * waits, and nobody overtakes.
 */
public abstract class TurnCore extends TravellingCore implements SharedTurn {

    /*
     * From when another realm uses its memory, the state is in one of two places:
     *
     * at home -> lent    leave, when nobody is in line, and the kind has nothing against it
     * lent -> at home    enter
     *
     * What is lent are words in that memory, by which whoever has mapped it takes and gives back without asking anybody.
     * Then the fields that hold the state mean nothing. Whoever finds nothing free, and wants to wait, comes here, which
     * brings it home; and as long as somebody waits it stays there, and those who give back come here too. So nobody
     * overtakes those in line.
     */
    /** Guarded by lock. */
    private boolean lent;

    /** Where the words lie; null as long as no other realm uses them. Written once, under the lock. */
    private volatile Piece piece;

    /** Takes it if it is free. Nobody waits and nothing is allocated. */
    @Override
    public boolean tryAcquire(Object owner) {
        enter();
        try {
            return take(owner);
        } finally {
            leave();
        }
    }

    @Override
    public void acquire(Object owner, Reply<Boolean> reply) {
        enter();
        try {
            if (take(owner)) {
                reply.complete(true);
            } else {
                lineUp(owner, reply);
            }
        } finally {
            leave();
        }
    }

    /** Takes the lock, for all that looks at the state or changes it. */
    final void enter() {
        lock.lock();
        if (lent) {
            lent = false;
            recall();
        }
    }

    /** Gives the lock back. */
    final void leave() {
        if (piece != null && lock.getHoldCount() == 1 && isQuiet()) {
            lent = lend();
        }
        lock.unlock();
    }

    /**
     * The memory in which another realm finds the words. Does file work when it is asked for the first time.
     *
     * @param realm which may use it, see {@link Grounds}
     * @return null if there is none
     */
    final Lease lease(Exchange exchange, String realm) {
        Grounds grounds = exchange.grounds();
        int seat = grounds.seat(realm);
        if (seat < 0) {
            return null;
        }
        if (piece == null) {
            Piece taken = grounds.take(bytes());
            if (taken == null) {
                return null;
            }
            share(exchange, taken);
        }
        return Lease.of(piece, seat);
    }

    private void share(Exchange exchange, Piece taken) {
        enter();
        try {
            if (piece == null) {
                // The words say at home, until leave: who sees them comes here, and waits for the lock.
                moveTo(exchange, taken);
                piece = taken;
            } else {
                taken.release().run();
            }
        } finally {
            leave();
        }
    }

    // What follows is called under the lock.

    /** Takes it if it is free. */
    abstract boolean take(Object owner);

    /** When it is not free. */
    abstract void lineUp(Object owner, Reply<Boolean> reply);

    // Of those that lend their state.

    /** How much memory its words need. Called under no lock. */
    abstract int bytes();

    /** There is memory for its words now, all of zeros, which say that the state is at home. */
    abstract void moveTo(Exchange exchange, Piece memory);

    /** Whether the state may be lent: nobody is in line. */
    abstract boolean isQuiet();

    /** Gives the state away; false if the words cannot say it. */
    abstract boolean lend();

    /** Takes the state back. */
    abstract void recall();
}
