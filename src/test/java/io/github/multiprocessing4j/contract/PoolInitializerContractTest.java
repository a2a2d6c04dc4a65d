package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.THREAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.BrokenPoolException;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.ResultIterator;
import io.github.multiprocessing4j.harness.ContractTest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** What each worker runs before its first task, and what becomes of a pool in which that fails. */
@Timeout(60)
class PoolInitializerContractTest {

    private static volatile String field = "unset";

    private static void setField(String value) {
        field = value;
    }

    private static void setFieldTo(String first, String second) {
        field = first + second;
    }

    private static String readField(Object ignored) {
        return field;
    }

    private static void fail() {
        throw new IllegalStateException("bad init");
    }

    private static void hang() throws InterruptedException {
        Thread.sleep(60_000);
    }

    private static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    @ContractTest
    @Tag("EXEC.1")
    void theInitializerPrecedesTheFirstTask(Context mp) throws Exception {
        field = "unset";
        try (Pool pool = mp.pool(o -> o.workers(2).initializer(PoolInitializerContractTest::setField, "one"))) {
            assertThat(pool.<Integer, String>map(
                            PoolInitializerContractTest::readField, range(100), o -> o.chunkSize(1)))
                    .containsOnly("one");
        }
        try (Pool pool = mp.pool(o -> o.workers(2).initializer(PoolInitializerContractTest::setFieldTo, "t", "wo"))) {
            assertThat(pool.<Object, String>apply(PoolInitializerContractTest::readField, null))
                    .isEqualTo("two");
        }
    }

    @ContractTest(THREAD)
    void itRunsOnceOnEachWorker(Context mp) throws Exception {
        for (int max : List.of(0, 3)) {
            Map<Thread, Integer> runs = new ConcurrentHashMap<>();
            CountDownLatch all = new CountDownLatch(4);
            try (Pool pool = mp.pool(o -> {
                o.workers(4);
                o.initializer(() -> runs.merge(Thread.currentThread(), 1, Integer::sum));
                if (max > 0) {
                    o.maxTasksPerChild(max);
                }
            })) {
                assertThat(pool.<Integer, Integer>map(
                                x -> {
                                    all.countDown();
                                    assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
                                    return runs.get(Thread.currentThread());
                                },
                                range(60),
                                o -> o.chunkSize(1)))
                        .containsOnly(1);
            }
            assertThat(runs).hasSizeBetween(max == 0 ? 4 : 20, max == 0 ? 4 : 23);
        }
    }

