package io.github.multiprocessing4j.bench.growth;

import io.github.multiprocessing4j.bench.Graph;
import io.github.multiprocessing4j.bench.Scale;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;

/**
 * What a short task costs without us, over the number of threads: each is given to a pool by itself, first in first
 * out.
 */
final class BarePools implements Graph {

    private final int tasks;
    private final Scale scale;
    private final Map<Long, ForkJoinPool> pools = new HashMap<>();

    BarePools(int tasks, Scale scale) {
        this.tasks = tasks;
        this.scale = scale;
    }

    @Override
    public String name() {
        return "ForkJoinPool.submit";
    }

    @Override
    public double at(long threads) throws Exception {
        ForkJoinPool pool = pools.get(threads);
        if (pool == null) {
            pool = new ForkJoinPool((int) threads, ForkJoinPool.defaultForkJoinWorkerThreadFactory, null, true);
            pools.put(threads, pool);
            work(pool, scale.warmUp());
        }
        return work(pool, scale.turn());
    }

    /** Works for some time, and once at least; gives what a task cost, in nanoseconds. */
    private double work(ForkJoinPool pool, Duration least) throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        long done = 0;
        do {
            List<Future<Integer>> results = new ArrayList<>(tasks);
            for (int i = 0; i < tasks; i++) {
                int n = i;
                results.add(pool.submit(() -> n * n));
            }
            for (Future<Integer> result : results) {
                result.get();
            }
            done += tasks;
        } while (System.nanoTime() - start < least.toNanos());
        return (double) (System.nanoTime() - start) / done;
    }

    @Override
    public void close() {
        pools.values().forEach(ForkJoinPool::shutdown);
    }
}
