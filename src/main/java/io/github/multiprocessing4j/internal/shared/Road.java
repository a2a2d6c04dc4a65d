package io.github.multiprocessing4j.internal.shared;

/** The way to a neighbour. */
@FunctionalInterface
public interface Road {

    /** Sends. */
    boolean send(Object[] message);
}
