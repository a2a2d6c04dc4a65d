package io.github.multiprocessing4j.internal.shared;

/** The way to a neighbour: to the JVM that has started this one, or to one that this one has started. */
@FunctionalInterface
public interface Road {

    /**
     * Sends a message of plain data, which is not changed afterwards. Messages arrive in the order in which they were
     * sent. Called under locks: never blocks, and asks for nothing in its turn.
     *
     * @return false if it will not arrive, because the neighbour is gone
     */
    boolean send(Object[] message);
}
