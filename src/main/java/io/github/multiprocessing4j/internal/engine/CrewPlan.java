package io.github.multiprocessing4j.internal.engine;

/**
 * What a crew is to be.
 *
 * @param name the name of the pool, for its workers' names
 * @param size how many workers
 * @param setup run on each worker before its first job; a crew in which it fails is broken
 * @param farewell run on each worker that was set up, before it ends; must neither wait nor throw
 * @param maxJobsPerWorker after how many jobs a worker is replaced by a fresh one; 0 for never
 * @param startLimitNanos how long a worker may take to become ready, its set-up included; 0 for as long as it likes
 * @param loader the context class loader of whoever makes the pool: that of the set-up; may be null
 * @param settings how workers are run that are processes of their own
 * @param virtual whether the workers are virtual threads; an engine that has none refuses the plan
 */
public record CrewPlan(
        String name,
        int size,
        Work setup,
        Work farewell,
        int maxJobsPerWorker,
        long startLimitNanos,
        ClassLoader loader,
        WorkerSettings settings,
        boolean virtual) {}
