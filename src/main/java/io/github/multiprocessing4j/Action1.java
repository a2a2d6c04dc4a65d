package io.github.multiprocessing4j;

import java.io.Serializable;

/**
 * Code of one argument that gives no result.
 *
 * <p>It is {@link Serializable}, so that any lambda or method reference written where one is expected can travel to a
 * worker in another JVM, and it may throw anything: see {@link TaskException} for what becomes of a checked exception.
 *
 * @param <A> the type of the argument
 */
@FunctionalInterface
public interface Action1<A> extends Serializable {

    /**
     * Runs the code.
     *
     * @param a the argument
     * @throws Exception whatever the code throws
     */
    void run(A a) throws Exception;
}
