package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.wire.Ticket;

/** The core of an object that is handed out as one. */
public abstract class TravellingCore extends Core implements Travelling {

    /** Answers other realms; null as long as the object was not handed out. Written under the lock. */
    private volatile Host host;

    @Override
    public final Ticket claim(Exchange exchange) {
        return host(exchange).claim();
    }

    final Host host(Exchange exchange) {
        lock.lock();
        try {
            if (host == null) {
                host = makeHost(exchange);
            }
            return host;
        } finally {
            lock.unlock();
        }
    }

    /** Makes what answers other realms. */
    abstract Host makeHost(Exchange exchange);

    /** Whether other realms may have heard of the object. */
    final boolean isHandedOut() {
        return host != null;
    }
}
