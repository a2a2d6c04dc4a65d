package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.wire.Link;
import java.util.function.BooleanSupplier;

/**
 * A link that is a road.
 *
 * @param kind the first value of those of its messages that are for exchanges; the message itself is the second
 * @param handed the first value of those that hand something over: the number of the object that it is for, and the
 *     item, are the others
 */
public record LinkRoad(Link link, int kind, int handed) implements Road {

    /** The kind of no message. */
    private static final int NONE = -1;

    /** A link by which nothing is handed over. */
    LinkRoad(Link link, int kind) {
        this(link, kind, NONE);
    }

    /** Gives a message of the link to an exchange if it is for one; says whether it was. */
    public boolean receive(Exchange exchange, Object[] message) {
        int first = (int) message[0];
        if (first == handed) {
            exchange.receiveHanded(this, (long) message[1], message[2]);
            return true;
        }
        if (first == kind) {
            exchange.receive(this, (Object[]) message[1]);
            return true;
        }
        return false;
    }

    @Override
    public boolean send(Object[] message) {
        return link.send(kind, message);
    }

    @Override
    public boolean sendLeisurely(Object[] message) {
        return link.sendLeisurely(kind, message);
    }

    @Override
    public boolean ask(Object[] message, BooleanSupplier done) {
        if (!link.sendQuietly(kind, message)) {
            return false;
        }
        if (Headroom.isEnough()) { // found out while the neighbour is at work
            link.attend(done);
        } else {
            link.nudge();
        }
        return true;
    }

    @Override
    public boolean hand(Object[] message) {
        return link.hand(kind, message);
    }

    @Override
    public boolean hand(long object, Object item) {
        return handed != NONE && link.hand(handed, object, item);
    }

    @Override
    public boolean awaitRoom() {
        return link.awaitRoom();
    }

    @Override
    public boolean isCaughtUp() {
        return link.isCaughtUp();
    }

    @Override
    public boolean catchUp() {
        return Headroom.isEnough() ? link.catchUp() : link.awaitCaughtUp();
    }

    @Override
    public boolean hasHeardAll() {
        return link.hasReceivedAll();
    }

    @Override
    public void attend(BooleanSupplier done) {
        link.attendToStream(done);
    }
}
