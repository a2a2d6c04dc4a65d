package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.THREAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.harness.ContractTest;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** How a pool begins and how it ends. */
@Timeout(60)
class PoolLifecycleContractTest {

    private static int sleep(int millis) throws InterruptedException {
        Thread.sleep(millis);
        return millis;
    }

    private static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    private static long millisSince(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    @ContractTest
    @Tag("POOL.10")
    void aPoolHasAtLeastOneWorker(Context mp) {
        for (int workers : List.of(0, -1)) {
            assertThatThrownBy(() -> mp.pool(workers))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(String.valueOf(workers));
            assertThatThrownBy(() -> mp.pool(o -> o.workers(workers))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ContractTest(THREAD)
    void aPoolHasNoMoreThreadsThanAForkJoinPoolCanHave(Context mp) throws Exception {
        assertThatThrownBy(() -> mp.pool(o -> o.name("never-made").workers(32_768)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("workers", "32767", "32768");
        Eventually.noThreadOf("never-made");
        try (Pool pool = mp.pool(32_767)) {
            assertThat(pool.map(x -> x + 1, List.of(1))).containsExactly(2);
        }
    }

    @ContractTest
    @Tag("POOL.18")
    void maxTasksPerChildIsAtLeastOne(Context mp) throws Exception {
        for (int tasks : List.of(0, -1)) {
            assertThatThrownBy(() -> mp.pool(o -> o.name("never-made").maxTasksPerChild(tasks)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(String.valueOf(tasks));
        }
        Eventually.noThreadOf("never-made");
    }

    @ContractTest
    @Tag("POOL.24")
    void shutdownLetsSubmittedWorkFinish(Context mp) throws Exception {
        Pool pool = mp.pool(1);
        long start = System.nanoTime();
        List<AsyncResult<Integer>> results = fourTimes(pool);
        long submitted = System.nanoTime();
        pool.shutdown();
        assertThat(millisSince(submitted)).isLessThan(500);
        pool.join();
        assertThat(millisSince(start)).isBetween(790L, 10_000L);
        assertAllRight(results);
    }

    @ContractTest
    @Tag("POOL.24")
    void leavingTheBlockLetsSubmittedWorkFinish(Context mp) throws Exception {
        List<AsyncResult<Integer>> results;
        long start = System.nanoTime();
        try (Pool pool = mp.pool(1)) {
            results = fourTimes(pool);
        }
        assertThat(millisSince(start)).isBetween(790L, 10_000L);
        assertAllRight(results);
    }

    private static List<AsyncResult<Integer>> fourTimes(Pool pool) {
        List<AsyncResult<Integer>> results = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            results.add(pool.applyAsync(PoolLifecycleContractTest::sleep, 200));
        }
        return results;
    }

    private static void assertAllRight(List<AsyncResult<Integer>> results) throws Exception {
        for (AsyncResult<Integer> result : results) {
            assertThat(result.ready()).isTrue();
            assertThat(result.get()).isEqualTo(200);
        }
    }

    @ContractTest
    @Tag("POOL.24")
    void whoeverIsInterruptedInCloseFindsThePoolTerminated(Context mp) throws Exception {
        Pool pool = mp.pool(1);
        AsyncResult<Integer> result = pool.applyAsync(PoolLifecycleContractTest::sleep, 300_000);
        AtomicBoolean flag = new AtomicBoolean();
        Thread closer = new Thread(() -> {
            pool.close();
            flag.set(Thread.currentThread().isInterrupted());
        });
        closer.start();
        assertThat(result.await(Duration.ofMillis(50))).isFalse();
        closer.interrupt();
        closer.join();
        assertThat(flag.get()).isTrue();
        assertThatThrownBy(result::get).isInstanceOf(CancellationException.class);
        assertThat(pool.join(Duration.ofSeconds(10))).isTrue();
        assertThatThrownBy(() -> pool.apply(() -> 1)).isInstanceOf(IllegalStateException.class);
    }

    @ContractTest
    @Tag("POOL.26")
    void aPoolStaysWhereItIs(Context mp) {
        try (Pool pool = mp.pool(1)) {
            assertThatThrownBy(() -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(pool))
                    .isInstanceOfAny(UnsupportedOperationException.class, NotSerializableException.class);
        }
    }

    @ContractTest
    @Tag("EXEC.4")
    void shutdownWithoutJoinGivesTheResults(Context mp) throws Exception {
        Pool pool = mp.pool(o -> o.workers(2).name("unjoined"));
        AsyncResult<List<Integer>> result =
                pool.mapAsync(Math::abs, IntStream.range(-5, 5).boxed().toList());
        long start = System.nanoTime();
        pool.shutdown();
        assertThat(millisSince(start)).isLessThan(500);
        assertThat(result.get()).containsExactly(5, 4, 3, 2, 1, 0, 1, 2, 3, 4);
        Eventually.noThreadOf("unjoined");
    }

    @ContractTest
    @Tag("EXEC.6")
    @Timeout(180)
    void shutdownRightAfterSubmittingLosesNothing(Context mp) throws Exception {
        List<Integer> sizes = mp.startMethod() == THREAD ? List.of(1, 2, 3, 4) : List.of(1); // a JVM takes its time
        for (int round = 0; round < 50; round++) {
            for (int workers : sizes) {
                Pool pool = mp.pool(workers);
                AsyncResult<List<Integer>> result = pool.mapAsync(x -> x * x, range(workers + 1), o -> o.chunkSize(1));
                pool.shutdown();
                assertThat(pool.join(Duration.ofSeconds(15))).isTrue();
                assertThat(result.ready()).isTrue();
                assertThat(result.get())
                        .isEqualTo(range(workers + 1).stream().map(x -> x * x).toList());
            }
        }
    }

    @ContractTest(THREAD)
    void runningTasksMaySubmitToAPoolThatWasShutDown(Context mp) throws Exception {
        for (int workers = 1; workers <= 3; workers++) {
            CountDownLatch shut = new CountDownLatch(1);
            Pool pool = mp.pool(workers);
            AsyncResult<Integer> result = pool.applyAsync(() -> {
                shut.await();
                int sum = pool.<Integer>apply(() -> 1);
                sum += pool.map(x -> x, range(5)).size();
                sum += pool.imap(x -> x, range(5)).stream().toList().size();
                return sum;
            });
            pool.shutdown();
            assertThatThrownBy(() -> pool.apply(() -> 1)).isInstanceOf(IllegalStateException.class);
            shut.countDown();
            pool.join();
            assertThat(result.get()).isEqualTo(11);
        }
    }

    @ContractTest(THREAD)
    void closeReturnsOnlyWhenEveryTaskIsOver(Context mp) {
        for (int round = 0; round < 300; round++) {
            AtomicInteger over = new AtomicInteger();
            try (Pool pool = mp.pool(3)) {
                for (int i = 0; i < 20; i++) {
                    pool.applyAsync(over::incrementAndGet);
                }
                pool.mapAsync(x -> over.incrementAndGet(), range(20));
            }
            assertThat(over.get()).isEqualTo(40);
        }
    }

    @ContractTest(THREAD)
    void closeByTwoThreadsAtOnceIsCloseForBoth(Context mp) throws Exception {
        for (int round = 0; round < 200; round++) {
            AtomicInteger over = new AtomicInteger();
            AtomicReference<Object> seen = new AtomicReference<>();
            Pool pool = mp.pool(2);
            for (int i = 0; i < 10; i++) {
                pool.applyAsync(over::incrementAndGet);
            }
            Thread other = new Thread(() -> {
                pool.close();
                seen.set(over.get());
            });
            other.start();
            pool.close();
            assertThat(over.get()).isEqualTo(10);
            other.join();
            assertThat(seen.get()).isEqualTo(10);
        }
    }

    @ContractTest
    void namesAreTold(Context mp) {
        try (Pool named = mp.pool(o -> o.workers(2).name("mine"));
                Pool one = mp.pool(1);
                Pool two = mp.pool(1)) {
            assertThat(named.name()).isEqualTo("mine");
            assertThat(named.startMethod()).isEqualTo(mp.startMethod());
            assertThat(named.toString()).contains("mine").contains("2");
            assertThat(one.name()).isNotEqualTo(two.name()).isNotBlank();
        }
    }
}
