package io.github.multiprocessing4j.bench.across;

import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.bench.Goal;
import io.github.multiprocessing4j.bench.Line;
import io.github.multiprocessing4j.bench.Measurement;
import io.github.multiprocessing4j.bench.Python;
import io.github.multiprocessing4j.bench.Scale;
import io.github.multiprocessing4j.bench.Side;
import io.github.multiprocessing4j.bench.floor.Jvm;
import java.util.List;

/** S1 and S2: how long it takes until something runs. */
public final class Starts implements Measurement {

    @Override
    public List<Line> lines(Scale scale) {
        Side process = Side.timed(Spawn.NAME, 1, () -> WarmArchive.await(scale), nothing -> startAndJoin());
        Side pool = Side.timed(Spawn.NAME, 1, () -> WarmArchive.await(scale), nothing -> makeMapAndClose());
        return List.of(
                Line.of("S1", "start and join a process with an empty target, the class archive being there", process)
                        .against(Goal.timeAtMost(1.25), Jvm.empty(1))
                        .against(Goal.none(), Python.doing("start_process"))
                        .over(Jvm.told(1)),
                Line.of("S2", "pool of 2: make, map 2 items, close, the class archive being there", pool)
                        .against(Goal.timeAtMost(1.3), Jvm.empty(2))
                        .against(Goal.none(), Python.doing("start_pool"))
                        .over(Jvm.told(2)));
    }

    private static void startAndJoin() throws InterruptedException {
        Process process = Spawn.MP.process(() -> {});
        process.start();
        process.join();
    }

    private static void makeMapAndClose() throws InterruptedException {
        try (Pool pool = Spawn.MP.pool(Spawn.WORKERS)) {
            pool.map(x -> x * x, Spawn.numbers(2));
        }
    }
}
