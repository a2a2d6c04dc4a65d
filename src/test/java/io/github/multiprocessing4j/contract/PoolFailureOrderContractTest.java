package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.THREAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.TaskNote;
import io.github.multiprocessing4j.harness.ContractTest;
import io.github.multiprocessing4j.harness.WarmUp;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** When a failing {@code map} throws, and which failure. */
@Timeout(60)
class PoolFailureOrderContractTest {

    /** An exception of the user's own. */
    static class Own extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Own(String message) {
            super(message);
        }
    }

    private static int failAt(int bad, int x) {
        if (x == bad) {
            throw new Own("at " + x);
        }
        return x;
    }

    private static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    @ContractTest
    @Tag("POOL.14")
    void mapWaitsForAllTasksBeforeItFails(Context mp) {
        String megabyte = "m".repeat(1 << 20);
        Pool pool = mp.pool(2);
        long start = System.nanoTime();
        assertThatThrownBy(() -> pool.map(
                        millis -> {
                            Thread.sleep(millis);
                            throw new Own(megabyte);
                        },
                        List.of(0, 1_000)))
                .isInstanceOf(Own.class)
                .hasMessage(megabyte);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(900));
        long end = System.nanoTime();
        pool.close();
        assertThat(System.nanoTime() - end).isLessThan(TimeUnit.SECONDS.toNanos(5));
    }

    @ContractTest
    @Tag("POOL.14")
    void theFailureIsThatOfTheFirstToFinish(Context mp) throws Exception {
        try (Pool pool = mp.pool(3)) {
            WarmUp.of(pool); // else the one that sleeps least may be the last to have a worker
            assertThatThrownBy(() -> pool.map(
                            millis -> {
                                Thread.sleep(millis);
                                throw new Own("after " + millis);
                            },
                            List.of(600, 0, 300),
                            o -> o.chunkSize(1)))
                    .hasMessage("after 0")
                    .satisfies(e ->
                            assertThat(TaskNote.of(e).orElseThrow().index()).hasValue(1));
        }
    }

    @ContractTest(THREAD)
    void anExceptionObjectThrownByManyTasksStaysInBounds(Context mp) {
        Own constant = new Own("constant");
        try (Pool pool = mp.pool(2)) {
            assertThatThrownBy(() -> pool.map(
                            x -> {
                                throw constant;
                            },
                            range(5_000)))
                    .isSameAs(constant);
        }
        assertThat(constant.getSuppressed()).hasSizeLessThan(100);
    }

    @ContractTest
    void theInputsOwnExceptionComesOutOfMapAsItIs(Context mp) throws Exception {
        try (Pool pool = mp.pool(2)) {
            Iterable<Integer> throwing =
                    () -> IntStream.range(0, 5).map(x -> failAt(3, x)).boxed().iterator();
            for (Throwable failure : List.of(
                    catchThrowable(() -> pool.map(x -> x, throwing)),
                    catchThrowable(() -> pool.mapAsync(x -> x, throwing)))) {
                assertThat(failure).isExactlyInstanceOf(Own.class).hasMessage("at 3");
                assertThat(TaskNote.of(failure)).isEmpty();
            }
            assertThat(pool.<Integer, Integer>map(x -> x, range(3))).isEqualTo(range(3));
        }
    }
}
