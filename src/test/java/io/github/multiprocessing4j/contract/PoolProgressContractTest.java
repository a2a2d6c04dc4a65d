package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.THREAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.Progress;
import io.github.multiprocessing4j.harness.ContractTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;

/** How far an operation has come, as its listener hears it. */
@Timeout(60)
class PoolProgressContractTest {

    private final List<Progress> heard = Collections.synchronizedList(new ArrayList<>());

    private static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    private Progress last() {
        return heard.get(heard.size() - 1);
    }

    private void assertGrows() {
        for (int i = 1; i < heard.size(); i++) {
            Progress before = heard.get(i - 1);
            Progress after = heard.get(i);
            assertThat(after.done()).isGreaterThanOrEqualTo(before.done());
            assertThat(after.failed()).isGreaterThanOrEqualTo(before.failed());
            assertThat(after.elapsed()).isGreaterThanOrEqualTo(before.elapsed());
        }
        assertThat(heard).allMatch(p -> p.failed() <= p.done());
    }

    private long completeOnes() {
        return heard.stream().filter(Progress::isComplete).count();
    }

    @ContractTest
    void theListenerHearsOfTheEndBeforeTheResultIsReady(Context mp) throws Exception {
        try (Pool pool = mp.pool(4)) {
            for (int round = 0; round < 200; round++) {
                heard.clear();
                AsyncResult<List<Integer>> result =
                        pool.mapAsync(x -> x, range(100), o -> o.chunkSize(1).progress(heard::add));
                result.get();
                assertThat(last().done()).isEqualTo(100);
                assertThat(last().isComplete()).isTrue();
                assertThat(heard).allMatch(p -> p.total().getAsLong() == 100);
                assertThat(last().failed()).isZero();
                assertGrows();
                assertThat(completeOnes()).as("told once that all are over").isEqualTo(1);
            }
        }
    }

    @ContractTest
    void failedTasksAreCounted(Context mp) {
        try (Pool pool = mp.pool(2)) {
            assertThatThrownBy(() -> pool.map(
                            x -> 1 / (x % 4), range(100), o -> o.chunkSize(3).progress(heard::add)))
                    .isInstanceOf(ArithmeticException.class);
            assertThat(last().done()).isEqualTo(100);
            assertThat(last().failed()).isEqualTo(25);
            assertGrows();
        }
    }

    @ContractTest(THREAD)
    void aTaskThatIsTriedAgainCountsOnce(Context mp) throws Exception {
        HashSet<Integer> tried = new HashSet<>();
        try (Pool pool = mp.pool(1)) {
            pool.map(
                    x -> {
                        if (tried.add(x)) {
                            throw new IllegalStateException("first try");
                        }
                        return x;
                    },
                    range(20),
                    o -> o.chunkSize(6).retries(1).progress(heard::add));
        }
        assertThat(last().done()).isEqualTo(20);
        assertThat(last().failed()).isZero();
        assertGrows();
    }

    @ContractTest(THREAD)
    void itIsToldOnTheCallbackThreadNeverTwiceAtATime(Context mp) throws Exception {
        List<Thread> tellers = Collections.synchronizedList(new ArrayList<>());
        HighWater water = new HighWater();
        try (Pool pool = mp.pool(4)) {
            pool.applyAsync(() -> 1, x -> tellers.add(Thread.currentThread()), null)
                    .get();
            pool.map(
                    x -> x,
                    range(1_000),
                    o -> o.chunkSize(1).progress(p -> {
                        try {
                            water.inside(() -> tellers.add(Thread.currentThread()));
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }));
        }
        assertThat(tellers).containsOnly(tellers.get(0));
        assertThat(water.most()).isEqualTo(1);
    }

    @ContractTest(THREAD)
    void aSlowListenerIsToldLessOftenAndHoldsNobodyUp(Context mp) throws Exception {
        try (Pool pool = mp.pool(2)) {
            CountDownLatch release = new CountDownLatch(1);
            AsyncResult<List<Integer>> result = pool.mapAsync(
                    x -> x,
                    range(10_000),
                    o -> o.chunkSize(1).progress(p -> {
                        heard.add(p);
                        await(release);
                    }));
            assertThat(pool.map(x -> x, range(100)))
                    .as("goes through behind the 10,000")
                    .hasSize(100);
            release.countDown();
            result.get();
            assertThat(heard).hasSizeLessThan(10);
            assertThat(last().done()).isEqualTo(10_000);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ContractTest
    void aListenerThatThrowsIsHarmless(Context mp) throws Exception {
        try (Pool pool = mp.pool(2)) {
            assertThat(pool.<Integer, Integer>map(
                            x -> x,
                            range(10),
                            o -> o.chunkSize(10).progress(p -> {
                                heard.add(p);
                                throw new AssertionError("listener, on purpose");
                            })))
                    .isEqualTo(range(10));
            assertThat(last().isComplete()).isTrue();
            assertThat(pool.<Integer>apply(() -> 1)).isEqualTo(1);
        }
    }

    @ContractTest(THREAD)
    void withAListenerChunksAreAtMostAHundredthOfTheInput(Context mp) throws Exception {
        try (Pool pool = mp.pool(o -> o.workers(1).maxTasksPerChild(1))) {
            List<String> workers =
                    pool.map(x -> Thread.currentThread().getName(), range(1_000), o -> o.progress(heard::add));
            assertThat(new HashSet<>(workers)).hasSize(100);
        }
    }

    @ContractTest
    void anEmptyInputIsCompleteAtOnce(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            assertThat(pool.mapAsync(x -> x, range(0), o -> o.progress(heard::add))
                            .await(Duration.ofSeconds(10)))
                    .isTrue();
            assertThat(heard).allMatch(Progress::isComplete);
        }
    }

    @ContractTest(THREAD)
    void elapsedIsTheTimeSinceTheStart(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            pool.map(
                    x -> {
                        Thread.sleep(100);
                        return x;
                    },
                    range(1),
                    o -> o.progress(heard::add));
        }
        assertThat(last().elapsed().toNanos())
                .isBetween(TimeUnit.MILLISECONDS.toNanos(100), TimeUnit.SECONDS.toNanos(10));
    }
}
