package io.github.multiprocessing4j.bench.inside;

import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Queue;
import io.github.multiprocessing4j.StartMethod;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
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

/** T4: one thread puts, another gets. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class QueueBenchmark {

    static final int COUNT = 100_000;

    @Param("0")
    private int count;

    private Companion putter;
    private Companion barePutter;
    private final Queue<Integer> queue =
            Multiprocessing.context(StartMethod.THREAD).queue();
    private final BlockingQueue<Integer> bare = new LinkedBlockingQueue<>();

    @Setup
    public void open() {
        count = count == 0 ? COUNT : count;
        putter = new Companion(() -> {
            for (int i = 0; i < count; i++) {
                queue.put(i);
            }
        });
        barePutter = new Companion(() -> {
            for (int i = 0; i < count; i++) {
                bare.put(i);
            }
        });
    }

    @Benchmark
    public long queue() throws InterruptedException {
        putter.go();
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += queue.get();
        }
        return sum;
    }

    @Benchmark
    public long linkedBlockingQueue() throws InterruptedException {
        barePutter.go();
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += bare.take();
        }
        return sum;
    }

    @TearDown
    public void close() {
        putter.close();
        barePutter.close();
    }
}
