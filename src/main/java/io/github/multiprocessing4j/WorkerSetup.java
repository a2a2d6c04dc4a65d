package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.Seat;
import io.github.multiprocessing4j.internal.engine.Work;

/**
 * What each worker of a pool runs first: it learns which process it is, and then the user's initializer.
 *
 * @param initializer may be null
 * @param maker the process that has made the pool
 */
@SuppressWarnings("serial") // a process has to be serializable where it has to travel, and only there
record WorkerSetup(Action initializer, Process maker) implements Work {

    @Override
    public Object run(Seat seat) throws Exception {
        Processes.here().become(Process.poolWorker(seat.id(), maker));
        if (initializer != null) {
            initializer.run();
        }
        return null;
    }
}
