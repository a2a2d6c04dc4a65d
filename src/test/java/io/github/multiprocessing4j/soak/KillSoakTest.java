package io.github.multiprocessing4j.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.Queue;
import io.github.multiprocessing4j.StartMethod;
import io.github.multiprocessing4j.WorkerLostException;
import io.github.multiprocessing4j.harness.Times;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * {@code -Dmp.soak.kills} workers are killed, at random, while they work: as many tasks are lost, each by the worker
 * that was running it, and all others have their results.
 */
@Tag("soak")
@Timeout(value = 12, unit = TimeUnit.HOURS)
class KillSoakTest {

    private static final int KILLS = Integer.getInteger("mp.soak.kills", 500);
    private static final int WORKERS = 3;

    private static long wait(Queue<Long> begun) throws InterruptedException {
        begun.put(ProcessHandle.current().pid());
        Thread.sleep(Long.MAX_VALUE);
        return 0;
    }

    private static int square(int x) {
        return x * x;
    }

    @Test
    void eachKillCostsOneTask() throws Exception {
        Random random = new Random(500);
        Context mp = Multiprocessing.context(StartMethod.SPAWN);
        List<Long> killed = new ArrayList<>();
        List<Long> lost = new ArrayList<>();
        List<AsyncResult<Integer>> good = new ArrayList<>();
        List<AsyncResult<Long>> doomed = new ArrayList<>();
        Queue<Long> begun = mp.queue();
        try (Pool pool = mp.pool(WORKERS)) {
            List<Long> victims = new ArrayList<>();
            while (killed.size() < KILLS) {
                while (victims.size() < WORKERS && doomed.size() < KILLS) {
                    int x = doomed.size();
                    good.add(pool.applyAsync(KillSoakTest::square, x));
                    doomed.add(pool.applyAsync(KillSoakTest::wait, begun));
                    victims.add(begun.get(Times.LONG));
                }
                long victim = victims.remove(random.nextInt(victims.size()));
                ProcessHandle.of(victim).orElseThrow().destroyForcibly();
                killed.add(victim);
            }
            for (AsyncResult<Long> result : doomed) {
                try {
                    throw new AssertionError("not lost, but " + result.get(Times.LONG));
                } catch (WorkerLostException loss) {
                    assertThat(loss.exitCode()).isEqualTo(-9);
                    lost.add(loss.pid());
                }
            }
            for (int x = 0; x < good.size(); x++) {
                assertThat(good.get(x).get(Times.LONG)).isEqualTo(square(x));
            }
        }
        Collections.sort(killed);
        Collections.sort(lost);
        assertThat(lost).hasSize(KILLS).isEqualTo(killed);
        assertThat(good).hasSize(KILLS);
    }
}
