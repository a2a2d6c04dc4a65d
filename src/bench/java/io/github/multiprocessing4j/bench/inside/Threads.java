package io.github.multiprocessing4j.bench.inside;

import io.github.multiprocessing4j.bench.Goal;
import io.github.multiprocessing4j.bench.Line;
import io.github.multiprocessing4j.bench.Measurement;
import io.github.multiprocessing4j.bench.Scale;
import io.github.multiprocessing4j.bench.Side;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** T1 to T5: what the start method THREAD costs beside the bare JDK. */
public final class Threads implements Measurement {

    private static final String NAME = "THREAD";

    /** JVMs differ from one another, most of all where two threads meet: an item may take one twice as long. */
    private static final int FORKS = 8;

    @Override
    public List<Line> lines(Scale scale) {
        return List.of(
                map("T1", "map, 1 000 000 items, no work", Load.NOTHING, scale),
                map("T1", "map, 100 000 items of 1 us", Load.MICRO, scale),
                map("T1", "map, 10 000 items of 100 us", Load.TENTH_OF_A_MILLI, scale),
                map("T1", "map, 200 items of 5 ms", Load.MILLIS, scale),
                two(
                        "T2",
                        "applyAsync x 100 000, then get all",
                        ApplyBenchmark.class,
                        scale.count(ApplyBenchmark.COUNT),
                        scale,
                        "applyAsync",
                        "supplyAsync",
                        "CompletableFuture.supplyAsync",
                        1.1),
                map("T3", "map, 10 000 items, item i costs i", Load.UNEVEN, scale),
                two(
                        "T4",
                        "queue, one thread puts, another gets",
                        QueueBenchmark.class,
                        scale.count(QueueBenchmark.COUNT),
                        scale,
                        "queue",
                        "linkedBlockingQueue",
                        "LinkedBlockingQueue",
                        1.15),
                two(
                        "T5",
                        "pipe, round trip",
                        PipeBenchmark.class,
                        scale.count(PipeBenchmark.COUNT),
                        scale,
                        "pipe",
                        "synchronousQueues",
                        "two SynchronousQueues",
                        1.15));
    }

    private static Line map(String id, String work, Load load, Scale scale) {
        Side[] rivals = Arrays.stream(MapBy.values())
                .filter(by -> by != MapBy.POOL)
                .map(by -> map(by, load, scale))
                .toArray(Side[]::new);
        return Line.of(id, work, map(MapBy.POOL, load, scale)).against(Goal.timeAtMost(1.05), rivals);
    }

    private static Side map(MapBy by, Load load, Scale scale) {
        Map<String, String> parameters = Map.of("by", by.name(), "load", load.name());
        return new Jmh(by.words(), MapBenchmark.class, "map", parameters, scale.count(load.items()), 1, scale);
    }

    private static Line two(
            String id,
            String work,
            Class<?> benchmark,
            int units,
            Scale scale,
            String ours,
            String theirs,
            String name,
            double goal) {
        Side we = new Jmh(NAME, benchmark, ours, Map.of(), units, FORKS, scale);
        Side they = new Jmh(name, benchmark, theirs, Map.of(), units, FORKS, scale);
        return Line.of(id, work, we).against(Goal.timeAtMost(goal), they);
    }
}
