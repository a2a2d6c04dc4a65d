package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.THREAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.ResultIterator;
import io.github.multiprocessing4j.TaskException;
import io.github.multiprocessing4j.TaskNote;
import io.github.multiprocessing4j.TaskTimeoutException;
import io.github.multiprocessing4j.harness.ContractTest;
import io.github.multiprocessing4j.harness.WarmUp;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;

/** Time limits of tasks, and tasks that are tried again. */
@Timeout(60)
class PoolLimitsContractTest {

    private static final Duration LIMIT = Duration.ofMillis(200);

    private static int sleep(int millis) throws InterruptedException {
        Thread.sleep(millis);
        return millis;
    }

    private static int ignoreInterrupts(int millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
        return millis;
    }

    private static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    private static void assertAboutLimit(long start) {
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isBetween(195L, 10_000L);
    }

    @ContractTest
    void aTaskThatListensFailsAtItsTime(Context mp) throws Exception {
        try (Pool pool = mp.pool(o -> o.workers(1).name("limited"))) {
            pool.apply(() -> 0);
            long start = System.nanoTime();
            TaskTimeoutException failure = catchThrowableOfType(
                    TaskTimeoutException.class, () -> pool.apply(() -> sleep(30_000), o -> o.timeout(LIMIT)));
            assertAboutLimit(start);
            assertThat(failure.elapsed()).isGreaterThanOrEqualTo(LIMIT);
            TaskNote note = TaskNote.of(failure).orElseThrow();
            assertThat(note.pool()).isEqualTo("limited");
            assertThat(note.index()).isEmpty();
            assertThat(note.getStackTrace())
                    .as("what the worker was doing")
                    .anyMatch(frame -> frame.getMethodName().equals("sleep"));
            assertThat(pool.<Boolean>apply(() -> Thread.currentThread().isInterrupted()))
                    .isFalse();
        }
    }

