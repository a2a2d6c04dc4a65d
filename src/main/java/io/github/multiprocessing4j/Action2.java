package io.github.multiprocessing4j;

import java.io.Serializable;

/**
 * Code of two arguments that gives no result.
 *
 * <p>It is {@link Serializable}, so that any lambda or method reference written where one is expected can travel to a
 * worker in another JVM, and it may throw anything: see {@link TaskException} for what becomes of a checked exception.
 *
 * @param <A> the type of the first argument
 * @param <B> the type of the second argument
 */
@FunctionalInterface
public interface Action2<A, B> extends Serializable {

    /**
     * Runs the code.
     *
     * @param a the first argument
     * @param b the second argument
     * @throws Exception whatever the code throws
     */
    void run(A a, B b) throws Exception;
}
