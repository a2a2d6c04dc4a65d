package io.github.multiprocessing4j;

import java.io.Serializable;

/**
 * Code of three arguments that gives no result.
 *
 * <p>It is {@link Serializable}, so that any lambda or method reference written where one is expected can travel to a
 * worker in another JVM, and it may throw anything: see {@link TaskException} for what becomes of a checked exception.
 *
 * @param <A> the type of the first argument
 * @param <B> the type of the second argument
 * @param <C> the type of the third argument
 */
@FunctionalInterface
public interface Action3<A, B, C> extends Serializable {

    /**
     * Runs the code.
     *
     * @param a the first argument
     * @param b the second argument
     * @param c the third argument
     * @throws Exception whatever the code throws
     */
    void run(A a, B b, C c) throws Exception;
}
