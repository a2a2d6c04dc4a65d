package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.THREAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.harness.ContractTest;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;

/** An interrupt reaches the task that it is meant for, and no other one. */
@Timeout(60)
class PoolInterruptFlagContractTest {

    private static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    @ContractTest(THREAD)
    void aTasksOwnInterruptFlagStaysItsOwnAffair(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            assertThat(pool.<Integer, Boolean>map(x -> interruptMyself(), range(20), o -> o.chunkSize(1)))
                    .containsOnly(false);
            assertThat(pool.<Integer, Boolean>map(x -> interruptMyself(), range(20), o -> o.chunkSize(20)))
                    .as("neighbours in a chunk")
                    .containsOnly(false);
            assertThat(pool.<List<Boolean>>apply(
                            () -> pool.map(x -> interruptMyself(), range(20), o -> o.chunkSize(1))))
                    .as("run inside another task")
                    .containsOnly(false);
        }
    }

    /** Whether the thread was interrupted before; leaves it interrupted. */
    private static boolean interruptMyself() {
        boolean before = Thread.currentThread().isInterrupted();
        Thread.currentThread().interrupt();
        return before;
    }

    @ContractTest(THREAD)
    void theInterruptOfAStoppedOuterTaskIsNotLostInAnInnerOne(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            for (int i = 0; i < 200; i++) {
                AtomicBoolean heard = new AtomicBoolean();
                CountDownLatch inside = new CountDownLatch(1);
                AsyncResult<Integer> outer = pool.applyAsync(() -> {
                    try {
                        pool.map(
                                x -> {
                                    inside.countDown();
                                    Race.spin(5_000);
                                    return Thread.currentThread().isInterrupted();
                                },
                                range(1_000),
                                o -> o.chunkSize(10));
                        Thread.sleep(20_000);
                    } catch (InterruptedException e) {
                        heard.set(true);
                        throw e;
                    }
                    return 0;
                });
                inside.await();
                Race.spinUpTo(200_000);
                assertThat(outer.cancel()).isTrue();
                assertThatThrownBy(outer::get).isInstanceOf(CancellationException.class);
                assertThat(pool.<Boolean>apply(() -> Thread.interrupted())).isFalse();
                assertThat(heard.get()).isTrue();
            }
        }
    }
}
