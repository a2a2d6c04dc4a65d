package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.Seat;
import io.github.multiprocessing4j.internal.engine.Work;

/** What each worker of a pool runs last: its daemon children are told to end with it. */
record WorkerFarewell() implements Work {

    @Override
    public Work elsewhere() {
        return WorkerFarewell::say;
    }

    @Override
    public Object run(Seat seat) {
        return say(seat);
    }

    private static Object say(Seat seat) {
        Processes.here().current().endDaemonChildren();
        Processes.here().leave();
        return null;
    }
}
