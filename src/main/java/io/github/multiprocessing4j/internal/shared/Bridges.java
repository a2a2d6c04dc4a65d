package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.wire.Encoded;
import io.github.multiprocessing4j.internal.wire.Link;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** The ways by which this JVM is a guest of others: one to each, however many use it. */
public final class Bridges {

    private static final long WELCOME_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Exchange exchange;

    /** Guards the map, and who uses what is in it. Under it messages are sent. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<String, Bridge> open = new HashMap<>();

    private Bridges(Exchange exchange) {
        this.exchange = exchange;
    }

    /** Those of this JVM. */
    public static Bridges here() {
        Exchange exchange = Exchange.here();
        return Realm.here().resident(Bridges.class, () -> new Bridges(exchange));
    }

    /**
     * A visit to a host.
     *
     * @param home the realm of the host
     * @param gift what the host has given
     */
    public record Visit(String home, Encoded gift, Bridge bridge, Bridges bridges) {

        /** Ends it: what the host has been asked by its way is lost, if nobody else uses that. */
        public void end() {
            if (bridge != null) {
                bridges.leave(bridge);
            }
        }

        /** Says who is told when the way is gone, which to a host of the same program it never is. */
        public void onLoss(Runnable listener) {
            if (bridge != null) {
                bridge.onEnd(listener);
            }
        }
    }

    /**
     * Becomes a guest over a link whose other side is known to be the right one.
     *
     * @param name for the name of the thread that reads
     * @throws IOException if the host gives nothing
     */
    public Visit visit(Link link, String name) throws IOException, InterruptedException {
        Bridge bridge = Bridge.guest(exchange, link, this);
        Thread reader = new Thread(null, bridge::read, "mp-" + name + "-reader", 0, false);
        reader.setDaemon(true);
        reader.setContextClassLoader(null);
        reader.start();
        boolean welcome = false;
        try {
            Encoded gift = bridge.awaitGift(WELCOME_NANOS);
            welcome = true;
            return new Visit(bridge.peer(), gift, bridge.way(), this);
        } finally {
            if (!welcome) {
                link.close();
            }
        }
    }

    /** The way to a host; a new one, if there is none yet. */
    Bridge wayTo(String peer, Bridge made) {
        lock.lock();
        try {
            Bridge way = open.get(peer);
            if (way == null) {
                way = made;
                open.put(peer, made);
                made.join();
            }
            way.use();
            return way;
        } finally {
            lock.unlock();
        }
    }

    private void leave(Bridge bridge) {
        lock.lock();
        try {
            if (bridge.leave()) {
                bridge.close();
            }
        } finally {
            lock.unlock();
        }
    }

    /** A link has ended. */
    void forget(Bridge bridge) {
        lock.lock();
        try {
            open.remove(bridge.peer(), bridge);
            bridge.leaveRoad();
        } finally {
            lock.unlock();
        }
    }
}
