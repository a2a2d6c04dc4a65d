package io.github.multiprocessing4j.bench.inside;

import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pipe;
import io.github.multiprocessing4j.StartMethod;
import java.util.concurrent.SynchronousQueue;
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

/** T5: a message to another thread, and back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PipeBenchmark {

    static final int COUNT = 10_000;

    @Param("0")
    private int count;

    private Companion echo;
    private Companion bareEcho;
    private final Pipe<Integer> pipe =
            Multiprocessing.context(StartMethod.THREAD).pipe();
    private final SynchronousQueue<Integer> there = new SynchronousQueue<>();
    private final SynchronousQueue<Integer> back = new SynchronousQueue<>();

    @Setup
    public void open() {
        count = count == 0 ? COUNT : count;
        echo = new Companion(() -> {
            for (int i = 0; i < count; i++) {
                pipe.right().send(pipe.right().recv());
            }
        });
        bareEcho = new Companion(() -> {
            for (int i = 0; i < count; i++) {
                back.put(there.take());
            }
        });
    }

    @Benchmark
    public long pipe() throws Exception {
        echo.go();
        long sum = 0;
        for (int i = 0; i < count; i++) {
            pipe.left().send(i);
            sum += pipe.left().recv();
        }
        return sum;
    }

    @Benchmark
    public long synchronousQueues() throws InterruptedException {
        bareEcho.go();
        long sum = 0;
        for (int i = 0; i < count; i++) {
            there.put(i);
            sum += back.take();
        }
        return sum;
    }

    @TearDown
    public void close() {
        echo.close();
        bareEcho.close();
    }
}
