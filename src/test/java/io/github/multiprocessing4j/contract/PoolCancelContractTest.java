package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.THREAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.harness.ContractTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;

/** Work that is taken back, and results as completable futures. */
@Timeout(60)
class PoolCancelContractTest {

    private static int sleep(int millis) throws InterruptedException {
        Thread.sleep(millis);
        return millis;
    }

    @ContractTest(THREAD)
    void aTaskThatWaitsNeverBegins(Context mp) throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        try (Pool pool = mp.pool(1)) {
            pool.applyAsync(() -> {
                gate.await();
                return 0;
            });
            AsyncResult<Integer> waiting = pool.applyAsync(begun::incrementAndGet);
            assertThat(waiting.cancel()).isTrue();
            assertThat(waiting.ready()).isTrue();
            assertThat(waiting.successful()).isFalse();
            assertThatThrownBy(waiting::get).isInstanceOf(CancellationException.class);
            assertThatThrownBy(() -> waiting.get(Duration.ofSeconds(1))).isInstanceOf(CancellationException.class);
            waiting.await();
            assertThat(waiting.cancel()).as("a second time").isFalse();
            gate.countDown();
        }
        assertThat(begun.get()).isZero();
    }

    /** Its only chunk brings no results. */
    @ContractTest
    void aLongMapOfOneChunkIsCancelled(Context mp) throws Exception {
        List<Integer> items = IntStream.range(0, 1000).boxed().toList();
        try (Pool pool = mp.pool(1)) {
            AsyncResult<List<Integer>> running = pool.mapAsync(x -> sleep(60_000), items, o -> o.chunkSize(1000));
            AsyncResult<List<Integer>> waiting = pool.mapAsync(x -> sleep(60_000), items, o -> o.chunkSize(5000));
            assertThat(waiting.cancel()).isTrue();
            assertThatThrownBy(waiting::get).isInstanceOf(CancellationException.class);
            assertThat(running.cancel()).isTrue();
            assertThatThrownBy(running::get).isInstanceOf(CancellationException.class);
            AsyncResult<List<Integer>> failing = pool.mapAsync(
                    x -> {
                        throw new IllegalStateException("again");
                    },
                    items,
                    o -> o.chunkSize(1000).retries(Integer.MAX_VALUE));
            assertThat(failing.cancel()).isTrue();
            assertThatThrownBy(failing::get).isInstanceOf(CancellationException.class);
        }
    }

    @ContractTest
    void aLongMapOfOneChunkIsInterrupted(Context mp) throws Exception {
        List<Integer> items = IntStream.range(0, 1000).boxed().toList();
        try (Pool pool = mp.pool(1)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> pool.map(x -> sleep(60_000), items, o -> o.chunkSize(1000)))
                    .isInstanceOf(InterruptedException.class);
        }
    }

    /** It lies in the backlog, and the worker that was called for it is not set up before the pool ends. */
    @ContractTest(THREAD)
    void aPoolEndsWhoseOnlyTaskWasTakenBackAtOnce(Context mp) throws Exception {
        for (int i = 0; i < 300; i++) {
            try (Pool pool = mp.pool(1)) {
                assertThat(pool.applyAsync(() -> sleep(60_000)).cancel()).isTrue();
            }
        }
    }

    @ContractTest(THREAD)
    void aTaskThatRunsIsInterrupted(Context mp) throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        try (Pool pool = mp.pool(1)) {
            AsyncResult<Integer> result = pool.applyAsync(() -> {
                running.countDown();
                try {
                    return sleep(30_000);
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                }
            });
            assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(result.cancel()).isTrue();
            assertThatThrownBy(result::get).isInstanceOf(CancellationException.class);
            assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(pool.<Boolean>apply(() -> Thread.interrupted())).isFalse();
        }
    }

    @ContractTest(THREAD)
    void aMapIsCancelledAsAWhole(Context mp) throws Exception {
        CountDownLatch running = new CountDownLatch(2);
        CountDownLatch interrupted = new CountDownLatch(2);
        AtomicInteger begun = new AtomicInteger();
        try (Pool pool = mp.pool(2)) {
            AsyncResult<List<Integer>> result = pool.mapAsync(
                    x -> {
                        begun.incrementAndGet();
                        running.countDown();
                        try {
                            return sleep(30_000);
                        } catch (InterruptedException e) {
                            interrupted.countDown();
                            throw e;
                        }
                    },
                    IntStream.range(0, 1_000).boxed().toList(),
                    o -> o.chunkSize(1));
            assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(result.cancel()).isTrue();
            int then = begun.get();
            assertThatThrownBy(result::get).isInstanceOf(CancellationException.class);
            assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(pool.<Integer>apply(() -> 1)).isEqualTo(1);
            assertThat(begun.get()).as("none began after cancel() had returned").isEqualTo(then);
            assertThat(then).as("none began because others were stopped").isEqualTo(2);
        }
    }

    @ContractTest
    void aResultThatIsReadyStaysAsItIs(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            AsyncResult<Integer> value = pool.applyAsync(() -> 1);
            value.await();
            assertThat(value.cancel()).isFalse();
            assertThat(value.get()).isEqualTo(1);
            AsyncResult<Integer> failure = pool.applyAsync(Integer::parseInt, "x");
            failure.await();
            assertThat(failure.cancel()).isFalse();
            assertThatThrownBy(failure::get).isInstanceOf(NumberFormatException.class);
        }
    }

    @ContractTest(THREAD)
    void noCallbackIsToldOfWhatWasCancelled(Context mp) throws Exception {
        AtomicInteger told = new AtomicInteger();
        CountDownLatch running = new CountDownLatch(1);
        try (Pool pool = mp.pool(1)) {
            AsyncResult<Integer> result = pool.applyAsync(
                    () -> {
                        running.countDown();
                        return sleep(30_000);
                    },
                    value -> told.incrementAndGet(),
                    failure -> told.incrementAndGet());
            AsyncResult<List<Integer>> waiting = pool.mapAsync(
                    x -> x, List.of(1, 2), value -> told.incrementAndGet(), failure -> told.incrementAndGet());
            assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(waiting.cancel()).isTrue();
            assertThat(result.cancel()).isTrue();
            assertThatThrownBy(waiting::get).isInstanceOf(CancellationException.class);
        }
        assertThat(told.get()).isZero();
    }

    @ContractTest(THREAD)
    void whoeverWaitsForACancelledResultIsWoken(Context mp) throws Exception {
        for (int round = 0; round < 100; round++) {
            Pool pool = mp.pool(1);
            AsyncResult<Integer> result = pool.applyAsync(PoolCancelContractTest::sleep, 30_000);
            Thread canceller = new Thread(result::cancel);
            canceller.start();
            assertThatThrownBy(result::get).isInstanceOf(CancellationException.class);
            canceller.join();
            pool.terminate();
        }
    }

    @ContractTest
    void aCompletableFutureFollowsTheResult(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            AsyncResult<Integer> value = pool.applyAsync(PoolCancelContractTest::sleep, 50);
            CompletableFuture<Integer> future = value.toCompletableFuture();
            assertThat(future.thenApply(x -> x + 1).get()).isEqualTo(51);
            assertThat(value.toCompletableFuture().get()).isEqualTo(50);
            CompletableFuture<Integer> failing =
                    pool.<String, Integer>applyAsync(Integer::parseInt, "x").toCompletableFuture();
            assertThatThrownBy(failing::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(NumberFormatException.class);
        }
    }

    @ContractTest
    void toCompleteTheFutureHasNoEffectOnTheResult(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            AsyncResult<Integer> result = pool.applyAsync(PoolCancelContractTest::sleep, 100);
            CompletableFuture<Integer> first = result.toCompletableFuture();
            CompletableFuture<Integer> second = result.toCompletableFuture();
            assertThat(first.complete(7)).isTrue();
            assertThat(first.get()).isEqualTo(7);
            assertThat(second.get()).isEqualTo(100);
            assertThat(result.get()).isEqualTo(100);
        }
    }

    @ContractTest(THREAD)
    void toCancelTheFutureIsToCancelTheWork(Context mp) throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        try (Pool pool = mp.pool(1)) {
            AsyncResult<Integer> result = pool.applyAsync(() -> {
                running.countDown();
                try {
                    return sleep(30_000);
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                }
            });
            CompletableFuture<Integer> future = result.toCompletableFuture();
            CompletableFuture<Integer> other = result.toCompletableFuture();
            assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(future.cancel(true)).isTrue();
            assertThat(future.isCancelled()).isTrue();
            assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(result::get).isInstanceOf(CancellationException.class);
            assertThat(other.isCancelled()).isTrue();
            AsyncResult<Integer> done = pool.applyAsync(() -> 1);
            CompletableFuture<Integer> late = done.toCompletableFuture();
            assertThat(late.get()).isEqualTo(1);
            assertThat(late.cancel(true)).isFalse();
        }
    }
}
