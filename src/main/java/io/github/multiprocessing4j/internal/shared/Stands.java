package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.wire.Ticket;
import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The stand-ins of this realm for objects of others: one for each object, with one hold, which is over when nobody here
 * refers to the stand-in any more.
 */
final class Stands {

    private final Exchange exchange;
    private final Cleaner cleaner;

    /** Guards the map. A leaf: but for sending, nothing is called under it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<Key, WeakReference<Object>> stands = new HashMap<>();

    private record Key(String home, long object) {}

    Stands(Exchange exchange, Cleaner cleaner) {
        this.exchange = exchange;
        this.cleaner = cleaner;
    }

    /**
     * The stand-in for what a ticket claims; the claim is over.
     *
     * @param make makes one
     */
    <T> T redeem(Ticket ticket, Class<T> kind, Loss loss, Function<Far, ? extends T> make) {
        Key key = new Key(ticket.home(), ticket.object());
        lock.lock();
        try {
            WeakReference<Object> known = stands.get(key);
            Object stand = known == null ? null : known.get();
            if (stand != null) {
                exchange.send(Messages.ofClaim(Messages.GIVE_UP, exchange.path(), ticket));
                return kind.cast(stand);
            }
            exchange.send(Messages.ofClaim(Messages.REDEEM, exchange.path(), ticket));
            return add(key, new Far(exchange, ticket.home(), ticket.object(), loss), make);
        } finally {
            lock.unlock();
        }
    }

    private <T> T add(Key key, Far far, Function<Far, ? extends T> make) {
        T made = make.apply(far);
        WeakReference<Object> ref = new WeakReference<>(made);
        stands.put(key, ref);
        cleaner.register(made, () -> dropped(key, ref, far));
        return made;
    }

    /** The hold of a stand-in that nobody refers to; another one may have taken its place, with a hold of its own. */
    private void dropped(Key key, WeakReference<Object> ref, Far far) {
        lock.lock();
        try {
            stands.remove(key, ref);
        } finally {
            lock.unlock();
        }
        far.letGo();
    }

    /** The stand-in for an object that this realm holds already. */
    <T> T held(String home, long object, Loss loss, Function<Far, ? extends T> make) {
        lock.lock();
        try {
            return add(new Key(home, object), new Far(exchange, home, object, loss), make);
        } finally {
            lock.unlock();
        }
    }

    /** How many there are, or were a moment ago. */
    int size() {
        lock.lock();
        try {
            return stands.size();
        } finally {
            lock.unlock();
        }
    }
}
