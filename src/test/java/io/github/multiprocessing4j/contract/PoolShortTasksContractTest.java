package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.SPAWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Barrier;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Event;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.Value;
import io.github.multiprocessing4j.WorkerLostException;
import io.github.multiprocessing4j.harness.ContractTest;
import io.github.multiprocessing4j.harness.Delays;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;

/** What holds for a task that comes after many short ones, when workers are given several at once. */
@Timeout(60)
class PoolShortTasksContractTest {

    /** So many that each worker knows that they are short. */
    private static final List<Integer> MANY = IntStream.range(0, 2_000).boxed().toList();

    private static int inc(int item) {
        return item + 1;
    }

    private static void runMany(Pool pool) throws InterruptedException {
        List<Integer> results = pool.map(PoolShortTasksContractTest::inc, MANY, o -> o.chunkSize(1));
        assertThat(results)
                .isEqualTo(IntStream.rangeClosed(1, MANY.size()).boxed().toList());
    }

    @ContractTest
    void tasksThatNeedEachOtherMeet(Context mp) throws Exception {
        Barrier barrier = mp.barrier(2);
        try (Pool pool = mp.pool(2)) {
            for (int round = 0; round < 5; round++) {
                runMany(pool);
                List<AsyncResult<Integer>> meetings = new ArrayList<>();
                List<AsyncResult<Integer>> others = new ArrayList<>();
                for (int i = 0; i < 100; i++) {
                    int item = i;
                    others.add(pool.applyAsync(() -> inc(item)));
                    if (i % 50 == 0) {
                        meetings.add(pool.applyAsync(barrier::await));
                    }
                }
                Set<Integer> arrivals = new HashSet<>();
                for (AsyncResult<Integer> meeting : meetings) {
                    arrivals.add(meeting.get());
                }
                assertThat(arrivals).containsExactlyInAnyOrder(0, 1);
                for (int i = 0; i < others.size(); i++) {
                    assertThat(others.get(i).get()).isEqualTo(i + 1);
                }
            }
        }
    }

    @ContractTest
    void tasksDoNotWaitBehindALongOneWhileAWorkerIsFree(Context mp) throws Exception {
        Event end = mp.event();
        try (Pool pool = mp.pool(2)) {
            runMany(pool);
            List<AsyncResult<Integer>> results = new ArrayList<>();
            submit(pool, 200, results);
            AsyncResult<Boolean> longOne = pool.applyAsync(() -> end.await());
            submit(pool, 200, results);
            for (AsyncResult<Integer> result : results) {
                result.get();
            }
            assertThat(longOne.ready()).isFalse();
            end.set();
            assertThat(longOne.get()).isTrue();
        }
    }

    /** Whoever has nothing to do asks for them just when they come back, in some round. */
    @ContractTest
    void noTaskThatComesBackIsForgotten(Context mp) throws Exception {
        Random random = new Random(1);
        try (Pool pool = mp.pool(2)) {
            runMany(pool);
            for (int round = 0; round < 100; round++) {
                Event end = mp.event();
                List<AsyncResult<Integer>> results = new ArrayList<>();
                submit(pool, random.nextInt(30), results);
                AsyncResult<Boolean> longOne = pool.applyAsync(() -> end.await());
                submit(pool, random.nextInt(30), results);
                for (AsyncResult<Integer> result : results) {
                    result.get();
                }
                end.set();
                assertThat(longOne.get()).isTrue();
            }
        }
    }

    private static void submit(Pool pool, int count, List<AsyncResult<Integer>> results) {
        for (int i = 0; i < count; i++) {
            int item = i;
            results.add(pool.applyAsync(() -> inc(item)));
        }
    }

    @ContractTest
    void aTaskTakenBackBehindALongOneNeverBegins(Context mp) throws Exception {
        Event begun = mp.event();
        Event end = mp.event();
        Value<Integer> runs = mp.value(0);
        try (Pool pool = mp.pool(1)) {
            runMany(pool);
            AsyncResult<Boolean> longOne = pool.applyAsync(() -> {
                begun.set();
                return end.await();
            });
            List<AsyncResult<Integer>> behind = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                behind.add(pool.applyAsync(() -> runs.update(n -> n + 1)));
            }
            begun.await();
            for (AsyncResult<Integer> result : behind) {
                assertThat(result.cancel()).isTrue();
                assertThatThrownBy(result::get).isInstanceOf(CancellationException.class);
            }
            end.set();
            assertThat(longOne.get()).isTrue();
            assertThat(pool.apply(() -> inc(1))).isEqualTo(2);
        }
        assertThat(runs.get()).isZero();
    }

    @ContractTest
    void theTimeOfATaskBeginsWhenItDoes(Context mp) throws Exception {
        Duration limit = Delays.scaled(Duration.ofSeconds(1));
        long millis = limit.toMillis() / 4;
        try (Pool pool = mp.pool(1)) {
            runMany(pool);
            List<Long> slept = pool.map(
                    item -> {
                        if (item < 6) {
                            Thread.sleep(millis);
                        }
                        return millis;
                    },
                    IntStream.range(0, 60).boxed().toList(),
                    o -> o.chunkSize(1).timeout(limit));
            assertThat(slept).hasSize(60).containsOnly(millis);
        }
    }

    @ContractTest(SPAWN)
    void aDeathCostsTheTaskThatHasBegunAlone(Context mp) throws Exception {
        Value<Integer> runs = mp.value(0);
        try (Pool pool = mp.pool(2)) {
            runMany(pool);
            List<AsyncResult<Integer>> results = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                int item = i;
                results.add(pool.applyAsync(() -> {
                    if (item % 100 == 50) {
                        Runtime.getRuntime().halt(7);
                    }
                    return runs.update(n -> n + 1);
                }));
            }
            int lost = 0;
            for (int i = 0; i < results.size(); i++) {
                if (i % 100 == 50) {
                    assertThatThrownBy(results.get(i)::get).isInstanceOf(WorkerLostException.class);
                    lost++;
                } else {
                    results.get(i).get();
                }
            }
            assertThat(runs.get() + lost).isEqualTo(results.size());
        }
    }
}
