package io.github.multiprocessing4j.internal.engine;

import java.io.Serializable;

/** What a worker runs. Serializable, because the worker may be in another JVM. */
@FunctionalInterface
public interface Work extends Serializable {

    /**
     * Runs the work, on the worker.
     *
     * @param seat the worker it runs on
     * @return the result, which may be null
     * @throws Throwable whatever the user's code throws
     */
    Object run(Seat seat) throws Throwable;
}
