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
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Timeout;

/** Tasks, callbacks and listeners that end their own pool; and pools without number. */
@Timeout(60)
class PoolFromInsideTest {

    private static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    private static List<ThrowingCallable> waitsForTheEnd(Pool pool) {
        return List.of(
                pool::close,
                pool::join,
                () -> pool.join(Duration.ofSeconds(1)),
                () -> pool.asExecutorService().awaitTermination(1, TimeUnit.SECONDS));
    }

    @ContractTest(THREAD)
    void aTaskCannotWaitForTheEndOfItsOwnPool(Context mp) throws Exception {
        try (Pool pool = mp.pool(2)) {
            for (ThrowingCallable call : waitsForTheEnd(pool)) {
                pool.apply(() -> {
                    assertThatThrownBy(call).isInstanceOf(IllegalStateException.class);
                    return 0;
                });
                try (ResultIterator<Boolean> results = pool.imap(
                        x -> {
                            assertThatThrownBy(call).isInstanceOf(IllegalStateException.class);
                            return true;
                        },
                        range(2))) {
                    assertThat(results.next()).isTrue();
                }
            }
            assertThat(pool.<Integer>apply(() -> 1))
                    .as("the pool stays as it was")
                    .isEqualTo(1);
        }
    }

    @ContractTest(THREAD)
    void aCallbackCannotWaitForTheEndOfItsOwnPool(Context mp) throws Exception {
        try (Pool pool = mp.pool(2)) {
            for (ThrowingCallable call : waitsForTheEnd(pool)) {
                CompletableFuture<Void> refused = new CompletableFuture<>();
                pool.applyAsync(
                        () -> 0,
                        value -> {
                            assertThatThrownBy(call).isInstanceOf(IllegalStateException.class);
                            refused.complete(null);
                        },
                        null);
                refused.get(10, TimeUnit.SECONDS);
            }
            assertThat(pool.<Integer>apply(() -> 1)).isEqualTo(1);
        }
    }

    @ContractTest(THREAD)
    void aTaskMayShutItsPoolDown(Context mp) throws Exception {
        Pool pool = mp.pool(1);
        CountDownLatch gate = new CountDownLatch(1);
        AsyncResult<Integer> result = pool.applyAsync(() -> {
            gate.await();
            pool.shutdown();
            return pool.map(x -> x, range(4)).size();
        });
        AsyncResult<Integer> next = pool.applyAsync(() -> 2);
        gate.countDown();
        assertThat(result.get()).isEqualTo(4);
        assertThat(next.get()).isEqualTo(2);
        pool.join();
    }

    @ContractTest(THREAD)
    void aTaskMayTerminateItsPool(Context mp) throws Exception {
        for (int round = 0; round < 100; round++) {
            Pool pool = mp.pool(2);
            AsyncResult<Integer> result = pool.applyAsync(() -> {
                pool.terminate();
                return 1;
            });
            assertThatThrownBy(result::get).isInstanceOf(CancellationException.class);
            pool.join();
        }
    }

    @ContractTest(THREAD)
    void aCallbackMayEndItsPool(Context mp) throws Exception {
        for (int round = 0; round < 100; round++) {
            Pool shut = mp.pool(2);
            assertThat(shut.applyAsync(() -> 1, value -> shut.shutdown(), null).get())
                    .isEqualTo(1);
            shut.join();
            Pool stopped = mp.pool(2);
            AsyncResult<Integer> result = stopped.applyAsync(() -> 1, value -> stopped.terminate(), null);
            result.await();
            stopped.join();
            Pool heard = mp.pool(2);
            AsyncResult<List<Integer>> map = heard.mapAsync(x -> x, range(10), o -> o.progress(p -> heard.terminate()));
            map.await();
            heard.join();
        }
    }

    @ContractTest(THREAD)
    void anInputMayEndItsPool(Context mp) throws Exception {
        for (boolean close : new boolean[] {true, false}) {
            Pool pool = mp.pool(2);
            Iterable<Integer> ending = () -> {
                if (close) {
                    pool.close();
                } else {
                    pool.terminate();
                }
                return range(3).iterator();
            };
            try (ResultIterator<Integer> results = pool.imap(x -> x, ending)) {
                assertThatThrownBy(() -> results.next(Duration.ofSeconds(10)))
                        .isInstanceOfAny(IllegalStateException.class, CancellationException.class);
            }
            assertThat(pool.join(Duration.ofSeconds(10))).isTrue();
        }
    }

    @ContractTest(THREAD)
    void thousandsOfPoolsLeaveNothingBehind(Context mp) throws Exception {
        for (int i = 0; i < 2_000; i++) {
            int kind = i % 5;
            Pool pool = mp.pool(o -> {
                o.workers(3).name("one-of-thousands");
                if (kind == 4) {
                    o.maxTasksPerChild(1);
                }
            });
            if (kind > 0) {
                assertThat(pool.<Integer, Integer>map(x -> x, range(4))).hasSize(4);
                pool.applyAsync(() -> 1, x -> {}, null);
                pool.applyAsync(() -> 1, o -> o.timeout(Duration.ofSeconds(10)));
            }
            if (kind == 3) {
                pool.imap(x -> x, range(100)).next();
            }
            if (i % 2 == 0) {
                pool.close();
            } else {
                pool.terminate();
            }
        }
        Eventually.noThreadOf("one-of-thousands");
    }
}
