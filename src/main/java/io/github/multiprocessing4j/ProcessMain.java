package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.Seat;
import io.github.multiprocessing4j.internal.engine.Work;

/**
 * The main program of a process: its {@link Process#run}, between becoming that process and seeing its children to
 * their end.
 *
 * @param process the process
 */
@SuppressWarnings("serial") // a process has to be serializable where it has to travel, and only there
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
}
