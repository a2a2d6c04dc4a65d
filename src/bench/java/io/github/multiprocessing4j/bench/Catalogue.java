package io.github.multiprocessing4j.bench;

import io.github.multiprocessing4j.bench.across.BigData;
import io.github.multiprocessing4j.bench.across.Blocks;
import io.github.multiprocessing4j.bench.across.Calls;
import io.github.multiprocessing4j.bench.across.Faults;
import io.github.multiprocessing4j.bench.across.Losses;
import io.github.multiprocessing4j.bench.across.Managers;
import io.github.multiprocessing4j.bench.across.Maps;
import io.github.multiprocessing4j.bench.across.Pipes;
import io.github.multiprocessing4j.bench.across.Queues;
import io.github.multiprocessing4j.bench.across.RealJob;
import io.github.multiprocessing4j.bench.across.SharedState;
import io.github.multiprocessing4j.bench.across.Starts;
import io.github.multiprocessing4j.bench.floor.FreshMemory;
import io.github.multiprocessing4j.bench.growth.MessageCurve;
import io.github.multiprocessing4j.bench.growth.QueuedHeap;
import io.github.multiprocessing4j.bench.growth.TaskCurves;
import io.github.multiprocessing4j.bench.inside.Threads;
import java.util.List;

/** All that is measured. What is added here is in the table. */
final class Catalogue {

    private Catalogue() {}

    static List<Measurement> measurements() {
        return List.of(
                new Starts(),
                new Maps(),
                new Calls(),
                new FreshMemory(),
                new BigData(),
                new Queues(),
                new Pipes(),
                new SharedState(),
                new Blocks(),
                new Managers(),
                new RealJob(),
                new Losses(),
                new Faults(),
                new Threads(),
                new QueuedHeap());
    }

    static List<Curve> curves(Scale scale) {
        return List.of(
                TaskCurves.map(scale),
                TaskCurves.calls(scale),
                TaskCurves.workers(scale),
                MessageCurve.curve(scale),
                TaskCurves.starts(scale),
                QueuedHeap.curve(scale));
    }
}
