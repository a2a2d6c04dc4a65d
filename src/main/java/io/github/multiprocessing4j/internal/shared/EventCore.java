package io.github.multiprocessing4j.internal.shared;

/** A flag that can be waited for. */
public final class EventCore extends Core {

    // Written under lock. Invariant, under lock: nobody waits while it is set.
    private volatile boolean set;

    private final Line<Reply<Boolean>> line = new Line<>();

    /** Whether the flag is set. */
    public boolean isSet() {
        return set;
    }

    /** Sets the flag, and lets go everybody who waits for it. */
    public void set() {
        lock.lock();
        try {
            set = true;
            for (Reply<Boolean> next; (next = line.poll()) != null; ) {
                next.complete(true);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Clears the flag. Whoever has been let go stays so. */
    public void clear() {
        lock.lock();
        try {
            set = false;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the flag.
     *
     * @param reply gets true when the flag is set
     */
    public void await(Reply<Boolean> reply) {
        lock.lock();
        try {
            if (set) {
                reply.complete(true);
            } else {
                line.add(reply, reply);
            }
        } finally {
            lock.unlock();
        }
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
