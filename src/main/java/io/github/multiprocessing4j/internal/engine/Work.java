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

    /**
     * What a worker in another JVM runs in its place.
     *
     * <p>Asked for before it is written, where {@code writeReplace} is asked while: so that the whole may be written in
     * a form that is quicker to read than that of Java serialization, which takes a new JVM some 20 ms to get ready.
     */
    default Work elsewhere() {
        return this;
    }
}
