package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.THREAD;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.ResultIterator;
import io.github.multiprocessing4j.TaskTimeoutException;
import io.github.multiprocessing4j.harness.ContractTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;

/** Races, run until they have gone every way they can go. */
@Timeout(100)
class PoolHammerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    /** What a submission has come to. */
    private record Accepted(int number, AsyncResult<Integer> result) {}

    @ContractTest(THREAD)
    void closeAgainstSubmitLosesNothing(Context mp) throws Exception {
        for (int round = 0; round < 300; round++) {
            int kind = round % 3;
            AtomicInteger run = new AtomicInteger();
            Queue<Accepted> accepted = new ConcurrentLinkedQueue<>();
            Pool pool = mp.pool(1 + round % 4);
            List<Callable<?>> bodies = new ArrayList<>();
            for (int t = 0; t < 3; t++) {
                int base = t * 1_000;
                bodies.add(() -> submitUntilRefused(pool, base, run, accepted));
            }
            bodies.add(() -> {
                Race.spinUpTo(300_000);
                if (kind == 0) {
                    pool.close();
                } else {
                    pool.shutdown();
                }
                return null;
            });
            if (kind == 2) {
                bodies.add(() -> {
                    Race.spinUpTo(300_000);
                    pool.close();
                    return null;
                });
            }
            Race.atOnce(bodies);
            assertThat(pool.join(PATIENCE)).isTrue();
            for (Accepted each : accepted) {
                assertThat(each.result.ready()).isTrue();
                assertThat(each.result.get()).isEqualTo(each.number);
            }
            assertThat(run.get()).as("exactly the accepted ones").isEqualTo(accepted.size());
        }
    }

    private static Object submitUntilRefused(Pool pool, int base, AtomicInteger run, Queue<Accepted> accepted) {
        for (int i = 0; ; i++) {
            int number = base + i;
            Race.spin(1_000); // leaves the others time to run
            try {
                AsyncResult<Integer> result = i % 3 == 0
                        ? pool.applyAsync(
                                () -> {
                                    run.incrementAndGet();
                                    return number;
                                },
                                value -> {},
                                null)
                        : pool.applyAsync(() -> {
                            run.incrementAndGet();
                            return number;
                        });
                accepted.add(new Accepted(number, result));
            } catch (IllegalStateException refused) {
                return null;
            }
        }
    }

    @ContractTest(THREAD)
    void terminateAgainstSubmitLeavesNothingHanging(Context mp) throws Exception {
        for (int round = 0; round < 200; round++) {
            AtomicInteger run = new AtomicInteger();
            Queue<Accepted> accepted = new ConcurrentLinkedQueue<>();
            Queue<AsyncResult<?>> maps = new ConcurrentLinkedQueue<>();
            Pool pool = mp.pool(1 + round % 4);
            Race.atOnce(List.of(
                    () -> submitUntilRefused(pool, 0, run, accepted),
                    () -> submitUntilRefused(pool, 1_000_000, run, accepted),
                    () -> mapUntilRefused(pool, maps),
                    () -> {
                        Race.spinUpTo(300_000);
                        pool.terminate();
                        return null;
                    }));
            assertThat(pool.join(PATIENCE)).isTrue();
            for (Accepted each : accepted) {
                assertThat(each.result.await(PATIENCE)).isTrue();
                if (each.result.successful()) {
                    assertThat(each.result.get()).isEqualTo(each.number);
                }
            }
            for (AsyncResult<?> each : maps) {
                assertThat(each.await(PATIENCE)).isTrue();
            }
            assertThat(run.get()).isLessThanOrEqualTo(accepted.size());
        }
    }

    private static Object mapUntilRefused(Pool pool, Queue<AsyncResult<?>> maps) {
        for (; ; ) {
            Race.spin(5_000);
            try {
                maps.add(pool.mapAsync(x -> x, range(5), o -> o.chunkSize(1).retries(1)));
            } catch (IllegalStateException refused) {
                return null;
            }
        }
    }

    @ContractTest(THREAD)
    void cancelAgainstCompletionHasOneOutcome(Context mp) throws Exception {
        AtomicInteger told = new AtomicInteger();
        int cancelled = 0;
        int completed = 0;
        try (Pool pool = mp.pool(2)) {
            for (int round = 0; round < 20_000; round++) {
                int work = ThreadLocalRandom.current().nextInt(20_000);
                AsyncResult<Integer> result = round % 2 == 0
                        ? pool.applyAsync(() -> {
                            Race.spin(work);
                            return work;
                        })
                        : pool.applyAsync(
                                () -> {
                                    Race.spin(work);
                                    return work;
                                },
                                value -> told.incrementAndGet(),
                                null);
                Race.spinUpTo(30_000);
                if (result.cancel()) {
                    cancelled++;
                    assertThat(result.successful()).isFalse();
                } else {
                    completed++;
                    assertThat(result.get()).isEqualTo(work);
                }
            }
            assertThat(pool.map(x -> Thread.interrupted(), range(200), o -> o.chunkSize(1)))
                    .containsOnly(false);
        }
        assertThat(cancelled).isPositive();
        assertThat(completed).isPositive();
        assertThat(told.get()).isLessThanOrEqualTo(20_000 / 2);
    }

    @ContractTest(THREAD)
    void theTimeLimitAgainstTheNaturalEndHasOneOutcome(Context mp) throws Exception {
        int late = 0;
        int inTime = 0;
        try (Pool pool = mp.pool(2)) {
            for (int round = 0; round < 3_000; round++) {
                int work = 50_000 + ThreadLocalRandom.current().nextInt(900_000);
                boolean flagged = round % 2 == 0;
                AsyncResult<Boolean> result = pool.applyAsync(
                        () -> {
                            boolean leaked = flagged && Thread.interrupted();
                            Race.spin(work);
                            return leaked;
                        },
                        o -> o.timeout(Duration.ofNanos(300_000)));
                AsyncResult<Boolean> next = pool.applyAsync(() -> interruptedSoon());
                try {
                    assertThat(result.get())
                            .as("an interrupt of an earlier task")
                            .isFalse();
                    inTime++;
                } catch (TaskTimeoutException e) {
                    late++;
                }
                assertThat(next.get()).as("an interrupt of an earlier task").isFalse();
            }
        }
        assertThat(late).isPositive();
        assertThat(inTime).isPositive();
    }

    private static boolean interruptedSoon() {
        Race.spin(20_000);
        return Thread.interrupted();
    }

    @ContractTest(THREAD)
    void manyNestedMapsAtOnceOnSmallPools(Context mp) throws Exception {
        for (int workers = 1; workers <= 3; workers++) {
            try (Pool pool = mp.pool(workers)) {
                List<Callable<?>> bodies = new ArrayList<>();
                for (int t = 0; t < 4; t++) {
                    bodies.add(() -> {
                        for (int round = 0; round < 40; round++) {
                            assertThat(tree(pool, 3)).isEqualTo(64);
                        }
                        return null;
                    });
                }
                Race.atOnce(bodies);
            }
        }
    }

    private static int tree(Pool pool, int depth) throws Exception {
        if (depth == 0) {
            return 1;
        }
        int sum = 0;
        switch (depth % 3) {
            case 0 -> {
                for (int leaves : pool.<Integer, Integer>map(x -> tree(pool, depth - 1), range(4))) {
                    sum += leaves;
                }
            }
            case 1 -> {
                for (int i = 0; i < 4; i++) {
                    sum += pool.<Integer>apply(() -> tree(pool, depth - 1));
                }
            }
            default -> {
                try (ResultIterator<Integer> results = pool.imapUnordered(x -> tree(pool, depth - 1), range(4))) {
                    while (results.hasNext()) {
                        sum += results.next();
                    }
                }
            }
        }
        return sum;
    }
}
