package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.THREAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.ResultIterator;
import io.github.multiprocessing4j.harness.ContractTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** A pool that is stopped now. */
@Timeout(60)
class PoolTerminateContractTest {

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
    @Tag("POOL.11")
    void terminateStopsTenThousandSleepingTasks(Context mp) throws Exception {
        Pool pool = mp.pool(3);
        AsyncResult<List<Integer>> result = pool.mapAsync(x -> sleep(300_000), range(10_000), o -> o.chunkSize(1));
        long start = System.nanoTime();
        pool.terminate();
        pool.join();
        assertThat(millisSince(start)).isLessThan(15_000);
        assertThatThrownBy(result::get).isInstanceOf(CancellationException.class);
    }

    @ContractTest
    @Tag("HANG.5")
    void whatIsOpenWhenThePoolIsTerminatedFailsAtOnce(Context mp) throws Exception {
        Pool pool = mp.pool(1);
        AsyncResult<Integer> running = pool.applyAsync(PoolTerminateContractTest::sleep, 300_000);
        AsyncResult<Integer> waiting = pool.applyAsync(() -> 1, o -> o.retries(3));
        AsyncResult<List<Integer>> map = pool.mapAsync(x -> x, range(100), o -> o.retries(2));
        AsyncResult<Integer> told = pool.applyAsync(() -> 1, x -> {}, x -> {});
        CompletableFuture<Integer> future = waiting.toCompletableFuture();
        try (ResultIterator<Integer> imap = pool.imap(x -> x, range(100));
                ResultIterator<Integer> unordered = pool.imapUnordered(x -> x, range(100))) {
            Thread waiter = new Thread(() -> assertThatThrownBy(running::get));
            waiter.start();
            pool.terminate();
            long start = System.nanoTime();
            for (AsyncResult<?> result : List.of(running, waiting, map, told)) {
                assertThat(result.await(Duration.ofSeconds(5))).isTrue();
                assertThat(result.ready()).isTrue();
                assertThat(result.successful()).isFalse();
                assertThatThrownBy(result::get).isInstanceOf(CancellationException.class);
                assertThatThrownBy(() -> result.get(Duration.ofSeconds(1))).isInstanceOf(CancellationException.class);
            }
            assertThatThrownBy(imap::next).isInstanceOf(CancellationException.class);
            assertThatThrownBy(unordered::next).isInstanceOf(CancellationException.class);
            assertThatThrownBy(future::get).isInstanceOf(CancellationException.class);
            waiter.join(5_000);
            assertThat(waiter.isAlive()).isFalse();
            assertThat(millisSince(start)).isLessThan(5_000);
        }
        pool.join();
    }

    @ContractTest(THREAD)
    void aTaskThatTakesNoNoticeOfTerminateKeepsItsThreadAndNothingElse(Context mp) throws Exception {
        AtomicBoolean release = new AtomicBoolean();
        CountDownLatch running = new CountDownLatch(1);
        Pool pool = mp.pool(1);
        AsyncResult<Integer> result = pool.applyAsync(() -> {
            running.countDown();
            while (!release.get()) {
                Thread.onSpinWait();
            }
            return 1;
        });
        running.await();
        pool.terminate();
        assertThatThrownBy(result::get).isInstanceOf(CancellationException.class);
        assertThat(pool.join(Duration.ofMillis(50))).isFalse();
        release.set(true);
        assertThat(pool.join(Duration.ofSeconds(10))).isTrue();
    }

    @ContractTest(THREAD)
    void anInitializerThatIsStillRunningEndsWithThePool(Context mp) throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        Pool pool = mp.pool(o -> o.workers(1).initializer(() -> {
            running.countDown();
            sleep(60_000);
        }));
        AsyncResult<Integer> result = pool.applyAsync(() -> 1);
        assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
        pool.terminate();
        assertThatThrownBy(result::get).isInstanceOf(CancellationException.class);
        assertThat(pool.join(Duration.ofSeconds(10))).isTrue();
    }
}
