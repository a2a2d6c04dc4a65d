package io.github.multiprocessing4j;

import java.io.Serializable;

/**
 * Code without an argument and without a result.
 *
 * <p>It is {@link Serializable}, so that any lambda or method reference written where one is expected can travel to a
 * worker in another JVM, and it may throw anything: see {@link TaskException} for what becomes of a checked exception.
 *
 * @see Process
 */
@FunctionalInterface
public interface Action extends Serializable {

    /**
     * Runs the code.
     *
     * @throws Exception whatever the code throws
     */
    void run() throws Exception;
}
