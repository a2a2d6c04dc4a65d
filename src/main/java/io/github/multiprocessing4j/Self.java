package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.Worker;
import io.github.multiprocessing4j.internal.engine.WorkerExit;
import io.github.multiprocessing4j.internal.engine.WorkerId;
import java.util.concurrent.CompletableFuture;

/**
 * The worker that the calling code itself is running on. It never sees its own end, and does not stop itself.
 *
 * @param id which worker that is
 * @param exit never completed
 */
record Self(WorkerId id, CompletableFuture<WorkerExit> exit) implements Worker {

    Self(WorkerId id) {
        this(id, new CompletableFuture<>());
    }

    @Override
    public void terminate() {
        throw new IllegalStateException(id.name() + " ends by returning; it was not started from here");
    }

    @Override
    public void kill() {
        terminate();
    }
}
