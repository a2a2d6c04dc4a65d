package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Operations.AWAIT_BREAK;
import static io.github.multiprocessing4j.internal.shared.Operations.AWAIT_NEWS;
import static io.github.multiprocessing4j.internal.shared.Operations.CLOSE;
import static io.github.multiprocessing4j.internal.shared.Operations.HAS_NEWS;
import static io.github.multiprocessing4j.internal.shared.Operations.IS_READY;
import static io.github.multiprocessing4j.internal.shared.Operations.RECEIVE;
import static io.github.multiprocessing4j.internal.shared.Operations.SEND;
import static io.github.multiprocessing4j.internal.shared.Operations.SEND_AHEAD;

import io.github.multiprocessing4j.internal.wire.Encoded;
import java.io.IOException;

/** Answers for an end of a channel. Each claim to it is a copy of the end, and so is each hold. */
final class EndHost extends Host {

    private final ChannelCore channel;
    private final Side side;

    EndHost(Exchange exchange, ChannelCore channel, Side side) {
        super(exchange, channel);
        this.channel = channel;
        this.side = side;
    }

    /** Another copy of the end, in this realm. */
    Channel copy() {
        channel.opened(side);
        return BufferedChannel.copyOf(channel, side);
    }

    Side side() {
        return side;
    }

    @Override
    void asked(Visit visit) {
        switch (visit.operation()) {
            case SEND -> {
                Object message = visit.argument(1);
                channel.couriers().note(exchange(), visit.from()); // the next ones will be handed over
                channel.send(message, visit.stranger(0), visit.as(done -> accept(message)));
            }
            case SEND_AHEAD -> sendAhead(visit.from(), visit.argument(1), visit.stranger(0), visit.plain());
            case AWAIT_BREAK -> channel.awaitBreak(visit.stranger(0), visit.plain());
            case RECEIVE ->
                channel.receive(
                        Channel.Wanted.values()[(int) visit.argument(1)], visit.stranger(0), visit.item(channel));
            case AWAIT_NEWS -> channel.poll(visit.stranger(0), visit.plain());
            case HAS_NEWS -> whenHeard(visit, () -> hasNews(visit));
            case IS_READY -> whenHeard(visit, () -> visit.complete(channel.isReady()));
            case CLOSE -> {
                channel.opened(side); // the hold that ends with it is counted, too
                channel.closeCopy(side, visit.stranger(0));
                exchange().exports().letGo(number(), visit.from());
                visit.complete(null);
            }
            default -> throw visit.unknown();
        }
    }

    @Override
    void handed(String realm, Object message) {
        sendAhead(realm, message, null, null);
    }

    private void sendAhead(String realm, Object message, Object copy, Reply<Object> reply) {
        channel.couriers().note(exchange(), realm);
        if (channel.sendAhead(message, copy, reply)) {
            adopt(message);
        } else {
            exchange().discardAll(message);
        }
    }

    private void whenHeard(Visit visit, Runnable answer) {
        channel.couriers().whenHeard(exchange(), visit.from(), answer);
    }

    /** A message is in; says of how many others one asks: see {@link SendingAhead}. */
    private Object accept(Object message) {
        adopt(message);
        return channel.window();
    }

    private void adopt(Object message) {
        if (message instanceof Encoded encoded) {
            exchange().adopt(encoded);
        }
    }

    private void hasNews(Visit visit) {
        try {
            visit.complete(channel.tryPoll());
        } catch (IOException closed) {
            visit.fail(closed);
        }
    }

    @Override
    void opened() {
        channel.opened(side);
    }

    @Override
    void closed() {
        channel.closed(side);
    }
}
