package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.wire.Encoded;
import io.github.multiprocessing4j.internal.wire.Link;
import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A link between a host and a guest, who have proved that they know a key. The guest is given an object of the host's;
 * and if they belong to two programs, the link becomes a road between them.
 */
public final class Bridge {

    /*
     *   guest                              host
     *     HELLO path  ------------------->
     *                 <-------------------  WELCOME path, object
     *     JOIN        ------------------->                        unless there is a way already: then the guest leaves
     *     SHARED message <----------------> SHARED message
     *     BYE         ------------------->                        or the host says it, and then the end of the link
     *
     * The guest decides whether it is a road, on the thread that reads: so it has met the host before it hears more.
     */
    private static final int HELLO = 1;
    private static final int WELCOME = 2;
    private static final int JOIN = 3;
    private static final int SHARED = 4;
    private static final int BYE = 5;

    private static final long FAREWELL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Exchange exchange;
    private final Link link;
    private final Road road;

    /** What a guest is given; null on the guest's side. */
    private final Supplier<Encoded> gift;

    /** Where the guest's bridges are; null on the host's side. */
    private final Bridges bridges;

    /** What follows is written by the thread that reads, before it counts welcome down. */
    private volatile String peer;

    private volatile Encoded given;
    private volatile Bridge way;
    private final CountDownLatch welcome = new CountDownLatch(1);

    /** How many use it. Guarded by the lock of the bridges. */
    private int users;

    private volatile boolean joined;
    private volatile boolean orderly;
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    private Bridge(Exchange exchange, Link link, Supplier<Encoded> gift, Bridges bridges) {
        this.exchange = exchange;
        this.link = link;
        this.gift = gift;
        this.bridges = bridges;
        this.road = new LinkRoad(link, SHARED);
    }

    /**
     * The host's side.
     *
     * @param gift what a guest is given
     */
    public static Bridge host(Exchange exchange, Link link, Supplier<Encoded> gift) {
        return new Bridge(exchange, link, gift, null);
    }

    /** The guest's side. */
    static Bridge guest(Exchange exchange, Link link, Bridges bridges) {
        Bridge bridge = new Bridge(exchange, link, null, bridges);
        link.send(HELLO, exchange.path());
        return bridge;
    }

    /** Hears the other side, until the link has ended. By one thread, once. */
    public void read() {
        try {
            link.read(gift == null ? this::hearHost : this::hearGuest);
        } catch (IOException broken) {
            return; // as by the death of the other side
        } finally {
            end();
        }
    }

    private void hearGuest(Object[] message) {
        switch ((int) message[0]) {
            case HELLO -> {
                peer = (String) message[1];
                link.send(WELCOME, exchange.path(), gift.get());
            }
            case JOIN -> {
                exchange.meetAgain(peer, road);
                joined = true;
            }
            default -> hear(message);
        }
    }

    private void hearHost(Object[] message) {
        if ((int) message[0] != WELCOME) {
            hear(message);
            return;
        }
        peer = (String) message[1];
        Encoded object = (Encoded) message[2];
        way = exchange.isOfThisProgram(peer) ? null : bridges.wayTo(peer, this);
        given = way == null ? object : object.fromAbroad();
        exchange.adopt(given);
        welcome.countDown();
        if (way != this) {
            link.close();
        }
    }

    /** The guest takes this as a road. */
    void join() {
        link.send(JOIN);
        exchange.meet(peer, road);
        joined = true;
    }

    private void hear(Object[] message) {
        switch ((int) message[0]) {
            case SHARED -> {
                if (joined) {
                    exchange.receive(road, (Object[]) message[1]);
                }
            }
            case BYE -> orderly = true;
            default -> throw new IllegalArgumentException("kind " + message[0]);
        }
    }

    private void end() {
        link.close();
        part();
        welcome.countDown();
    }

    private void part() {
        if (bridges == null) {
            leaveRoad();
        } else {
            bridges.forget(this);
        }
        over.complete(null);
    }

    /** On the guest's side under the lock of the bridges, so that nobody takes a new road before. */
    void leaveRoad() {
        if (joined) {
            exchange.part(peer, road, orderly);
        }
    }

    /**
     * Waits, as a guest, for what the host gives.
     *
     * @throws IOException if it does not come in time, or at all
     */
    Encoded awaitGift(long nanos) throws IOException, InterruptedException {
        if (!welcome.await(nanos, TimeUnit.NANOSECONDS)) {
            throw new IOException("nothing has come after " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms");
        }
        if (given == null) {
            throw new EOFException("the other side has ended the connection");
        }
        return given;
    }

    /** The bridge by which the guest reaches the host; null if both are of one program. After the gift has come. */
    Bridge way() {
        return way;
    }

    /** Says good-bye, and ends the link. */
    public void close() {
        orderly = true;
        link.send(BYE);
        boolean interrupted = false;
        try {
            link.flush(FAREWELL_NANOS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        link.close();
        part();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says who is told, by whatever thread, when the link has ended. */
    void onEnd(Runnable listener) {
        over.thenRun(listener);
    }

    // Under the lock of the bridges.

    String peer() {
        return peer;
    }

    void use() {
        users++;
    }

    /** Says whether nobody uses it any more. */
    boolean leave() {
        return --users == 0;
    }
}
