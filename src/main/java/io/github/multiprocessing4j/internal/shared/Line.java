package io.github.multiprocessing4j.internal.shared;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

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

    /** How many wait. */
    int size() {
        return places.size();
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    /** The one who has waited longest, and stays in the line; null if nobody waits. */
    W peek() {
        return places.isEmpty() ? null : places.values().iterator().next();
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

    /** Takes out all of a kind, and gives them in order. */
    List<W> removeAll(Predicate<? super W> kind) {
        List<W> removed = new ArrayList<>();
        places.values().removeIf(waiter -> kind.test(waiter) && removed.add(waiter));
        return removed;
    }
}
