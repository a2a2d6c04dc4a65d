package io.github.multiprocessing4j.bench.inside;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.StartMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** T2: many calls are submitted, and then the results are got. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ApplyBenchmark {

    static final int COUNT = 100_000;

    @Param("0")
    private int count;

    private Pool pool;
    private ForkJoinPool bare;

    @Setup
    public void open() {
        count = count == 0 ? COUNT : count;
        int threads = Runtime.getRuntime().availableProcessors();
        pool = Multiprocessing.context(StartMethod.THREAD).pool(threads);
        bare = new ForkJoinPool(threads);
    }

    @Benchmark
    public long applyAsync() throws InterruptedException {
        List<AsyncResult<Integer>> results = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int n = i;
            results.add(pool.applyAsync(() -> n + 1));
        }
        long sum = 0;
        for (AsyncResult<Integer> result : results) {
            sum += result.get();
        }
        return sum;
    }

    @Benchmark
    public long supplyAsync() throws Exception {
        List<CompletableFuture<Integer>> results = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int n = i;
            results.add(CompletableFuture.supplyAsync(() -> n + 1, bare));
        }
        long sum = 0;
        for (CompletableFuture<Integer> result : results) {
            sum += result.get();
        }
        return sum;
    }

    @TearDown
    public void close() {
        pool.close();
        bare.shutdown();
    }
}
