package io.github.multiprocessing4j.internal.engine;

import java.util.concurrent.CompletableFuture;

/** A worker of its own, that was started for one piece of work and ends with it. */
public interface Worker {

    /** Which worker this is. */
    WorkerId id();

    /** Complete when the worker has ended. Never completed exceptionally. */
    CompletableFuture<WorkerExit> exit();

    /** Asks the worker to end, as signal 15 does. */
    void terminate();

    /** Ends the worker as hard as the engine can, as signal 9 does. */
    void kill();
}
