package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.THREAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.harness.ContractTest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;

/** Which tasks of a failing {@code map} are run, with and without {@code failFast}. */
@Timeout(60)
class PoolFailFastContractTest {

    private static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    @ContractTest(THREAD)
    void allTasksAreRunThoughOneFails(Context mp) {
        for (int chunk : List.of(1, 7, 100)) {
            Set<Integer> run = ConcurrentHashMap.newKeySet();
            try (Pool pool = mp.pool(3)) {
                assertThatThrownBy(() -> pool.map(
                                x -> {
                                    run.add(x);
                                    if (x % 10 == 0) {
                                        throw new IllegalStateException("x" + x);
                                    }
                                    return x;
                                },
                                range(100),
                                o -> o.chunkSize(chunk)))
                        .isInstanceOf(IllegalStateException.class);
                assertThat(run).as("when map has thrown").hasSize(100);
            }
        }
    }

    @ContractTest(THREAD)
    void failFastThrowsAtOnceAndCancelsTheRest(Context mp) throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        try (Pool pool = mp.pool(2)) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> pool.map(
                            x -> {
                                begun.incrementAndGet();
                                if (x == 1) {
                                    running.await();
                                    throw new IllegalStateException("fast");
                                }
                                try {
                                    running.countDown();
                                    Thread.sleep(30_000);
                                } catch (InterruptedException e) {
                                    interrupted.countDown();
                                }
                                return x;
                            },
                            range(1_000),
                            o -> o.chunkSize(1).failFast()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("fast");
            assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(5));
            assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(begun.get()).as("two were running, at most two more begun").isLessThan(5);
    }

    @ContractTest(THREAD)
    void failFastSkipsTheRestOfTheChunksThatAreRunning(Context mp) throws Exception {
        CountDownLatch failed = new CountDownLatch(1);
        AtomicInteger after = new AtomicInteger();
        CountDownLatch otherChunk = new CountDownLatch(1);
        try (Pool pool = mp.pool(2)) {
            AsyncResult<List<Integer>> result = pool.mapAsync(
                    x -> {
                        if (x == 0) {
                            otherChunk.await();
                            throw new IllegalStateException("first chunk");
                        }
                        if (x == 10) {
                            otherChunk.countDown();
                            awaitUninterruptibly(failed);
                        } else if (x > 10) {
                            after.incrementAndGet();
                        }
                        return x;
                    },
                    range(20),
                    o -> o.chunkSize(10).failFast());
            assertThatThrownBy(result::get).hasMessage("first chunk");
            failed.countDown();
        }
        assertThat(after.get()).as("items of a cancelled chunk").isZero();
    }

    @ContractTest(THREAD)
    void failFastWithoutAFailureIsAMapLikeAnyOther(Context mp) throws Exception {
        try (Pool pool = mp.pool(2)) {
            assertThat(pool.<Integer, Integer>map(x -> x, range(100), o -> o.failFast()))
                    .isEqualTo(range(100));
        }
    }

    @ContractTest(THREAD)
    void failFastGivesUpOnlyAfterTheRetries(Context mp) {
        AtomicInteger tries = new AtomicInteger();
        try (Pool pool = mp.pool(2)) {
            assertThatThrownBy(() -> pool.map(
                            x -> {
                                if (x == 3) {
                                    tries.incrementAndGet();
                                    throw new IllegalStateException("three");
                                }
                                return x;
                            },
                            range(10),
                            o -> o.chunkSize(2).failFast().retries(4)))
                    .hasMessage("three");
        }
        assertThat(tries.get()).isEqualTo(5);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        for (; ; ) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // A task that takes no notice.
            }
        }
    }
}
