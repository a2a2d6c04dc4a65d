package io.github.multiprocessing4j.internal.engine;

/**
 * What a worker of its own is to be.
 *
 * @param name its name
 * @param daemon whether the program may end while it is running
 * @param loader the context class loader of whoever starts it; may be null, as a thread's may
 * @param settings how it is run, if it is a process of its own
 */
public record WorkerPlan(String name, boolean daemon, ClassLoader loader, WorkerSettings settings) {}
