package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.SPAWN;
import static io.github.multiprocessing4j.StartMethod.THREAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.ResultIterator;
import io.github.multiprocessing4j.StartMethod;
import io.github.multiprocessing4j.TaskException;
import io.github.multiprocessing4j.TaskNote;
import io.github.multiprocessing4j.TaskTimeoutException;
import io.github.multiprocessing4j.WorkerLostException;
import io.github.multiprocessing4j.harness.ContractTest;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;

/** A stack trace that comes out of a pool says where it comes from, and who has asked for it. */
@Timeout(60)
class CallerTraceContractTest {

    /** Does not say where it comes from. */
    static class Traceless extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new UnsupportedOperationException();
        }
    }

    private static int fail(int x) {
        throw new IllegalStateException("task " + x);
    }

    private static int failTracelessly(int x) {
        throw new Traceless();
    }

    private static int dawdle(int x) throws InterruptedException {
        Thread.sleep(60_000);
        return x;
    }

    private static int exit(int x) {
        System.exit(3);
        return x;
    }

    // Those who ask

    private static Object apply(Pool pool) throws Exception {
        return pool.apply(CallerTraceContractTest::fail, 1);
    }

    private static Object map(Pool pool) throws Exception {
        return pool.map(CallerTraceContractTest::fail, List.of(1, 2, 3));
    }

    private static Object imap(Pool pool) throws Exception {
        try (ResultIterator<Integer> results = pool.imap(CallerTraceContractTest::fail, List.of(1))) {
            return results.next();
        }
    }

    private static Object get(AsyncResult<?> result) throws Exception {
        return result.get();
    }

    private static List<String> methods(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .map(StackTraceElement::getMethodName)
                .toList();
    }

    @ContractTest
    void theFramesOfTheTaskAreAboveThoseOfTheCaller(Context mp) {
        try (Pool pool = mp.pool(1)) {
            assertThat(methods(catchThrowable(() -> apply(pool))))
                    .startsWith("fail")
                    .containsSubsequence("fail", "apply", "apply");
            assertThat(methods(catchThrowable(() -> map(pool))))
                    .startsWith("fail")
                    .containsSubsequence("fail", "map", "map");
            assertThat(methods(catchThrowable(() -> imap(pool))))
                    .startsWith("fail")
                    .containsSubsequence("fail", "next", "imap");
        }
    }

    @ContractTest
    void failuresOfThePoolSayWhoHasAskedToo(Context mp) {
        try (Pool pool = mp.pool(1)) {
            Throwable late = catchThrowableOfType(
                    TaskTimeoutException.class,
                    () -> pool.map(CallerTraceContractTest::dawdle, List.of(1), o -> o.timeout(Duration.ofMillis(1))));
            assertThat(methods(late)).containsSubsequence("map", "failuresOfThePoolSayWhoHasAskedToo");

            AsyncResult<Integer> unwanted = pool.applyAsync(CallerTraceContractTest::dawdle, 1);
            unwanted.cancel();
            assertThat(methods(catchThrowableOfType(CancellationException.class, () -> get(unwanted))))
                    .containsSubsequence("get", "get", "failuresOfThePoolSayWhoHasAskedToo");
        }
    }

    @ContractTest(SPAWN)
    void soDoesTheLossOfAWorker(Context mp) {
        try (Pool pool = mp.pool(1)) {
            AsyncResult<Integer> result = pool.applyAsync(CallerTraceContractTest::exit, 1);
            assertThat(methods(catchThrowableOfType(WorkerLostException.class, () -> get(result))))
                    .containsSubsequence("get", "get", "soDoesTheLossOfAWorker");
        }
    }

    private static Object getForAnother(AsyncResult<?> result) throws Exception {
        return result.get();
    }

    @ContractTest
    void theLastOneWhoAsksIsSaid(Context mp) {
        try (Pool pool = mp.pool(1)) {
            AsyncResult<Integer> result = pool.applyAsync(CallerTraceContractTest::fail, 1);
            List<String> first = null;
            for (int i = 0; i < 3; i++) {
                List<String> one = methods(catchThrowable(() -> get(result)));
                assertThat(one).startsWith("fail").contains("get").doesNotContain("getForAnother");
                first = first == null ? one : first;
                assertThat(one).isEqualTo(first);
                assertThat(methods(catchThrowable(() -> getForAnother(result))))
                        .startsWith("fail")
                        .contains("getForAnother")
                        .hasSameSizeAs(first);
            }
        }
    }

    @ContractTest
    void futuresOfTheExecutorServiceDoSoToo(Context mp) {
        try (Pool pool = mp.pool(1)) {
            Future<Integer> unwanted =
                    pool.asExecutorService().submit((Callable<Integer> & Serializable) () -> dawdle(1));
            unwanted.cancel(true);
            List<Integer> lengths = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Throwable one = catchThrowable(() -> unwanted.get());
                assertThat(one).isInstanceOf(CancellationException.class);
                assertThat(methods(one)).contains("futuresOfTheExecutorServiceDoSoToo");
                catchThrowable(() -> unwanted.get(1, TimeUnit.SECONDS));
                lengths.add(one.getStackTrace().length);
            }
            assertThat(lengths).containsOnly(lengths.get(0));
        }
    }

    @ContractTest(THREAD)
    void aConstantStaysInBounds(Context mp) {
        IllegalStateException constant = new IllegalStateException("constant");
        int bound = 0;
        try (Pool pool = mp.pool(1)) {
            for (int i = 0; i < 100; i++) {
                assertThat(catchThrowable(() -> pool.apply(() -> {
                            throw constant;
                        })))
                        .isSameAs(constant);
                bound = i == 10 ? constant.getStackTrace().length : bound;
            }
        }
        assertThat(constant.getStackTrace()).hasSize(bound);
    }

    private static int failChecked(int x) throws IOException {
        throw new IOException("task " + x);
    }

    private static int outer(StartMethod method) throws Exception {
        try (Pool inner = Multiprocessing.context(method).pool(o -> o.workers(1).name("inner"))) {
            return inner.apply(CallerTraceContractTest::failChecked, 1);
        }
    }

    @ContractTest
    void failuresThatComeThroughTwoPoolsHaveTheFramesOfBothCallers(Context mp) {
        try (Pool pool = mp.pool(o -> o.workers(1).name("outer"))) {
            TaskException failure = catchThrowableOfType(
                    TaskException.class, () -> pool.apply(CallerTraceContractTest::outer, pool.startMethod()));
            assertThat(failure).hasCauseInstanceOf(IOException.class);
            assertThat(methods(failure))
                    .containsSubsequence("outer", "failuresThatComeThroughTwoPoolsHaveTheFramesOfBothCallers");
            assertThat(TaskNote.of(failure).orElseThrow().pool()).isEqualTo("outer");
        }
    }

    @ContractTest(THREAD)
    void anExceptionThatDoesNotGiveItsTraceIsThrownAsItIs(Context mp) {
        try (Pool pool = mp.pool(1)) {
            Throwable failure = catchThrowable(() -> pool.apply(CallerTraceContractTest::failTracelessly, 1));
            assertThat(failure.getClass()).isSameAs(Traceless.class);
        }
    }
}
