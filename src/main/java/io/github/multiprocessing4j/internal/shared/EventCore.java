package io.github.multiprocessing4j.internal.shared;

/** A flag that can be waited for. */
public final class EventCore extends TravellingCore implements SharedEvent {

    // Written under lock. Invariant, under lock: nobody waits while it is set.
    private volatile boolean set;

    private final Line<Reply<Boolean>> line = new Line<>();

    @Override
    public boolean isSet() {
        return set;
    }

    @Override
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

    @Override
    public void clear() {
        lock.lock();
        try {
            set = false;
        } finally {
            lock.unlock();
        }
    }

    @Override
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

    @Override
    Host makeHost(Exchange exchange) {
        return new EventHost(exchange, this);
    }
}
