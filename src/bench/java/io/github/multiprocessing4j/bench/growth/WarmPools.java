package io.github.multiprocessing4j.bench.growth;

import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.StartMethod;
import io.github.multiprocessing4j.bench.Graph;
import io.github.multiprocessing4j.bench.Scale;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a short task costs, over the number of workers. Each pool is warmed up once, and kept: child JVMs that share the
 * processors for so many times as long as there are of them for each processor, since each compiles for itself.
 */
final class WarmPools implements Graph {

    private final StartMethod method;
    private final List<Integer> items;
    private final Scale scale;
    private final Map<Long, Pool> pools = new HashMap<>();

    WarmPools(StartMethod method, int tasks, Scale scale) {
        this.method = method;
        this.items = IntStream.range(0, tasks).boxed().toList();
        this.scale = scale;
    }

    @Override
    public String name() {
        return method.name();
    }

    @Override
    public double at(long workers) throws Exception {
        Pool pool = pools.get(workers);
        if (pool == null) {
            pool = Multiprocessing.context(method).pool((int) workers);
            pools.put(workers, pool);
            warmUp(pool, workers);
        }
        return work(pool, scale.turn());
    }

    private void warmUp(Pool pool, long workers) throws InterruptedException {
        Duration each = scale.warmUp();
        int processors = Runtime.getRuntime().availableProcessors();
        long turns = method == StartMethod.SPAWN ? Math.max(1, workers / processors) : 1;
        work(pool, each.multipliedBy(turns));
    }

    /** Works for some time, and once at least; gives what a task cost, in nanoseconds. */
    private double work(Pool pool, Duration least) throws InterruptedException {
        long start = System.nanoTime();
        long tasks = 0;
        do {
            pool.map(n -> n * n, items, o -> o.chunkSize(1));
            tasks += items.size();
        } while (System.nanoTime() - start < least.toNanos());
        return (double) (System.nanoTime() - start) / tasks;
    }

    @Override
    public void close() {
        pools.values().forEach(Pool::terminate);
    }
}
