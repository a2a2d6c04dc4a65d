package io.github.multiprocessing4j.internal.shared;

/** Makes what an operation throws whose object is gone with its realm: each room has its own. */
@FunctionalInterface
public interface Loss {

    /**
     * Makes a failure for one reply.
     *
     * @param message what happened
     */
    Exception failure(String message);
}
