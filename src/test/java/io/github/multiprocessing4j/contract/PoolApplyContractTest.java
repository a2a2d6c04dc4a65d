package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.THREAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.Queue;
import io.github.multiprocessing4j.harness.ContractTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** One call at a time: {@code apply}, {@code applyAsync} and their {@link AsyncResult}. */
@Timeout(60)
class PoolApplyContractTest {

    private static int square(int x) {
        return x * x;
    }

    private static int slowly(int millis) throws InterruptedException {
        Thread.sleep(millis);
        return millis;
    }

    private static long millisSince(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    @ContractTest
    @Tag("POOL.1")
    void givesWhatTheFunctionGives(Context mp) throws Exception {
        try (Pool pool = mp.pool(2)) {
            assertThat(pool.<String>apply(() -> "none")).isEqualTo("none");
            assertThat(pool.<Integer, Integer>apply(PoolApplyContractTest::square, 7))
                    .isEqualTo(49);
            assertThat(pool.<Integer, Integer, Integer>apply(Math::addExact, 3, 4))
                    .isEqualTo(7);
            assertThat(pool.<Integer, Integer, Integer, Integer>apply((a, b, c) -> a + b + c, 1, 2, 3))
                    .isEqualTo(6);
        }
    }

    @ContractTest
    @Tag("POOL.1")
    void blocksUntilTheResultIsThere(Context mp) throws Exception {
        try (Pool pool = mp.pool(2)) {
            long start = System.nanoTime();
            assertThat(pool.<Integer, Integer>apply(PoolApplyContractTest::slowly, 200))
                    .isEqualTo(200);
            assertThat(millisSince(start)).isBetween(190L, 10_000L);
        }
    }

    @ContractTest
    void manyThreadsCallAtOnceAndEachGetsItsOwn(Context mp) throws Exception {
        try (Pool pool = mp.pool(2);
                Pool callers = new Pool(6)) {
            List<Integer> sums = callers.map(
                    caller -> {
                        int sum = 0;
                        for (int i = 0; i < 200; i++) {
                            int mine = caller * 1000 + i;
                            List<Integer> result = pool.apply(() -> List.of(mine, mine + 1));
                            sum += result.get(1) - result.get(0) + (result.get(0) == mine ? 0 : 1_000_000);
                        }
                        return sum;
                    },
                    List.of(1, 2, 3, 4, 5, 6));
            assertThat(sums).containsOnly(200);
        }
    }

    @ContractTest
    void aCallThatIsInterruptedReturnsAndItsTaskGoesOn(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            Queue<String> begun = mp.queue();
            Queue<String> gate = mp.queue();
            pool.apply(() -> 0); // a worker is there
            FutureTask<Boolean> calling = new FutureTask<>(() -> {
                try {
                    pool.apply(() -> {
                        begun.put("begun");
                        return gate.get();
                    });
                    return false;
                } catch (InterruptedException expected) {
                    return true;
                }
            });
            Thread caller = new Thread(calling);
            caller.start();
            assertThat(begun.get()).isEqualTo("begun");
            caller.interrupt();
            assertThat(calling.get()).isTrue();
            gate.put("on");
            assertThat(pool.<Integer>apply(() -> 1)).isEqualTo(1);
        }
    }

