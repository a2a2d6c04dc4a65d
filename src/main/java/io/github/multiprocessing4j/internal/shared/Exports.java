package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.wire.Ticket;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The objects of this realm that were handed out, by number. An object is kept for as long as there is a hold of
 * another realm, or a claim, wherever it is on its way; after that it lives as long as this realm has use for it.
 */
final class Exports {

    /** Lower numbers are for those that all know. */
    static final long FIRST = 1L << 32;

    /*
     * The way of a claim:
     *
     * issued -> held         redeemed by the realm that has decoded the handle
     * issued -> over         what carried it was thrown away, or its carrier is gone
     *
     * The carrier is the realm in which the bytes lie that mention the object: at first the one that has issued it, then
     * each to whose queue or pipe they come, so that they outlive the realm that has put them there.
     *
     * Bytes may be decoded more than once. All but the first find the claim over, and get a hold all the same if the
     * object is still there.
     *
     * The lock is a leaf; hosts are told after it has been released.
     */
    private final ReentrantLock lock = new ReentrantLock();

    /** Changed under the lock. */
    private final Map<Long, Entry> entries = new ConcurrentHashMap<>();

    /** One that was found: the next message is often for the same. Written by whoever finds another one. */
    private volatile Entry found;

    private final ReferenceQueue<Host> dropped = new ReferenceQueue<>();
    private long last = FIRST;

    private record Claim(String issuer, long number) {}

    private static final class Entry extends WeakReference<Host> {

        private final long number;
        private final Map<Claim, String> carriers = new HashMap<>(2);
        private final Map<String, Integer> holds = new HashMap<>(2);

        /** The host while there is a claim or a hold, so that it is kept; else null. */
        private Host kept;

        Entry(Host host, long number, ReferenceQueue<Host> dropped) {
            super(host, dropped);
            this.number = number;
        }

        void keepIfNeeded(Host host) {
            kept = carriers.isEmpty() && holds.isEmpty() ? null : host;
        }
    }

    /** A new object; gives its number. */
    long register(Host host) {
        lock.lock();
        try {
            for (Entry gone = (Entry) dropped.poll(); gone != null; gone = (Entry) dropped.poll()) {
                entries.remove(gone.number);
            }
            last++;
            entries.put(last, new Entry(host, last, dropped));
            return last;
        } finally {
            lock.unlock();
        }
    }

    /** The host of a number; null if there is none any more. */
    Host find(long number) {
        Entry entry = found;
        if (entry == null || entry.number != number) {
            entry = entries.get(number);
            found = entry;
        }
        return entry == null ? null : entry.get();
    }

    /** There is a claim, or it has another carrier. */
    void claim(Ticket ticket, String carrier) {
        change(ticket.object(), entry -> {
            Claim claim = new Claim(ticket.issuer(), ticket.number());
            return entry.carriers.put(claim, carrier) == null ? 1 : 0;
        });
    }

    /** A claim that was not redeemed yet has another carrier; one that was stays over. */
    void move(Ticket ticket, String carrier) {
        change(ticket.object(), entry -> {
            entry.carriers.replace(new Claim(ticket.issuer(), ticket.number()), carrier);
            return 0;
        });
    }

    /** A claim becomes a hold. */
    void redeem(Ticket ticket, String holder) {
        change(ticket.object(), entry -> {
            entry.holds.merge(holder, 1, Integer::sum);
            return entry.carriers.remove(new Claim(ticket.issuer(), ticket.number())) == null ? 1 : 0;
        });
    }

    /** A realm holds an object that it has not got by a claim. */
    void hold(Host host, String holder) {
        change(host.number(), entry -> {
            entry.holds.merge(holder, 1, Integer::sum);
            return 1;
        });
    }

    /** A claim is over. */
    void giveUp(Ticket ticket) {
        change(
                ticket.object(),
                entry -> entry.carriers.remove(new Claim(ticket.issuer(), ticket.number())) == null ? 0 : -1);
    }

    /** A hold is over. */
    void letGo(long number, String holder) {
        change(number, entry -> {
            Integer holds = entry.holds.get(holder);
            if (holds == null) {
                return 0;
            }
            if (holds == 1) {
                entry.holds.remove(holder);
            } else {
                entry.holds.put(holder, holds - 1);
            }
            return -1;
        });
    }

    /** Does something with an entry; says by how many there are more claims and holds. */
    private interface Change {

        int to(Entry entry);
    }

    private void change(long number, Change change) {
        Host host;
        int more;
        lock.lock();
        try {
            Entry entry = entries.get(number);
            host = entry == null ? null : entry.get();
            if (host == null) {
                return;
            }
            more = change.to(entry);
            entry.keepIfNeeded(host);
        } finally {
            lock.unlock();
        }
        tell(host, more);
    }

    private static void tell(Host host, int more) {
        for (int i = 0; i < more; i++) {
            host.opened();
        }
        for (int i = 0; i < -more; i++) {
            host.closed();
        }
    }

    /** Realms are gone, with their holds and the claims that they carried. */
    void forget(Departed gone) {
        List<Host> hosts = new ArrayList<>();
        List<Integer> less = new ArrayList<>();
        lock.lock();
        try {
            for (Entry entry : entries.values()) {
                Host host = entry.get();
                if (host != null) {
                    hosts.add(host);
                    less.add(-remove(entry, gone));
                    entry.keepIfNeeded(host);
                }
            }
        } finally {
            lock.unlock();
        }
        hosts.forEach(host -> host.bereave(gone));
        for (int i = 0; i < hosts.size(); i++) {
            tell(hosts.get(i), less.get(i));
        }
    }

    private static int remove(Entry entry, Predicate<String> gone) {
        int before = entry.carriers.size();
        entry.carriers.values().removeIf(gone);
        int removed = before - entry.carriers.size();
        for (Iterator<Map.Entry<String, Integer>> holds = entry.holds.entrySet().iterator(); holds.hasNext(); ) {
            Map.Entry<String, Integer> hold = holds.next();
            if (gone.test(hold.getKey())) {
                removed += hold.getValue();
                holds.remove();
            }
        }
        return removed;
    }

    /** The objects of which there is a claim or a hold. */
    List<Host> kept() {
        lock.lock();
        try {
            List<Host> kept = new ArrayList<>();
            entries.values()
                    .forEach(entry -> kept.addAll(entry.kept == null ? Collections.emptyList() : List.of(entry.kept)));
            return kept;
        } finally {
            lock.unlock();
        }
    }
}
