package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.wire.Encoded;
import java.util.function.Supplier;

/** What is called, for a room above, when another realm calls a method of an object that lives here. */
@FunctionalInterface
public interface Callee {

    /**
     * A call that was made.
     *
     * @param answer what {@link Callee#called} would have given; null if it takes code of the user, or some time, to
     *     write it
     * @param writing writes it then, on a thread that may wait
     */
    record Made(Object[] answer, Supplier<Object[]> writing) {}

    /**
     * Calls a method on the spot, if it is known that this takes but a moment, and needs nobody else: neither code of
     * the user nor whoever is at the object just now. On a thread that receives messages.
     *
     * @param method which method, in the words of the room above
     * @param arguments stay those of the caller if nothing was done
     * @return null if nothing was done: then it is to be {@linkplain #called called}
     */
    default Made calledPromptly(String method, Encoded arguments) {
        return null;
    }

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
