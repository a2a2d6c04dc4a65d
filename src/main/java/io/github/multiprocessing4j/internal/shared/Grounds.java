package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.memory.MemoryPlace;
import io.github.multiprocessing4j.internal.memory.Pages;
import io.github.multiprocessing4j.internal.memory.Piece;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The memory that this realm shares with others: its own, in which objects of its own keep their state so that others
 * can use them without asking; and that of others.
 */
final class Grounds {

    /*
     * What lies in memory of a home is taken from a realm that has died, and given to others. So a realm must not use
     * it that may not be dead yet when the home is told so. Who is told by the one who has reaped it can be sure, which
     * is the parent of the realm; those below the realm end by themselves, a moment later. So memory is shared with
     * the children of this realm, its brothers and its uncles. Not with those above, who shall not depend on memory of
     * those below, which may be cut short. All others ask.
     */
    private final Exchange exchange;

    /** Guards what follows. A leaf. */
    private final ReentrantLock lock = new ReentrantLock();

    /** By seat: the first is that of this realm. A seat is never given to another one: words may name it still. */
    private final List<String> seated = new ArrayList<>();

    private final Map<String, Integer> seats = new HashMap<>();

    /** What this realm uses of others, by their paths. */
    private final Map<String, Tenancy> tenancies = new ConcurrentHashMap<>();

    Grounds(Exchange exchange) {
        this.exchange = exchange;
        seated.add(null);
    }

    // Memory of this realm

    /** Whether a realm may use the memory of another one. */
    static boolean isShared(String home, String user) {
        int end = user.lastIndexOf('/');
        return end >= 0
                && Neighbours.isWithin(home, user.substring(0, end))
                && !Neighbours.isWithin(home, user)
                && MemoryPlace.isWanted();
    }

    /**
     * Takes a piece. Does file work.
     *
     * @return null if there is none
     */
    Piece take(int bytes) {
        try {
            return Realm.here().resident(Pages.class, Pages::new).take(bytes);
        } catch (IOException noRoom) {
            return null; // then the object is used by messages
        }
    }

    /** The seat of a realm, which may be a new one; -1 if there are no more. */
    int seat(String realm) {
        lock.lock();
        try {
            Integer known = seats.get(realm);
            if (known != null) {
                return known;
            }
            int next = seated.size();
            if (next > MutexWord.LAST_SEAT) {
                return -1;
            }
            seated.add(realm);
            seats.put(realm, next);
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** The seat of a realm; 0 for this one, and -1 for one that has none. */
    int seatOf(String realm) {
        if (realm.equals(exchange.path())) {
            return 0;
        }
        lock.lock();
        try {
            return seats.getOrDefault(realm, -1);
        } finally {
            lock.unlock();
        }
    }

    /** The realm of a seat; null if there is none. */
    String realmOf(int seat) {
        if (seat == 0) {
            return exchange.path();
        }
        lock.lock();
        try {
            return seat < seated.size() ? seated.get(seat) : null;
        } finally {
            lock.unlock();
        }
    }

    // Memory of others

    /**
     * The use of another realm's memory. To be had before that is asked for anything, so that its end is not missed.
     */
    Tenancy tenancy(String home) {
        return tenancies.computeIfAbsent(home, key -> new Tenancy());
    }

    /** Realms are gone. */
    void forget(Predicate<String> gone) {
        tenancies.forEach((home, tenancy) -> {
            if (gone.test(home)) {
                tenancies.remove(home);
                tenancy.end();
            }
        });
    }
}
