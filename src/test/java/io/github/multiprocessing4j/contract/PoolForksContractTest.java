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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;

/** Tasks that fork, in a fork-join pool that is their own pool's. */
@Timeout(60)
class PoolForksContractTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    private static int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }

    @ContractTest(THREAD)
    void aMapInsideAParallelStreamInsideATaskFinishes(Context mp) throws Exception {
        for (int workers : List.of(1, 2, 3)) {
            for (int round = 0; round < 50; round++) {
                Pool pool = mp.pool(workers);
                try {
                    AsyncResult<Integer> result = pool.applyAsync(() -> IntStream.range(0, 16)
                            .parallel()
                            .map(x -> mapped(pool, x))
                            .sum());
                    assertThat(result.get(SOON)).as("pool of " + workers).isEqualTo(16 * 6);
                } finally {
                    pool.terminate();
                }
            }
        }
    }

    private static int mapped(Pool pool, int x) {
        try {
            return sum(pool.map(y -> y, range(4), o -> o.chunkSize(1)));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ContractTest(THREAD)
    void aTaskThatForksAndJoinsStaysATask(Context mp) throws Exception {
        Pool pool = mp.pool(2);
        try {
            AsyncResult<String> result = pool.applyAsync(() -> forkAndJoin(pool));
            assertThat(result.get(SOON)).isEqualTo("joined, and still refused to close");
        } finally {
            pool.terminate();
        }
    }

    /** A forked subtask on the other worker waits for a task of the pool. */
    private static String forkAndJoin(Pool pool) throws Exception {
        CountDownLatch stolen = new CountDownLatch(1);
        CountDownLatch inner = new CountDownLatch(1);
        ForkJoinTask<Boolean> forked = new RecursiveTask<Boolean>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected Boolean compute() {
                pool.applyAsync(() -> {
                    inner.countDown();
                    return 0;
                });
                stolen.countDown();
                try {
                    return inner.await(1, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    return false;
                }
            }
        }.fork();
        assertThat(stolen.await(5, TimeUnit.SECONDS)).isTrue();
        forked.join(); // whether the inner task ran meanwhile is the fork-join pool's affair
        assertThatThrownBy(pool::close).isInstanceOf(IllegalStateException.class);
        return "joined, and still refused to close";
    }
}
