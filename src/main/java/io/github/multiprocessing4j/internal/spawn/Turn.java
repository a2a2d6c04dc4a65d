package io.github.multiprocessing4j.internal.spawn;

/** Something for the thread of a desk to do there. */
@FunctionalInterface
interface Turn {

    /** Does it; whether the worker can be given more. */
    boolean take() throws InterruptedException;
}
