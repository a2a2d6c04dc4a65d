package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.wire.Encoded;

/** What is called, for a room above, when another realm calls a method of an object that lives here. */
@FunctionalInterface
public interface Callee {

    /**
     * Calls a method. Runs code of the user, on a thread that may wait; it is interrupted when nobody waits for the
     * answer any more.
     *
     * @param from the path of the realm that calls
     * @param method which method, in the words of the room above
     * @param arguments are its own from now on
     * @return plain data, which says also what has gone wrong
     */
    Object[] called(String from, String method, Encoded arguments);
}
