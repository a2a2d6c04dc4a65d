package io.github.multiprocessing4j.internal.shared;

import java.util.concurrent.locks.ReentrantLock;

/**
 * The state of one shared object, in the JVM that made it.
 *
 * <p>Operations never block: what cannot be answered at once takes a {@link Reply}, which the core keeps and completes
 * later, on the thread of whoever makes the answer possible. Blocking happens at the edge alone, in
 * {@link ThreadReply}; so the same core serves a thread of this JVM and, through its link, a caller in another one.
 *
 * <p>Everything that decides who gets what is done under {@link #lock}, and no code of a user runs under it. A core's
 * lock is a leaf: whoever holds one takes no other lock of the library.
 */
public abstract class Core {

    /** Guards the state and the lists of waiting replies of the object. */
    protected final ReentrantLock lock = new ReentrantLock();

    /**
     * Takes a question back.
     *
     * @return true if {@code reply} was waiting here and now never will be answered; false if it has been answered: the
     *     asker then owns that answer and has to use it
     */
    public abstract boolean withdraw(Reply<?> reply);
}