    @ContractTest
    void nullIsAnArgumentAndAResult(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            assertThat(pool.<Object>apply(() -> null)).isNull();
            assertThat(pool.<Object, Boolean>apply(x -> x == null, null)).isTrue();
            assertThat(pool.<Object, Object, Boolean>apply((x, y) -> x == y, null, null))
                    .isTrue();
            assertThat(pool.<Object, Object, Object, Object>apply((x, y, z) -> z, 1, 2, null))
                    .isNull();
            AsyncResult<Object> result = pool.applyAsync(() -> null);
            assertThat(result.get(Duration.ofSeconds(30))).isNull();
            assertThat(result.successful()).isTrue();
            assertThat(result.toCompletableFuture().get()).isNull();
        }
    }

    @ContractTest
    @Tag("POOL.6")
    void applyAsyncReturnsAtOnceAndGetWaits(Context mp) throws Exception {
        try (Pool pool = mp.pool(2)) {
            pool.apply(() -> 0); // a worker is there, so that its start is not counted
            long start = System.nanoTime();
            AsyncResult<Integer> result = pool.applyAsync(PoolApplyContractTest::slowly, 100);
            boolean ready = result.ready();
            long returned = millisSince(start);
            assertThat(returned).isLessThan(500);
            if (returned < 90) {
                assertThat(ready).isFalse();
            }
            assertThat(result.get()).isEqualTo(100);
            assertThat(millisSince(start)).isBetween(95L, 10_000L);
            assertThat(result.ready()).isTrue();
            assertThat(result.successful()).isTrue();
            assertThat(result.get()).as("again").isEqualTo(100);
        }
    }

    @ContractTest
    @Tag("POOL.7")
    void getGivesUpAfterItsTimeout(Context mp) throws Exception {
        Pool pool = mp.pool(2);
        AsyncResult<Integer> result = pool.applyAsync(PoolApplyContractTest::slowly, 30_000);
        long start = System.nanoTime();
        assertThatThrownBy(() -> result.get(Duration.ofMillis(100))).isInstanceOf(TimeoutException.class);
        assertThat(millisSince(start)).isBetween(95L, 10_000L);
        long end = System.nanoTime();
        pool.terminate();
        pool.join();
        assertThat(millisSince(end)).isLessThan(10_000);
    }

    @ContractTest
    void anElapsedTimeoutDoesNotTouchTheTask(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            AsyncResult<Integer> result = pool.applyAsync(PoolApplyContractTest::slowly, 1_000);
            assertThatThrownBy(() -> result.get(Duration.ofMillis(10))).isInstanceOf(TimeoutException.class);
            assertThat(result.await(Duration.ofMillis(10))).isFalse();
            assertThatThrownBy(result::successful).isInstanceOf(IllegalStateException.class);
            assertThat(result.get()).isEqualTo(1_000);
        }
    }

    @ContractTest
    void awaitSaysWhetherTheResultIsReadyWhateverItIs(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            AsyncResult<Integer> slow = pool.applyAsync(PoolApplyContractTest::slowly, 1_000);
            long start = System.nanoTime();
            assertThat(slow.await(Duration.ofMillis(50))).isFalse();
            assertThat(millisSince(start)).isGreaterThanOrEqualTo(50);
            slow.await();
            assertThat(slow.ready()).isTrue();
            AsyncResult<Integer> failing = pool.applyAsync(Integer::parseInt, "x");
            failing.await();
            assertThat(failing.await(Duration.ZERO)).isTrue();
            assertThat(failing.successful()).isFalse();
            AsyncResult<Integer> cancelled = pool.applyAsync(PoolApplyContractTest::slowly, 30_000);
            cancelled.cancel();
            cancelled.await();
            assertThat(cancelled.await(Duration.ofSeconds(-1))).isTrue();
        }
    }

    @ContractTest(THREAD)
    void workIsBegunInTheOrderOfSubmission(Context mp) throws Exception {
        List<Integer> begun = Collections.synchronizedList(new ArrayList<>());
        try (Pool pool = mp.pool(1)) {
            CountDownLatch gate = new CountDownLatch(1);
            pool.applyAsync(() -> gate.await(30, TimeUnit.SECONDS));
            for (int i = 0; i < 500; i++) {
                pool.applyAsync(begun::add, i);
            }
            gate.countDown();
        }
        assertThat(begun).isEqualTo(IntStream.range(0, 500).boxed().toList());
    }

    @ContractTest(THREAD)
    void whatWasDoneBeforeIsSeenByTheTaskAndItsDeedsByTheCaller(Context mp) throws Exception {
        int[] plain = new int[1];
        try (Pool pool = mp.pool(2)) {
            for (int i = 1; i <= 2_000; i++) {
                plain[0] = i;
                int expected = i;
                assertThat(pool.<Integer>apply(() -> plain[0]++)).isEqualTo(expected);
                assertThat(plain[0]).isEqualTo(expected + 1);
            }
        }
    }

    @ContractTest
    @Tag("EXEC.14")
    void aBurstOfSubmissionsComesOutRight(Context mp) throws Exception {
        long start = System.nanoTime();
        try (Pool pool = mp.pool(2)) {
            List<AsyncResult<Integer>> results = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                results.add(pool.applyAsync(PoolApplyContractTest::square, i));
            }
            for (int i = 0; i < 10_000; i++) {
                assertThat(results.get(i).get()).isEqualTo(i * i);
            }
        }
        assertThat(millisSince(start)).isLessThan(60_000);
    }
}
