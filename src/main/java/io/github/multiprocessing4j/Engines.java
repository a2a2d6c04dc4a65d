package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.Engine;
import io.github.multiprocessing4j.internal.shared.Exchange;
import io.github.multiprocessing4j.internal.spawn.SpawnEngine;
import io.github.multiprocessing4j.internal.thread.ThreadEngine;
import java.io.ObjectInputFilter;
import java.util.List;

/** Which engine a start method has. */
final class Engines {

    /** The start methods that have one. */
    static final List<StartMethod> AVAILABLE = List.of(StartMethod.THREAD, StartMethod.SPAWN);

    private Engines() {}

    /**
     * The engine of a start method.
     *
     * @param results what is admitted of what workers in other JVMs send
     */
    static Engine of(StartMethod method, ObjectInputFilter results) {
        return switch (method) {
            case THREAD -> new ThreadEngine();
            case SPAWN -> {
                Exchange.here().onReport(Logging::warn);
                yield new SpawnEngine(new Freight.Packing(results), ArchiveTrainer.class.getName());
            }
        };
    }
}
