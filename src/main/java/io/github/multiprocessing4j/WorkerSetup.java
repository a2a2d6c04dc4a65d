package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.Seat;
import io.github.multiprocessing4j.internal.engine.Work;

/**
 * What each worker of a pool runs first: it learns which process it is, and then the user's initializer.
 *
 * @param initializer may be null
 * @param maker the process that has made the pool
 */
@SuppressWarnings("serial") // it does not travel itself
record WorkerSetup(Action initializer, Process maker) implements Work {

    @Override
    public Object run(Seat seat) throws Exception {
        Processes.here().become(Process.poolWorker(seat.id(), maker));
        return initialize(initializer);
    }

    private static Object initialize(Action code) throws Exception {
        if (code != null) {
            code.run();
        }
        return null;
    }

    @Override
    public Work elsewhere() {
        return new Traveller(initializer, maker.identity());
    }

    /**
     * The same in a JVM of its own, which is nothing but this worker.
     *
     * @param initializer may be null
     * @param maker the process that has made the pool
     */
    private record Traveller(Action initializer, ProcessIdentity maker) implements Work {

        @Override
        public Object run(Seat seat) throws Exception {
            Process worker = Process.poolWorker(seat.id(), Process.elsewhere(maker));
            Processes.here().becomeMain(worker, StartMethod.SPAWN);
            return initialize(initializer);
        }
    }
}
