package io.github.multiprocessing4j.internal.shared;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The state of one shared object, in the JVM that made it.
 *
 * <p>Operations never block: what cannot be answered at once takes a {@link Reply}, which the core keeps and completes
 * later, on the thread of whoever makes the answer possible. Blocking happens at the edge alone, in
 * {@link ThreadReply}; so the same core serves a thread of this JVM and, through its link, a caller in another one.
 *
 * <p>Everything that decides who gets what is done under {@link #lock}, and no code of a user runs under it. Whoever
 * holds a core's lock takes no other lock of the library, but for what sending a message takes.
 */
public abstract class Core implements Shared {

    /** Guards the state and the lists of waiting replies of the object. */
    protected final ReentrantLock lock = new ReentrantLock();

    /** Who of another realm was the last to ask; null for nobody. Written by those who receive messages. */
    private volatile Visitor lastVisitor;

    private record Visitor(Exchange exchange, String realm) {

        void attend(BooleanSupplier done) {
            exchange.attend(realm, done);
        }
    }

    final void noteVisitor(Exchange exchange, String realm) {
        Visitor last = lastVisitor;
        if (last == null || !last.realm.equals(realm)) {
            lastVisitor = new Visitor(exchange, realm);
        }
    }

    @Override
    public final void attend(BooleanSupplier done) {
        Visitor last = lastVisitor; // what is waited for may come from anybody, but from him with some likelihood
        if (last != null) {
            last.attend(done);
        }
    }

    /** Drops a question, of a stranger who is gone, with what he would have got. */
    void drop(Reply<?> reply) {
        withdraw(reply);
    }

    /** Takes from strangers what they own: their realms are gone. */
    void bereave(Departed gone) {}
}
