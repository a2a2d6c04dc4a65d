package io.github.multiprocessing4j.internal.shared;

import java.util.function.BooleanSupplier;

/**
 * A shared object, wherever it lives: in this JVM, and then it is a {@link Core}; or in another one, and then it is a
 * stand-in that asks there.
 *
 * <p>There is an interface for each kind. Operations that take a {@link Reply} never wait. The others do not wait
 * either where the object lives, and for the way there and back elsewhere: they leave an interrupt alone.
 */
public interface Shared {

    /**
     * Takes a question back.
     *
     * @return true if {@code reply} was waiting here and now never will be answered; false if it has been answered, or
     *     is about to be: the asker then owns that answer and has to use it
     */
    boolean withdraw(Reply<?> reply);

    /**
     * Looks, for a moment, for what other realms have to say that use this object: see {@link Road#attend}.
     *
     * @param done what is waited for
     */
    default void attend(BooleanSupplier done) {}
}
