package io.github.multiprocessing4j.bench.across;

import io.github.multiprocessing4j.Manager;
import io.github.multiprocessing4j.Queue;
import io.github.multiprocessing4j.bench.Goal;
import io.github.multiprocessing4j.bench.Line;
import io.github.multiprocessing4j.bench.Measurement;
import io.github.multiprocessing4j.bench.Python;
import io.github.multiprocessing4j.bench.Scale;
import io.github.multiprocessing4j.bench.Side;
import java.util.List;
import java.util.Map;

/** S13: calls of objects that a manager keeps. */
public final class Managers implements Measurement {

    private static final Goal FIFTH = Goal.timeAtMost(1.0 / 5);

    @Override
    public List<Line> lines(Scale scale) {
        int puts = scale.count(5_000);
        int rounds = scale.count(3_000);
        return List.of(
                Line.of("S13", "manager, map put", Side.timed(Spawn.NAME, puts, Kept::new, kept -> put(kept.map, puts)))
                        .against(FIFTH, Python.doing("manager_map", puts)),
                Line.of(
                                "S13",
                                "manager, queue put and get",
                                Side.timed(Spawn.NAME, rounds, Kept::new, kept -> putAndGet(kept.queue, rounds)))
                        .against(FIFTH, Python.doing("manager_queue", rounds)));
    }

    private static void put(Map<Integer, Integer> map, int count) {
        for (int i = 0; i < count; i++) {
            map.put(i % 100, i);
        }
    }

    private static void putAndGet(Queue<Integer> queue, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            queue.put(i);
            queue.get();
        }
    }

    /** A manager, and what it keeps. */
    private static final class Kept implements AutoCloseable {

        private final Manager manager;
        private final Map<Integer, Integer> map;
        private final Queue<Integer> queue;

        Kept() throws InterruptedException {
            manager = Spawn.MP.manager();
            map = manager.map();
            queue = manager.queue();
        }

        @Override
        public void close() {
            manager.close();
        }
    }
}
