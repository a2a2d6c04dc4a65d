package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.wire.Encoded;
import io.github.multiprocessing4j.internal.wire.FrameReader;
import io.github.multiprocessing4j.internal.wire.FrameWriter;
import io.github.multiprocessing4j.internal.wire.Portable;
import io.github.multiprocessing4j.internal.wire.Ticket;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** Several realms in one JVM: exchanges, joined by roads in memory, on which messages are bytes. */
final class Realms {

    final Exchange root = new Exchange();
    private final Map<Exchange, Neighbours> parents = new ConcurrentHashMap<>();
    private final List<Lane> lanes = new ArrayList<>();

    private record Neighbours(Exchange parent, Lane down, Lane up) {}

    /** One direction of a road: a thread of its own brings what was sent, in order. */
    static final class Lane implements Road {

        private static final Object[] END = {};

        private final LinkedBlockingQueue<Object[]> line = new LinkedBlockingQueue<>();
        private final Thread thread;
        private volatile boolean closed;
        private volatile boolean dropping;
        private volatile CountDownLatch gate = new CountDownLatch(0);

        /** The other direction. */
        private Lane back;

        private volatile boolean handing;
        private volatile long sent;
        private volatile long received;
        private volatile boolean ended;

        Lane(Consumer<Object[]> receiver, Runnable atEnd) {
            thread = new Thread(() -> bring(receiver, atEnd), "lane");
            thread.setDaemon(true);
            thread.start();
        }