    @ContractTest
    @Tag("EXEC.2")
    @Tag("HANG.6")
    void aFailingInitializerBreaksThePool(Context mp) throws Exception {
        Pool pool = mp.pool(o -> o.workers(2).initializer(PoolInitializerContractTest::fail));
        for (int i = 0; i < 3; i++) {
            Throwable failure = catchThrowable(pool.applyAsync(() -> 1)::get);
            assertThat(failure).isInstanceOf(BrokenPoolException.class);
            assertThat(failure).hasMessageContaining("IllegalStateException").hasMessageContaining("bad init");
            assertThat(failure.getCause())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("bad init");
        }
        assertThatThrownBy(() -> pool.map(x -> x, range(100))).isInstanceOf(BrokenPoolException.class);
        assertThatThrownBy(() -> pool.apply(() -> 1, o -> o.retries(3))).isInstanceOf(BrokenPoolException.class);
        try (ResultIterator<Integer> results = pool.imap(x -> x, range(3))) {
            assertThatThrownBy(results::next).isInstanceOf(BrokenPoolException.class);
        }
        long start = System.nanoTime();
        pool.terminate();
        pool.join();
        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(10));
    }

    @ContractTest(THREAD)
    @Tag("EXEC.2")
    @Tag("HANG.6")
    void noMoreWorkersThanThePoolHasAreStarted(Context mp) throws Exception {
        for (int max : List.of(0, 1)) {
            AtomicInteger started = new AtomicInteger();
            Pool pool = mp.pool(o -> {
                o.workers(2);
                o.initializer(() -> {
                    started.incrementAndGet();
                    throw new IOException("bad init");
                });
                if (max > 0) {
                    o.maxTasksPerChild(max);
                }
            });
            for (int i = 0; i < 200; i++) {
                AsyncResult<Integer> result = pool.applyAsync(() -> 1);
                assertThatThrownBy(result::get)
                        .isInstanceOf(BrokenPoolException.class)
                        .hasCauseInstanceOf(IOException.class);
            }
            pool.close();
            assertThat(started.get()).isBetween(1, 2);
        }
    }

    @ContractTest(THREAD)
    @Tag("HANG.6")
    void aHangingInitializerBreaksThePoolAtItsTime(Context mp) throws Exception {
        Pool pool = mp.pool(
                o -> o.workers(2).startTimeout(Duration.ofMillis(300)).initializer(PoolInitializerContractTest::hang));
        long start = System.nanoTime();
        List<AsyncResult<Integer>> results =
                List.of(pool.applyAsync(() -> 1), pool.applyAsync(() -> 2), pool.applyAsync(() -> 3));
        for (AsyncResult<Integer> result : results) {
            assertThatThrownBy(result::get).isInstanceOf(BrokenPoolException.class);
        }
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isBetween(295L, 10_000L);
        assertThatThrownBy(() -> pool.apply(() -> 1)).isInstanceOf(BrokenPoolException.class);
        pool.close();
    }

    @ContractTest(THREAD)
    @Tag("HANG.6")
    void anInitializerThatDoesNotListenCannotKeepResultsFromFailing(Context mp) throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Pool pool = mp.pool(o ->
                o.workers(1).startTimeout(Duration.ofMillis(100)).initializer(() -> awaitUninterruptibly(release)));
        assertThatThrownBy(() -> pool.apply(() -> 1)).isInstanceOf(BrokenPoolException.class);
        assertThatThrownBy(() -> pool.apply(() -> 1)).isInstanceOf(BrokenPoolException.class);
        pool.terminate();
        assertThat(pool.join(Duration.ofMillis(50))).isFalse();
        release.countDown();
        assertThat(pool.join(Duration.ofSeconds(10))).isTrue();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // It takes no notice.
            }
        }
    }

    @ContractTest(THREAD)
    void workersThatAreReadyGiveUpTooWhenOneFails(Context mp) throws Exception {
        AtomicInteger started = new AtomicInteger();
        CountDownLatch broken = new CountDownLatch(1);
        Pool pool = mp.pool(o -> o.workers(2).initializer(() -> {
            if (started.incrementAndGet() == 2) {
                fail();
            }
        }));
        CountDownLatch begun = new CountDownLatch(1);
        AsyncResult<Boolean> running = pool.applyAsync(() -> {
            begun.countDown();
            return broken.await(10, TimeUnit.SECONDS);
        });
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        AsyncResult<Integer> waiting = pool.applyAsync(() -> 1);
        assertThatThrownBy(waiting::get).isInstanceOf(BrokenPoolException.class);
        broken.countDown();
        assertThat(running.get()).as("what runs is run to its end").isTrue();
        assertThatThrownBy(() -> pool.apply(() -> 1)).isInstanceOf(BrokenPoolException.class);
        pool.close();
    }

    @ContractTest(THREAD)
    @Tag("HANG.6")
    void aHangingInitializerOfAWorkerThatIsNotNeededCannotKeepThePoolOpen(Context mp) throws Exception {
        AtomicInteger started = new AtomicInteger();
        CountDownLatch second = new CountDownLatch(1);
        Pool pool =
                mp.pool(o -> o.workers(2).startTimeout(Duration.ofSeconds(2)).initializer(() -> {
                    if (started.incrementAndGet() == 2) {
                        second.countDown();
                        hang();
                    }
                }));
        AsyncResult<Boolean> first = pool.applyAsync(() -> second.await(10, TimeUnit.SECONDS));
        AsyncResult<Integer> next = pool.applyAsync(() -> 1);
        assertThat(first.get()).isTrue();
        assertThat(next.get()).isEqualTo(1);
        pool.shutdown();
        try {
            assertThat(pool.join(Duration.ofSeconds(6))).as("ended").isTrue();
        } finally {
            pool.terminate();
        }
    }
}
