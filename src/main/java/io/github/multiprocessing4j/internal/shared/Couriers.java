package io.github.multiprocessing4j.internal.shared;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The neighbours who hand over what is for a shared object, and do not wait until it has come: it has to be here, all
 * the same, as soon as somebody looks who may know of it. So whoever finds nothing hears the couriers first.
 */
final class Couriers {

    private final List<Courier> all = new CopyOnWriteArrayList<>();

    /** The one that was noted last; null for none. Written by those who receive messages. */
    private volatile Courier last;

    private record Courier(Exchange exchange, String realm) {

        /** Null when the neighbour is gone: then all has been received. */
        private Road road() {
            return exchange.neighbour(realm);
        }

        boolean isHeard() {
            Road road = road();
            return road == null || road.isCaughtUp();
        }

        void hear() {
            Road road = road();
            if (road != null) {
                road.catchUp();
            }
        }
    }

    /** A neighbour has handed something over. */
    void note(Exchange exchange, String realm) {
        Courier known = last;
        if (known == null || !known.realm.equals(realm)) {
            known = new Courier(exchange, realm);
            if (!all.contains(known)) {
                all.removeIf(courier -> courier.road() == null);
                all.add(known);
            }
            last = known;
        }
    }

    /**
     * Whether all has been received that was handed over.
     *
     * @param asker whose things need not be looked for, as he has handed them over before he asked
     */
    private boolean areHeard(String asker) {
        for (Courier courier : all) {
            if (!courier.realm.equals(asker) && !courier.isHeard()) {
                return false;
            }
        }
        return true;
    }

    /** Answers another realm when all has been received that was handed over so far. Never blocks. */
    void whenHeard(Exchange exchange, String asker, Runnable answer) {
        if (areHeard(asker)) {
            answer.run();
        } else {
            exchange.execute(() -> {
                hear(asker);
                answer.run();
            });
        }
    }

    /**
     * Waits until all has been received that was handed over so far: see {@link Road#catchUp}.
     *
     * @param asker whose things need not be looked for; null for nobody
     */
    void hear(String asker) {
        for (Courier courier : all) {
            if (!courier.realm.equals(asker)) {
                courier.hear();
            }
        }
    }
}
