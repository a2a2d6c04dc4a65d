package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.THREAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.ResultIterator;
import io.github.multiprocessing4j.TaskTimeoutException;
import io.github.multiprocessing4j.harness.ContractTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** Tasks that use their own pool. */
@Timeout(30)
class PoolNestedContractTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    private static int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }

    /** How many leaves a tree of maps has. */
    private static int leaves(Pool pool, int depth, int width) throws Exception {
        return depth == 0 ? 1 : sum(pool.map(ignored -> leaves(pool, depth - 1, width), range(width)));
    }

    @ContractTest(THREAD)
    @Tag("HANG.9")
    void aTaskMayApplyAndMapOnItsOwnPoolOfOne(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            assertThat(pool.<Integer>apply(() -> {
                        int one = pool.apply(Math::abs, -1);
                        int two = pool.<Integer, Integer, Integer>apply(Math::max, 1, 2);
                        return one + two + sum(pool.map(x -> x * x, range(4)));
                    }))
                    .isEqualTo(1 + 2 + 14);
        }
    }

    @ContractTest(THREAD)
    void mapsNestDeeply(Context mp) throws Exception {
        for (int workers = 1; workers <= 4; workers++) {
            try (Pool pool = mp.pool(workers)) {
                assertThat(leaves(pool, 3, 5)).isEqualTo(125);
                assertThat(leaves(pool, 6, 3)).isEqualTo(729);
                assertThat(leaves(pool, 60, 1)).isEqualTo(1);
            }
        }
    }

    @ContractTest(THREAD)
    void everyWayIntoThePoolWorksInsideATask(Context mp) throws Exception {
        for (int workers = 1; workers <= 3; workers++) {
            try (Pool pool = mp.pool(workers)) {
                List<Integer> sums = pool.map(
                        base -> {
                            int total = pool.applyAsync(x -> x + 1, base).get(SOON);
                            total += pool.<Integer, Integer, Integer>starmap(
                                            Integer::sum, List.of(Map.entry(base, 1), Map.entry(2, 3)))
                                    .get(0);
                            for (boolean ordered : new boolean[] {true, false}) {
                                try (ResultIterator<Integer> results = ordered
                                        ? pool.imap(x -> x, range(100))
                                        : pool.imapUnordered(x -> x, range(100))) {
                                    while (results.hasNext()) {
                                        total += results.next();
                                    }
                                }
                            }
                            total += pool.imap(x -> x, range(10), o -> o.chunkSize(3)).stream()
                                    .mapToInt(x -> x)
                                    .sum();
                            return total;
                        },
                        range(6),
                        o -> o.chunkSize(1));
                assertThat(sums)
                        .isEqualTo(range(6).stream()
                                .map(x -> 2 * x + 2 + 2 * 4950 + 45)
                                .toList());
            }
        }
    }

    @ContractTest(THREAD)
    void anImapWithRetriesInsideATaskFinishes(Context mp) throws Exception {
        for (int chunk : List.of(1, 4)) {
            try (Pool pool = mp.pool(1)) {
                Map<Integer, Integer> tries = new ConcurrentHashMap<>();
                AsyncResult<Integer> result = pool.applyAsync(() ->
                        pool
                                .imap(
                                        x -> secondTime(tries, x),
                                        range(8),
                                        o -> o.chunkSize(chunk).retries(1))
                                .stream()
                                .mapToInt(x -> x)
                                .sum());
                try {
                    assertThat(result.get(SOON)).as("chunks of " + chunk).isEqualTo(28);
                } finally {
                    result.cancel();
                }
            }
        }
    }

    @ContractTest(THREAD)
    void mapAndApplyWithRetriesInsideATaskFinish(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            Map<Integer, Integer> tries = new ConcurrentHashMap<>();
            assertThat(pool.applyAsync(() -> sum(pool.map(
                                    x -> secondTime(tries, x),
                                    range(8),
                                    o -> o.chunkSize(4).retries(1))))
                            .get(SOON))
                    .isEqualTo(28);
            assertThat(pool.applyAsync(() -> pool.<Integer>apply(() -> secondTime(tries, 99), o -> o.retries(1)))
                            .get(SOON))
                    .isEqualTo(99);
        }
    }

    private static int secondTime(Map<Integer, Integer> tries, int x) {
        if (tries.merge(x, 1, Integer::sum) == 1) {
            throw new IllegalStateException("first try of " + x);
        }
        return x;
    }

    @ContractTest(THREAD)
    void aTimeLimitHoldsForATaskInsideATask(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            AsyncResult<Boolean> result = pool.applyAsync(() -> {
                assertThatThrownBy(() -> pool.apply(
                                () -> {
                                    Thread.sleep(30_000);
                                    return 0;
                                },
                                o -> o.timeout(Duration.ofMillis(100))))
                        .isInstanceOf(TaskTimeoutException.class);
                return Thread.currentThread().isInterrupted();
            });
            assertThat(result.get(SOON)).as("interrupted").isFalse();
        }
    }

    @ContractTest(THREAD)
    void whatAnInnerTaskDoesToItsInterruptFlagDoesNotReachTheOuterOne(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            assertThat(pool.<Boolean>apply(() -> {
                        pool.apply(() -> {
                            Thread.currentThread().interrupt();
                            return 0;
                        });
                        return Thread.currentThread().isInterrupted();
                    }))
                    .isFalse();
        }
    }

    @ContractTest(THREAD)
    void aTaskThatIsStoppedDoesNotGoOnWithItsInnerTasks(Context mp) throws Exception {
        AtomicInteger begun = new AtomicInteger();
        CountDownLatch running = new CountDownLatch(3);
        try (Pool pool = mp.pool(1)) {
            AsyncResult<Integer> outer = pool.applyAsync(() -> pool.map(
                            x -> {
                                running.countDown();
                                Race.spin(1_000_000);
                                return begun.incrementAndGet();
                            },
                            range(2_000),
                            o -> o.chunkSize(1))
                    .size());
            assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(outer.cancel()).isTrue();
            int then = begun.get();
            pool.apply(() -> 0);
            assertThat(begun.get() - then)
                    .as("begun after cancel() had returned")
                    .isLessThan(3);
        }
    }

    @ContractTest(THREAD)
    void invokeAllInsideATaskFinishes(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            AsyncResult<Integer> result = pool.applyAsync(() -> {
                List<Callable<Integer>> calls = List.of(() -> 1, () -> 2);
                int total = 0;
                for (Future<Integer> each : pool.asExecutorService().invokeAll(calls)) {
                    total += each.get();
                }
                return total;
            });
            assertThat(result.get(SOON)).isEqualTo(3);
        }
    }

    @ContractTest(THREAD)
    void tasksThatWaitForASharedResultAllGetIt(Context mp) throws Exception {
        for (int workers = 1; workers <= 3; workers++) {
            AtomicInteger runs = new AtomicInteger();
            try (Pool pool = mp.pool(workers)) {
                AsyncResult<Integer> outer = pool.applyAsync(() -> {
                    AsyncResult<Integer> shared = pool.applyAsync(runs::incrementAndGet);
                    return sum(pool.map(x -> shared.get(), range(10)));
                });
                assertThat(outer.get(SOON)).isEqualTo(10);
            }
            assertThat(runs.get()).isEqualTo(1);
        }
    }
}
