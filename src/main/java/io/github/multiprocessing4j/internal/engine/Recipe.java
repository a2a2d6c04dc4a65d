package io.github.multiprocessing4j.internal.engine;

import java.io.Serializable;

/**
 * What a worker does with the own part of each of many jobs. Serializable, because the worker may be in another JVM.
 */
@FunctionalInterface
public interface Recipe extends Serializable {

    /**
     * Does it once, on the worker.
     *
     * @param own what is the job's own
     * @param seat the worker it runs on
     * @return the result, which may be null
     * @throws Throwable whatever the user's code throws
     */
    Object run(Object own, Seat seat) throws Throwable;
}
