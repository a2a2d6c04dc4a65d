package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.Seat;
import io.github.multiprocessing4j.internal.engine.Work;
import io.github.multiprocessing4j.internal.wire.Twofold;

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
     * The work of a process, of nothing but what the direct form can say, if it can say what the target is. A lambda,
     * and not a record: to make one takes a new JVM longer, and the target is one already.
     */
    static Work parts(String ancestry, String name, boolean daemon, Action target, ProcessIdentity maker) {
        String makerName = maker.name();
        boolean makerDaemon = maker.daemon();
        long makerPid = maker.pid();
        return seat -> {
            ProcessIdentity above = new ProcessIdentity(makerName, makerDaemon, makerPid);
            return new Traveller(new Process(ancestry, name, daemon, target, above)).run(seat);
        };
    }

    /**
     * The same in a JVM of its own, which is nothing but this process.
     *
     * @param process a copy of the process
     */
    private record Traveller(Process process) implements Work, Twofold {

        /**
         * Of a process that is nothing but what is known here, its parts; else itself, which is a serialized object.
         */
        @Override
        public Object inDirectForm() {
            return process.getClass() == Process.class ? process.parts() : this;
        }

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
