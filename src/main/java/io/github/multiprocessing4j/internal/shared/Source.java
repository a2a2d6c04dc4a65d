package io.github.multiprocessing4j.internal.shared;

/** Where an item came from that was to be given to another realm. */
interface Source {

    /** Takes an item back that never got there: it is the next one again. */
    void putBack(Object item);

    /** Whether anybody misses an item that is gone with whoever should have got it. */
    default boolean isMissed() {
        return true;
    }
}
