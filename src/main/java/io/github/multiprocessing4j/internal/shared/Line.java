package io.github.multiprocessing4j.internal.shared;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Those who wait at a core, in order of arrival. Whoever gives up leaves from any place in the line in constant time.
 *
 * <p>Guarded by the core's lock.
 *
 * @param <W> what the core notes about each of them
 */
final class Line<W> {

    // Replies do not define equality, so each is a key of its own.
    private final Map<Reply<?>, W> places = new LinkedHashMap<>();

    void add(Reply<?> reply, W waiter) {
        places.put(reply, waiter);
    }

    /** Takes out the one who has waited longest; null if nobody waits. */
    W poll() {
        if (places.isEmpty()) {
            return null;
        }
        Iterator<W> first = places.values().iterator();
        W waiter = first.next();
        first.remove();
        return waiter;
    }

    /** Takes out the one who waits with {@code reply}; null if it does not wait here. */
    W remove(Reply<?> reply) {
        return places.remove(reply);
    }
}