        private void bring(Consumer<Object[]> receiver, Runnable atEnd) {
            try {
                for (Object[] message = line.take(); message != END; message = line.take()) {
                    gate.await();
                    if (!dropping) {
                        receiver.accept(throughBytes(message));
                    }
                    received++;
                }
                ended = true;
                atEnd.run();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public synchronized boolean send(Object[] message) {
            if (closed) {
                return false;
            }
            sent++;
            return line.add(message);
        }

        @Override
        public boolean hand(Object[] message) {
            return handing && send(message);
        }

        @Override
        public boolean hand(long object, Object item) {
            return handing && send(new Object[] {object, item});
        }

        boolean isAllReceived() {
            return received >= sent || ended;
        }

        @Override
        public boolean isCaughtUp() {
            return back.isAllReceived();
        }

        @Override
        public boolean hasHeardAll() {
            return back.isAllReceived();
        }

        @Override
        public boolean catchUp() {
            long upTo = back.sent;
            while (back.received < upTo && !back.ended) {
                Thread.yield();
            }
            return true;
        }

        /** From now on messages can be handed over, as by memory that the neighbour reads. */
        void beginHanding() {
            handing = true;
        }

        synchronized void close(boolean drop) {
            if (!closed) {
                closed = true;
                dropping = drop;
                line.add(END);
            }
        }

        /** Holds back what is sent from now on. */
        void hold() {
            gate = new CountDownLatch(1);
        }

        void release() {
            gate.countDown();
        }
    }

    Exchange child(Exchange parent) {
        String path = parent.nextChildPath();
        Exchange child = new Exchange();
        Lane[] both = new Lane[2];
        both[0] = new Lane(message -> receive(child, both[1], message), () -> {});
        both[1] = new Lane(message -> receive(parent, both[0], message), () -> parent.detach(path, false));
        both[0].back = both[1];
        both[1].back = both[0];
        child.becomeChild(path, both[1]);
        parent.attach(path, both[0]);
        lanes.addAll(List.of(both));
        parents.put(child, new Neighbours(parent, both[0], both[1]));
        return child;
    }

    /** What is handed over is a row of its own: the number of the object, and the item. */
    private static void receive(Exchange by, Road from, Object[] message) {
        if (message.length == 2) {
            by.receiveHanded(from, (long) message[0], message[1]);
        } else {
            by.receive(from, message);
        }
    }

    /** A road between two programs. */
    final class Border {

        private final Lane there;
        private final Lane back;

        private Border(Exchange here, Exchange other) {
            Lane[] both = new Lane[2];
            both[0] =
                    new Lane(message -> other.receive(both[1], message), () -> other.part(here.path(), both[1], false));
            both[1] =
                    new Lane(message -> here.receive(both[0], message), () -> here.part(other.path(), both[0], false));
            there = both[0];
            back = both[1];
            lanes.addAll(List.of(both));
            here.meet(other.path(), there);
            other.meet(here.path(), back);
        }

        void close() throws InterruptedException {
            there.close(false);
            back.close(false);
            there.thread.join();
            back.thread.join();
        }
    }

    Border join(Exchange here, Exchange other) {
        return new Border(here, other);
    }

    /** Whether so many questions wait in a realm, and not only have come: each is at the object that it is for. */
    boolean isAsked(Exchange realm, int questions) {
        return realm.visits().size() == questions
                && parents.entrySet().stream()
                        .allMatch(child -> (child.getKey() != realm
                                        || child.getValue().down.isAllReceived())
                                && (child.getValue().parent != realm
                                        || child.getValue().up.isAllReceived()));
    }

    /** What a child sends. */
    Lane up(Exchange child) {
        return parents.get(child).up;
    }

    /** What a child is sent. */
    Lane down(Exchange child) {
        return parents.get(child).down;
    }

    /** A realm dies, and those below it: what it has sent arrives. */
    void kill(Exchange realm) throws InterruptedException {
        kill(realm, false);
    }

    /** A realm dies, and those below it. */
    void kill(Exchange realm, boolean dropWhatItSent) throws InterruptedException {
        for (Map.Entry<Exchange, Neighbours> other : parents.entrySet()) {
            if (other.getValue().parent == realm) {
                kill(other.getKey(), dropWhatItSent);
            }
        }
        Neighbours neighbours = parents.remove(realm);
        neighbours.down.close(true);
        neighbours.up.close(dropWhatItSent);
        neighbours.up.release();
        neighbours.down.release();
        neighbours.up.thread.join();
    }

    /** Ends the roads: after each test. */
    void end() throws InterruptedException {
        for (Lane lane : lanes) {
            lane.close(true);
            lane.release();
            lane.thread.join();
        }
    }

    /** Makes a message of plain data bytes, and a message again. */
    static Object[] throughBytes(Object[] message) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            FrameWriter writer = new FrameWriter(bytes);
            writer.write(message);
            writer.flush();
            return new FrameReader(new ByteArrayInputStream(bytes.toByteArray()), Long.MAX_VALUE).read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Something that travels as a ticket. */
    record Mention(Exchange exchange, Travelling object) implements Portable {

        @Override
        public Object depart(Consumer<Ticket> tickets) {
            Ticket ticket = object.claim(exchange);
            tickets.accept(ticket);
            return new Mentioned(ticket);
        }
    }

    /** An end of a channel that travels as a ticket. */
    record End(Exchange exchange, Channel channel, Side side) implements Portable {

        @Override
        public Object depart(Consumer<Ticket> tickets) {
            Ticket ticket = channel.claim(side, exchange);
            tickets.accept(ticket);
            return new Mentioned(ticket);
        }
    }

    record Mentioned(Ticket ticket) implements Serializable {}

    static Ticket ticket(Object decoded) {
        return ((Mentioned) decoded).ticket;
    }

    /** Hands an object of one realm, its home, to another. */
    static <T extends Travelling> T hand(Kind<T> kind, T object, Exchange home, Exchange to) throws Exception {
        return kind.redeem(to, ticket(to.coder().decode(packed(home, new Mention(home, object)), null)), Realms::lost);
    }

    /** Hands an end of a channel of one realm, its home, to another. */
    static Channel hand(Channel channel, Side side, Exchange home, Exchange to) throws Exception {
        Encoded encoded = packed(home, new End(home, channel, side));
        return Channel.redeem(to, ticket(to.coder().decode(encoded, null)), IOException::new);
    }

    static Encoded packed(Exchange by, Object object) throws Exception {
        return (Encoded) throughBytes(new Object[] {by.coder().encode(object)})[0];
    }

    static Exception lost(String message) {
        return new Lost(message);
    }

    /** What is thrown when the home of an object is gone. */
    static final class Lost extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Lost(String message) {
            super(message);
        }
    }
}
