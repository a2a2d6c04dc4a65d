package io.github.multiprocessing4j.bench.across;

import io.github.multiprocessing4j.bench.Side;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.viktorc.pp4j.api.JavaProcessExecutorService;
import net.viktorc.pp4j.impl.ProcessExecutors;

/** The other process pool on the JVM, with as many workers. */
final class Pp4j implements AutoCloseable {

    private final JavaProcessExecutorService executor;

    private Pp4j() throws InterruptedException {
        executor = ProcessExecutors.newFixedJavaProcessPool(Spawn.WORKERS);
    }

    static Side invokeAll(int count) {
        return Side.timed("PP4J", count, Pp4j::new, pool -> {
            List<Square> tasks = IntStream.range(0, count).mapToObj(Square::new).toList();
            for (Future<Integer> result : pool.executor.invokeAll(tasks)) {
                result.get();
            }
        });
    }

    static Side oneAtATime(int count) {
        return Side.timed("PP4J", count, Pp4j::new, pool -> {
            for (int i = 0; i < count; i++) {
                pool.executor.submit(new Square(i)).get();
            }
        });
    }

    static Side submit(int count) {
        return Side.timed("PP4J", count, Pp4j::new, pool -> {
            List<Future<Integer>> results = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                results.add(pool.executor.submit(new Square(i)));
            }
            for (Future<Integer> result : results) {
                result.get();
            }
        });
    }

    /** A task that its executor can send. */
    private record Square(int x) implements Callable<Integer>, Serializable {

        @Override
        public Integer call() {
            return x * x;
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
