package io.github.multiprocessing4j;

import java.io.Serializable;

/**
 * A function of one argument.
 *
 * <p>It is {@link Serializable}, so that any lambda or method reference written where one is expected can travel to a
 * worker in another JVM, and it may throw anything: see {@link TaskException} for what becomes of a checked exception.
 *
 * @param <A> the type of the argument
 * @param <R> the type of the result
 */
@FunctionalInterface
public interface Fn<A, R> extends Serializable {

    /**
     * Applies the function.
     *
     * @param a the argument
     * @return the result, which may be {@code null}
     * @throws Exception whatever the code throws
     */
    R apply(A a) throws Exception;
}
