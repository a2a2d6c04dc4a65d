package io.github.multiprocessing4j.bench.growth;

import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.StartMethod;
import io.github.multiprocessing4j.bench.Curve;
import io.github.multiprocessing4j.bench.Goal;
import io.github.multiprocessing4j.bench.Graph;
import io.github.multiprocessing4j.bench.Line;
import io.github.multiprocessing4j.bench.Measurement;
import io.github.multiprocessing4j.bench.Scale;
import io.github.multiprocessing4j.bench.Side;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.util.List;

/** T6, and how it grows: the heap that a task takes while it waits for a worker, in bytes. */
public final class QueuedHeap implements Measurement {

    private static final int COLLECTIONS = 3;

    @Override
    public List<Line> lines(Scale scale) {
        return List.of(line(StartMethod.THREAD, 150, scale), line(StartMethod.SPAWN, 300, scale));
    }

    private static Line line(StartMethod method, double goal, Scale scale) {
        int count = scale.count(1_000_000);
        Side ours = new Side() {
            @Override
            public String name() {
                return method.name();
            }

            @Override
            public boolean warmsUpItself() {
                return true;
            }

            @Override
            public double sample() throws Exception {
                return bytesPerTask(method, count);
            }
        };
        return Line.of("T6", "heap for each of 1 000 000 queued tasks, " + method, ours)
                .against(Goal.bytesAtMost(goal));
    }

    public static Curve curve(Scale scale) {
        return new Curve(
                "G6",
                "heap for each of 1 000 to 1 000 000 queued tasks",
                "queued tasks",
                "bytes",
                "task",
                scale.points(1_000, 10_000, 100_000, 1_000_000),
                List.of(graph(StartMethod.THREAD), graph(StartMethod.SPAWN)),
                List.of(),
                1.5);
    }

    private static Graph graph(StartMethod method) {
        return new Graph() {
            @Override
            public String name() {
                return method.name();
            }

            @Override
            public double at(long x) throws Exception {
                return bytesPerTask(method, x);
            }
        };
    }

    /** Queues tasks behind one that does not end. */
    private static double bytesPerTask(StartMethod method, long count) throws InterruptedException {
        Pool pool = Multiprocessing.context(method).pool(1);
        try {
            pool.apply(() -> null); // what is needed to start a worker is garbage from here on
            pool.applyAsync(QueuedHeap::block);
            long before = used();
            for (long i = 0; i < count; i++) {
                pool.applyAsync(() -> null);
            }
            return (double) (used() - before) / count;
        } finally {
            pool.terminate();
        }
    }

    private static Void block() throws InterruptedException {
        Thread.sleep(Duration.ofHours(1).toMillis());
        return null;
    }

    private static long used() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        for (int i = 0; i < COLLECTIONS; i++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed();
    }
}
