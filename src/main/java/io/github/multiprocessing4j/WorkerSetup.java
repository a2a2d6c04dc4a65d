package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.Seat;
import io.github.multiprocessing4j.internal.engine.Work;

/**
 * What each worker of a pool runs first: it learns which process it is, and then the user's initializer.
 *
 * @param initializer may be null
 */
record WorkerSetup(Action initializer) implements Work {

    @Override
    public Object run(Seat seat) throws Exception {
        Processes.here().become(Process.poolWorker(seat.id()));
        if (initializer != null) {
            initializer.run();
        }
        return null;
    }
}
