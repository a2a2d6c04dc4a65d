package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.Seat;
import io.github.multiprocessing4j.internal.engine.Work;

/**
 * What a worker of its own runs: the code of a process.
 *
 * @param process the process, which runs in this JVM
 */
@SuppressWarnings("serial") // it does not travel itself
record ProcessMain(Process process) implements Work {

    @Override
    public Object run(Seat seat) throws Exception {
        process.awaitStarted();
        Processes.here().become(process);
        try {
            process.run();
        } finally {
            process.endChildren(seat);
            Processes.here().leave();
        }
        return null;
    }

    @Override
    public Work elsewhere() {
        return new Traveller(process);
    }

    /**
     * The same in a JVM of its own, which is nothing but this process.
     *
     * @param process a copy of the process
     */
    private record Traveller(Process process) implements Work {

        @Override
        public Object run(Seat seat) throws Exception {
            process.arrive(seat.id());
            Processes.here().becomeMain(process, StartMethod.SPAWN);
            try {
                process.run();
            } finally {
                process.endChildren(seat);
            }
            return null;
        }
    }
}
