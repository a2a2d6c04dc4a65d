package io.github.multiprocessing4j.bench.across;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.Queue;
import io.github.multiprocessing4j.bench.Goal;
import io.github.multiprocessing4j.bench.Line;
import io.github.multiprocessing4j.bench.Measurement;
import io.github.multiprocessing4j.bench.Scale;
import io.github.multiprocessing4j.bench.Side;
import io.github.multiprocessing4j.bench.floor.Jvm;
import java.time.Duration;
import java.util.List;

/** S16: how soon a future says that its worker was killed, or that its time is over; in milliseconds. */
public final class Losses implements Measurement {

    private static final Duration LIMIT = Duration.ofMillis(300);
    private static final Goal SOON = Goal.millisAtMost(50);

    @Override
    public List<Line> lines(Scale scale) {
        return List.of(
                Line.of("S16", "from SIGKILL of a worker to the failed future", new Loss() {
                            @Override
                            public double sample() throws Exception {
                                return afterTheKill(pool, pids);
                            }
                        })
                        .against(SOON)
                        .over(Jvm.killed()),
                Line.of("S16", "from the end of a task's time to the failed future", new Loss() {
                            @Override
                            public double sample() throws Exception {
                                return afterTheLimit(pool);
                            }
                        })
                        .against(SOON));
    }

    private static double afterTheKill(Pool pool, Queue<Long> pids) throws InterruptedException {
        AsyncResult<Void> result = pool.applyAsync(Losses::sayWhoYouAreAndStay, pids);
        ProcessHandle worker = ProcessHandle.of(pids.get()).orElseThrow();
        long start = System.nanoTime();
        worker.destroyForcibly();
        return millisUntilFailed(result, start);
    }

    private static double afterTheLimit(Pool pool) throws InterruptedException {
        pool.apply(() -> 0);
        long start = System.nanoTime();
        AsyncResult<Void> result = pool.applyAsync(Losses::ignoreEverything, o -> o.timeout(LIMIT));
        return millisUntilFailed(result, start + LIMIT.toNanos());
    }

    private static double millisUntilFailed(AsyncResult<?> result, long since) throws InterruptedException {
        result.await();
        double millis = (System.nanoTime() - since) / 1e6;
        if (result.successful()) {
            throw new IllegalStateException("a task that was to fail has returned");
        }
        return millis;
    }

    private static Void sayWhoYouAreAndStay(Queue<Long> pids) throws InterruptedException {
        pids.put(ProcessHandle.current().pid());
        Thread.sleep(Duration.ofMinutes(1).toMillis());
        return null;
    }

    /** A task that an interrupt does not end. */
    private static Void ignoreEverything() {
        while (true) {
            Thread.onSpinWait();
        }
    }

    /** A pool of one, whose worker is lost again and again. */
    private abstract static class Loss implements Side {

        Pool pool;
        Queue<Long> pids;

        @Override
        public String name() {
            return Spawn.NAME;
        }

        /** Few workers, so that their pool does not give up. */
        @Override
        public boolean warmsUpForLong() {
            return false;
        }

        @Override
        public void open() {
            pool = Spawn.MP.pool(1);
            pids = Spawn.MP.queue();
        }

        @Override
        public void close() {
            if (pool != null) {
                pool.terminate();
            }
        }
    }
}
