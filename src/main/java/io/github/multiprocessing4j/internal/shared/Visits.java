package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.wire.Encoded;
import io.github.multiprocessing4j.internal.wire.EncodingFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** What other realms have asked here: what is not answered yet, and which items they have not got yet. */
final class Visits {

    /*
     * The way of an item to another realm:
     *
     * taken from its core -> delivered    deliver; if need be it is encoded first, on a thread of the exchange
     * delivered -> got                    acknowledge: the exchange of the other realm has it
     * delivered -> put back               putBack: it certainly never got there, as the road refused it or it came back
     * delivered -> lost                   forget: the other realm is gone and has not said that it got it. It may have
     *                                     worked with the item, so that putting it back could do things twice.
     *
     * Taking it out of the map decides which.
     */
    private final Exchange exchange;
    private final Map<Key, Visit> open = new ConcurrentHashMap<>();
    private final Map<Key, Delivery> delivered = new ConcurrentHashMap<>();

    private record Key(String from, long number) {}

    /** An item on its way: as it was in its source, and as it was sent. */
    private record Delivery(Source source, Object item, Object sent) {}

    Visits(Exchange exchange) {
        this.exchange = exchange;
    }

    /** Brings a question to the object that it is for. */
    void receive(String from, long number, long object, int operation, Object[] arguments) {
        if (operation == Operations.WITHDRAW) {
            exchange.send(Messages.answer(from, exchange.path(), number, withdraw(from, (long) arguments[0])));
            return;
        }
        Host host = exchange.exports().find(object);
        Visit visit = new Visit(this, from, number, host, operation, arguments);
        if (host == null) {
            fail(visit, new IllegalStateException("there is no shared object " + object + " in " + exchange.path()));
            return;
        }
        host.noteVisitor(from);
        if (number != Messages.NO_ANSWER) {
            open.put(new Key(from, number), visit);
        }
        try {
            host.asked(visit);
        } catch (RuntimeException failure) {
            fail(visit, failure);
        }
    }

    private boolean withdraw(String from, long number) {
        Key key = new Key(from, number);
        Visit visit = open.get(key);
        if (visit == null || !visit.host().withdraw(visit)) {
            return false;
        }
        open.remove(key);
        return true;
    }

    private static Key keyOf(Visit visit) {
        return new Key(visit.from(), visit.number());
    }

    void answer(Visit visit, Object answer) {
        close(visit, Messages.answer(visit.from(), exchange.path(), visit.number(), answer));
    }

    void fail(Visit visit, Exception failure) {
        close(visit, Messages.failure(visit.from(), exchange.path(), visit.number(), failure));
    }

    /** Says why there is no item, where one was on its way. */
    void refuse(Visit visit, Exception failure) {
        exchange.send(Messages.failure(visit.from(), exchange.path(), visit.number(), failure));
    }

    private void close(Visit visit, Object[] message) {
        if (visit.number() != Messages.NO_ANSWER) {
            open.remove(keyOf(visit));
            exchange.send(message);
        }
    }

    /** Gives an item away. Called under the lock of its source. */
    void deliver(Visit visit, Object item, Source source) {
        open.remove(keyOf(visit));
        if (item instanceof Encoded || item instanceof byte[] || item instanceof Object[]) {
            send(visit, new Delivery(source, item, item));
        } else {
            exchange.execute(() -> encode(visit, item, source));
        }
    }

    private void encode(Visit visit, Object item, Source source) {
        Object sent;
        try {
            sent = exchange.coder().encode(item);
        } catch (EncodingFailure failure) {
            exchange.send(Messages.answer(visit.from(), exchange.path(), visit.number(), Items.write(failure)));
            return;
        }
        send(visit, new Delivery(source, item, sent));
    }

    private void send(Visit visit, Delivery delivery) {
        Key key = keyOf(visit);
        delivered.put(key, delivery);
        Object[] row = Items.write(delivery.sent);
        if (!exchange.send(Messages.item(visit.from(), exchange.path(), visit.number(), row))) {
            putBack(key);
        }
    }

    /** An item has arrived. */
    void acknowledge(String from, long number) {
        delivered.remove(new Key(from, number));
    }

    /** An item has come back. */
    void returned(String from, long number) {
        putBack(new Key(from, number));
    }

    /** On a thread of the exchange: the caller may hold the lock of the source. */
    private void putBack(Key key) {
        Delivery delivery = delivered.remove(key);
        if (delivery != null) {
            exchange.execute(() -> {
                if (delivery.sent != delivery.item) {
                    exchange.discard((Encoded) delivery.sent);
                }
                delivery.source.putBack(delivery.item);
            });
        }
    }

    /** Realms are gone: nobody is there to be answered. */
    void forget(Predicate<String> gone) {
        for (Map.Entry<Key, Visit> entry : List.copyOf(open.entrySet())) {
            if (gone.test(entry.getKey().from) && open.remove(entry.getKey()) != null) {
                entry.getValue().host().drop(entry.getValue());
            }
        }
        for (Key key : new ArrayList<>(delivered.keySet())) {
            Delivery delivery = gone.test(key.from) ? delivered.remove(key) : null;
            if (delivery != null) {
                exchange.discardAll(delivery.sent);
                if (delivery.source.isMissed()) {
                    exchange.noteLostItem(key.from);
                }
            }
        }
    }

    /** How many questions wait, and items are on their way. */
    int size() {
        return open.size() + delivered.size();
    }
}
