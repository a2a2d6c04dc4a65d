package io.github.multiprocessing4j.bench.growth;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Barrier;
import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.StartMethod;
import io.github.multiprocessing4j.bench.Curve;
import io.github.multiprocessing4j.bench.Graph;
import io.github.multiprocessing4j.bench.Python;
import io.github.multiprocessing4j.bench.Scale;
import io.github.multiprocessing4j.bench.across.WarmArchive;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What a task costs, over the number of tasks, and over the number of workers. */
public final class TaskCurves {

    private static final int WORKERS = 2;

    /** Few tasks are run so often that there are as many as this. */
    private static final int AT_LEAST = 20_000;

    private static final double LEVEL = 1.5;

    private TaskCurves() {}

    public static Curve map(Scale scale) {
        return new Curve(
                "G1",
                "map of 100 to 1 000 000 ints, default chunks",
                "tasks",
                "ns",
                "task",
                scale.points(100, 1_000, 10_000, 100_000, 1_000_000),
                List.of(tasks(StartMethod.SPAWN, TaskCurves::map), tasks(StartMethod.THREAD, TaskCurves::map)),
                List.of(Graph.of(Python.doing("map", 0, 0))),
                LEVEL);
    }

    public static Curve calls(Scale scale) {
        return new Curve(
                "G2",
                "applyAsync x 100 to 100 000, then get all",
                "tasks",
                "ns",
                "task",
                scale.points(100, 1_000, 10_000, 100_000),
                List.of(tasks(StartMethod.SPAWN, TaskCurves::calls), tasks(StartMethod.THREAD, TaskCurves::calls)),
                List.of(Graph.of(Python.doing("apply_async", 0))),
                LEVEL);
    }

    public static Curve workers(Scale scale) {
        int count = scale.count(AT_LEAST);
        return new Curve(
                "G3",
                "map of 20 000 ints, chunk size 1, on 1 to 16 workers that are warm",
                "workers",
                "ns",
                "task",
                scale.points(1, 2, 4, 8, 16),
                List.of(
                        new WarmPools(StartMethod.SPAWN, count, scale),
                        new WarmPools(StartMethod.THREAD, count, scale)),
                List.of(new BarePools(count, scale), Graph.of(Python.doing("pool_sizes", count))),
                LEVEL);
    }

    public static Curve starts(Scale scale) {
        return new Curve(
                "G5",
                "pool of 1 to 16: make, a task on each worker, close, the class archive being there",
                "workers",
                "ns",
                "worker",
                scale.points(1, 2, 4, 8, 16),
                List.of(starts(StartMethod.SPAWN, scale)),
                List.of(Graph.of(Python.doing("start_pool"))),
                LEVEL);
    }

    @FunctionalInterface
    private interface Run {
        void of(Pool pool, List<Integer> items) throws InterruptedException;
    }

    private static void map(Pool pool, List<Integer> items) throws InterruptedException {
        pool.map(x -> x * x, items);
    }

    private static void calls(Pool pool, List<Integer> items) throws InterruptedException {
        List<AsyncResult<Integer>> results = new ArrayList<>(items.size());
        for (Integer n : items) {
            results.add(pool.applyAsync(() -> n + 1));
        }
        for (AsyncResult<Integer> result : results) {
            result.get();
        }
    }

    private static Graph tasks(StartMethod method, Run run) {
        return new Graph() {
            private Pool pool;

            @Override
            public String name() {
                return method.name();
            }

            @Override
            public void open() {
                pool = Multiprocessing.context(method).pool(WORKERS);
            }

            @Override
            public double at(long x) throws Exception {
                List<Integer> items = numbers(x);
                long runs = Math.max(1, AT_LEAST / x);
                long start = System.nanoTime();
                for (long i = 0; i < runs; i++) {
                    run.of(pool, items);
                }
                return (double) (System.nanoTime() - start) / (runs * x);
            }

            @Override
            public void close() {
                if (pool != null) {
                    pool.terminate();
                }
            }
        };
    }

    private static Graph starts(StartMethod method, Scale scale) {
        return new Graph() {
            @Override
            public String name() {
                return method.name();
            }

            @Override
            public void open() throws Exception {
                WarmArchive.await(scale);
            }

            @Override
            public double at(long x) throws Exception {
                long start = System.nanoTime();
                try (Pool pool = Multiprocessing.context(method).pool((int) x)) {
                    // Each task waits for all others: so no worker can do the work of one that is not there yet.
                    Barrier all = Multiprocessing.context(method).barrier((int) x);
                    pool.map(n -> all.await(), numbers(x), o -> o.chunkSize(1));
                }
                return (double) (System.nanoTime() - start) / x;
            }
        };
    }

    private static List<Integer> numbers(long count) {
        return IntStream.range(0, (int) count).boxed().toList();
    }
}
