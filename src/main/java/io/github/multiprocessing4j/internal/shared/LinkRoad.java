package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.wire.Link;
import java.util.function.BooleanSupplier;

/**
 * A link that is a road.
 *
 * @param kind the first value of those of its messages that are for exchanges; the message itself is the second
 */
public record LinkRoad(Link link, int kind) implements Road {

    @Override
    public boolean send(Object[] message) {
        return link.send(kind, message);
    }

    @Override
    public boolean ask(Object[] message, BooleanSupplier done) {
        return link.ask(done, kind, message);
    }

    @Override
    public boolean hand(Object[] message) {
        return link.hand(kind, message);
    }

    @Override
    public boolean isCaughtUp() {
        return link.isCaughtUp();
    }

    @Override
    public void catchUp() {
        link.catchUp();
    }

    @Override
    public void attend(BooleanSupplier done) {
        link.attend(done);
    }
}
