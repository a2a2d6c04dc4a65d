package io.github.multiprocessing4j.harness;

import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.StartMethod;

/** How often something is tried that may go wrong once in a while: as often as the time for it allows. */
public final class Rounds {

    private Rounds() {}

    /** So often on threads, and so often where each round starts JVMs. */
    public static int of(Context mp, int onThreads, int onProcesses) {
        return mp.startMethod() == StartMethod.THREAD ? onThreads : onProcesses;
    }
}
