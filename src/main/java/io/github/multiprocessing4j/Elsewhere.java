package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.Worker;
import io.github.multiprocessing4j.internal.engine.WorkerExit;
import io.github.multiprocessing4j.internal.engine.WorkerId;
import java.util.concurrent.CompletableFuture;

/**
 * The worker under a process that another JVM has started: one can see whether it runs, and not how it has ended.
 *
 * @param exit completed with null
 */
record Elsewhere(WorkerId id, CompletableFuture<WorkerExit> exit) implements Worker {

    Elsewhere(WorkerId id) {
        this(id, exitOf(id.pid()));
    }

    private static CompletableFuture<WorkerExit> exitOf(long pid) {
        return ProcessHandle.of(pid)
                .map(handle -> handle.onExit().<WorkerExit>thenApply(gone -> null))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    @Override
    public void terminate() {
        throw new IllegalStateException(id.name() + " is for those to end who have started it");
    }

    @Override
    public void kill() {
        terminate();
    }
}
