package io.github.multiprocessing4j.internal.shared;

/**
 * Something that can be taken by so many at a time, while the others wait for their turn: the core under every lock and
 * semaphore.
 *
 * <p>What is given back is handed to the one who has waited longest, under the lock. So nothing is free while somebody
 * waits, and nobody overtakes.
 */
public abstract class TurnCore extends TravellingCore implements SharedTurn {

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
    void enter() {
        lock.lock();
    }

    /** Gives the lock back. */
    void leave() {
        lock.unlock();
    }

    /** Takes it if it is free. Called under the lock. */
    abstract boolean take(Object owner);

    /** Called under the lock, when it is not free. */
    abstract void lineUp(Object owner, Reply<Boolean> reply);
}
