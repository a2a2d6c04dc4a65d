package io.github.multiprocessing4j.internal.shared;

import java.util.concurrent.locks.ReentrantLock;

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

    /** Drops a question, of a stranger who is gone, with what he would have got. */
    void drop(Reply<?> reply) {
        withdraw(reply);
    }

    /** Takes from strangers what they own: their realms are gone. */
    void bereave(Departed gone) {}
}
