package io.github.multiprocessing4j;

import java.io.Serializable;

/**
 * Code without an argument that gives a result.
 *
 * <p>It is {@link Serializable}, so that any lambda or method reference written where one is expected can travel to a
 * worker in another JVM, and it may throw anything: see {@link TaskException} for what becomes of a checked exception.
 *
 * @param <R> the type of the result
 */
@FunctionalInterface
public interface Task<R> extends Serializable {

    /**
     * Runs the code.
     *
     * @return the result, which may be {@code null}
     * @throws Exception whatever the code throws
     */
    R call() throws Exception;
}
