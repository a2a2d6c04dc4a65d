package io.github.multiprocessing4j.bench.across;

import io.github.multiprocessing4j.bench.Goal;
import io.github.multiprocessing4j.bench.Line;
import io.github.multiprocessing4j.bench.Measurement;
import io.github.multiprocessing4j.bench.Scale;
import io.github.multiprocessing4j.bench.Side;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** S14: tasks of about 5 ms, in two child JVMs and in two threads: what the processes cost a job that is worth them. */
public final class RealJob implements Measurement {

    private static final int BLOCK = 1 << 16;
    private static final long TASK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int CALIBRATION = 2_000;

    @Override
    public List<Line> lines(Scale scale) {
        int tasks = scale.count(200);
        int blocks = scale.isFull() ? blocksOfATask() : 1;
        List<Integer> seeds = Spawn.numbers(tasks);
        Side processes =
                Side.timed(Spawn.NAME, tasks, Spawn.pool(), pool -> pool.map(seed -> digest(seed, blocks), seeds));
        Side threads = Side.timed("2 threads", tasks, Threads::new, fixed -> fixed.run(seeds, blocks));
        return List.of(Line.of("S14", "2 workers, 200 tasks of about 5 ms: SHA-256 over generated data", processes)
                .against(Goal.timeAtMost(1.1), threads));
    }

    /** The digest of so many blocks that are made from a seed. */
    private static byte[] digest(int seed, int blocks) throws NoSuchAlgorithmException {
        byte[] block = new byte[BLOCK];
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (int i = 0; i < blocks; i++) {
            block[i % BLOCK] += (byte) seed;
            digest.update(block);
        }
        return digest.digest();
    }

    private static int blocksOfATask() {
        try {
            digest(1, CALIBRATION);
            long start = System.nanoTime();
            digest(1, CALIBRATION);
            return (int) Math.max(1, TASK_NANOS * CALIBRATION / (System.nanoTime() - start));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Threads implements AutoCloseable {

        private final ExecutorService executor = Executors.newFixedThreadPool(Spawn.WORKERS);

        void run(List<Integer> seeds, int blocks) throws Exception {
            List<Callable<byte[]>> tasks = new ArrayList<>();
            seeds.forEach(seed -> tasks.add(() -> digest(seed, blocks)));
            for (Future<byte[]> result : executor.invokeAll(tasks)) {
                result.get();
            }
        }

        @Override
        public void close() {
            executor.shutdownNow();
        }
    }
}