    @ContractTest(THREAD)
    void aTaskThatDoesNotListenFailsAtItsTimeAndKeepsItsWorker(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> pool.apply(() -> ignoreInterrupts(800), o -> o.timeout(LIMIT)))
                    .isInstanceOf(TaskTimeoutException.class);
            assertAboutLimit(start);
            assertThat(pool.<Boolean>apply(() -> Thread.interrupted())).isFalse();
            assertThat(System.nanoTime() - start)
                    .as("the next task waits for the worker")
                    .isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(795));
        }
    }

    @ContractTest(THREAD)
    void whatATaskGivesAfterItsTimeIsInNoList(Context mp) throws Exception {
        AtomicInteger tries = new AtomicInteger();
        CountDownLatch given = new CountDownLatch(1);
        List<String> results;
        try (Pool pool = mp.pool(2)) {
            results = pool.map(
                    x -> {
                        if (x > 0 || tries.incrementAndGet() > 1) {
                            return "in time";
                        }
                        while (given.getCount() > 0) {
                            Thread.onSpinWait();
                        }
                        return "late";
                    },
                    range(4),
                    o -> o.timeout(LIMIT).retries(1).chunkSize(2));
            given.countDown();
        } // its workers are gone now
        assertThat(results).hasSize(4).containsOnly("in time");
    }

    @ContractTest
    void theTimeOfATaskBeginsWhenItBegins(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            AsyncResult<Integer> first = pool.applyAsync(PoolLimitsContractTest::sleep, 1_500);
            AsyncResult<Integer> second = pool.applyAsync(() -> sleep(1), o -> o.timeout(Duration.ofMillis(900)));
            assertThat(second.get()).isEqualTo(1);
            assertThat(first.get()).isEqualTo(1_500);
        }
    }

    @ContractTest
    void aTaskThatIsInTimeIsNotDisturbed(Context mp) throws Exception {
        try (Pool pool = mp.pool(2)) {
            assertThat(pool.<Integer, Integer>map(x -> x, range(500), o -> o.timeout(Duration.ofSeconds(20))))
                    .isEqualTo(range(500));
            assertThat(pool.<Integer>apply(() -> sleep(1), o -> o.timeout(Duration.ofSeconds(Long.MAX_VALUE))))
                    .isEqualTo(1);
        }
    }

    @ContractTest
    void inAMapTheLimitIsForEachTask(Context mp) throws Exception {
        try (Pool pool = mp.pool(2)) {
            WarmUp.of(pool);
            List<Integer> twenty = Collections.nCopies(20, 50);
            assertThat(pool.<Integer, Integer>map(
                            PoolLimitsContractTest::sleep, twenty, o -> o.timeout(Duration.ofMillis(900))))
                    .as("together they take longer than that")
                    .isEqualTo(twenty);
            assertThatThrownBy(() ->
                            pool.map(PoolLimitsContractTest::sleep, List.of(1, 2, 30_000, 3), o -> o.timeout(LIMIT)))
                    .isInstanceOf(TaskTimeoutException.class)
                    .satisfies(e ->
                            assertThat(TaskNote.of(e).orElseThrow().index()).hasValue(2));
        }
    }

    @ContractTest
    void inAnImapTheLateTaskFailsInItsPlace(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            pool.apply(PoolLimitsContractTest::sleep, 1); // the first task of a JVM loads what it needs
            try (ResultIterator<Integer> results =
                    pool.imap(PoolLimitsContractTest::sleep, List.of(1, 30_000), o -> o.timeout(LIMIT))) {
                assertThat(results.next()).isEqualTo(1);
                assertThatThrownBy(results::next).isInstanceOf(TaskTimeoutException.class);
                assertThat(results.hasNext()).isFalse();
            }
            assertThat(pool.<Integer, Integer>apply(PoolLimitsContractTest::sleep, 2))
                    .isEqualTo(2);
        }
    }

    @ContractTest
    void withAChunkSizeTheLimitIsForTheChunk(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            WarmUp.of(pool);
            try (ResultIterator<Integer> results = pool.imap(
                    PoolLimitsContractTest::sleep,
                    List.of(1, 30_000, 2, 3),
                    o -> o.timeout(Duration.ofMillis(900)).chunkSize(2))) {
                assertThatThrownBy(results::next).isInstanceOf(TaskTimeoutException.class);
                assertThatThrownBy(results::next).isInstanceOf(TaskTimeoutException.class);
                assertThat(results.next()).isEqualTo(2);
                assertThat(results.next()).isEqualTo(3);
                assertThat(results.hasNext()).isFalse();
            }
        }
    }

    private static int succeedAt(AtomicInteger tries, int good) throws IOException {
        if (tries.incrementAndGet() < good) {
            throw new IOException("try " + tries);
        }
        return tries.get();
    }

    @ContractTest(THREAD)
    void aFailedTaskIsTriedAgainAndTheLastOutcomeCounts(Context mp) throws Exception {
        try (Pool pool = mp.pool(2)) {
            AtomicInteger tries = new AtomicInteger();
            assertThat(pool.<Integer>apply(() -> succeedAt(tries, 4), o -> o.retries(3)))
                    .isEqualTo(4);
            AtomicInteger never = new AtomicInteger();
            assertThatThrownBy(() -> pool.apply(() -> succeedAt(never, 9), o -> o.retries(2)))
                    .isInstanceOf(TaskException.class)
                    .cause()
                    .hasMessage("try 3");
            assertThat(never.get()).isEqualTo(3);
            AtomicInteger atOnce = new AtomicInteger();
            pool.apply(() -> succeedAt(atOnce, 1), o -> o.retries(5));
            assertThat(atOnce.get()).isEqualTo(1);
            AtomicInteger none = new AtomicInteger();
            assertThatThrownBy(() -> pool.apply(() -> succeedAt(none, 2), o -> o.retries(0)))
                    .isInstanceOf(TaskException.class);
            assertThat(none.get()).isEqualTo(1);
        }
    }

    @ContractTest(THREAD)
    void onlyTheTasksThatFailAreTriedAgain(Context mp) throws Exception {
        for (int chunk : List.of(1, 4, 30)) {
            Map<Integer, Integer> tries = new ConcurrentHashMap<>();
            try (Pool pool = mp.pool(2)) {
                assertThat(pool.<Integer, Integer>map(
                                x -> thirdTime(tries, x),
                                range(30),
                                o -> o.chunkSize(chunk).retries(2)))
                        .isEqualTo(range(30));
                assertThat(tries).hasSize(30).allSatisfy(PoolLimitsContractTest::assertTries);
                tries.clear();
                for (boolean ordered : new boolean[] {true, false}) {
                    try (ResultIterator<Integer> results = ordered
                            ? pool.imap(
                                    x -> thirdTime(tries, x),
                                    range(30),
                                    o -> o.chunkSize(chunk).bufferSize(30).retries(2))
                            : pool.imapUnordered(
                                    x -> thirdTime(tries, x),
                                    range(30),
                                    o -> o.chunkSize(chunk).bufferSize(30).retries(2))) {
                        assertThat(results.stream()).containsExactlyInAnyOrderElementsOf(range(30));
                    }
                    assertThat(tries).hasSize(30).allSatisfy(PoolLimitsContractTest::assertTries);
                    tries.clear();
                }
            }
        }
    }

    /** Every third number fails twice. */
    private static int thirdTime(Map<Integer, Integer> tries, int x) {
        if (tries.merge(x, 1, Integer::sum) < 3 && x % 3 == 0) {
            throw new IllegalStateException("not yet: " + x);
        }
        return x;
    }

    private static void assertTries(int x, int tries) {
        assertThat(tries).isEqualTo(x % 3 == 0 ? 3 : 1);
    }

    @ContractTest(THREAD)
    void aTaskThatWasTooLateIsTriedAgainWithItsFullTime(Context mp) throws Exception {
        AtomicInteger tries = new AtomicInteger();
        try (Pool pool = mp.pool(1)) {
            assertThat(pool.<Integer>apply(
                            () -> sleep(tries.incrementAndGet() < 3 ? 30_000 : 50),
                            o -> o.timeout(LIMIT).retries(2)))
                    .isEqualTo(50);
            assertThat(tries.getAndSet(0)).isEqualTo(3);
            assertThat(pool.<Integer, Integer>map(
                            x -> sleep(tries.incrementAndGet() < 3 ? 30_000 : x),
                            List.of(7),
                            o -> o.timeout(LIMIT).retries(2)))
                    .containsExactly(7);
            assertThat(tries.get()).isEqualTo(3);
        }
    }

    @ContractTest(THREAD)
    void aTaskThatWasCancelledIsNotTriedAgain(Context mp) throws Exception {
        AtomicInteger tries = new AtomicInteger();
        CountDownLatch running = new CountDownLatch(1);
        try (Pool pool = mp.pool(1)) {
            AsyncResult<Integer> result = pool.applyAsync(
                    () -> {
                        tries.incrementAndGet();
                        running.countDown();
                        return sleep(30_000);
                    },
                    o -> o.retries(5));
            assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(result.cancel()).isTrue();
        }
        assertThat(tries.get()).isEqualTo(1);
    }
}
