package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.Seat;
import io.github.multiprocessing4j.internal.engine.Work;
import io.github.multiprocessing4j.internal.shared.Exchange;

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
        Processes.here().become(Process.poolWorker(seat.id(), ProcessParent.here(maker)));
        return initialize(initializer);
    }

    private static Object initialize(Action code) throws Exception {
        if (code != null) {
            Exchange.here().coder().touch();
            code.run();
        }
        return null;
    }

    @Override
    public Work elsewhere() {
        return arriving(initializer, maker.identity());
    }

    /** A lambda, and not a record: to make one takes a new JVM longer, and what is in it is one already. */
    private static Work arriving(Action initializer, ProcessIdentity maker) {
        String name = maker.name();
        boolean daemon = maker.daemon();
        long pid = maker.pid();
        return seat -> {
            ProcessParent above = ProcessParent.elsewhere(new ProcessIdentity(name, daemon, pid));
            Processes.here().becomeMain(Process.poolWorker(seat.id(), above), StartMethod.SPAWN);
            return initialize(initializer);
        };
    }
}
