package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.THREAD;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.ResultIterator;
import io.github.multiprocessing4j.harness.ContractTest;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

/** The SLF4J logging context of whoever submits a task goes with it. */
@Timeout(60)
class PoolLoggingContextContractTest {

    private static final List<Integer> ITEMS = IntStream.range(0, 20).boxed().toList();

    @AfterEach
    void forget() {
        MDC.clear();
    }

    private static String seen(Object ignored) {
        return MDC.get("request");
    }

    /** What a task sees, by each way into the pool. */
    private static Stream<String> everyWay(Pool pool) throws Exception {
        try (ResultIterator<String> ordered = pool.imap(PoolLoggingContextContractTest::seen, ITEMS);
                ResultIterator<String> unordered = pool.imapUnordered(PoolLoggingContextContractTest::seen, ITEMS)) {
            Stream<String> anywhere = Stream.of(
                            Stream.of(pool.<String>apply(() -> seen(0))),
                            Stream.of(pool.<String>applyAsync(() -> seen(0), x -> {}, null)
                                    .get()),
                            Stream.of(pool.<String>apply(() -> seen(0), o -> o.retries(1))),
                            pool.<Integer, String>map(PoolLoggingContextContractTest::seen, ITEMS).stream(),
                            ordered.stream().toList().stream(),
                            unordered.stream().toList().stream())
                    .flatMap(x -> x);
            return Stream.concat(anywhere, pool.startMethod() == THREAD ? everyWayHere(pool) : Stream.empty());
        }
    }

    /** With what cannot travel: tasks that are not serializable, and the pool itself. */
    private static Stream<String> everyWayHere(Pool pool) throws Exception {
        return Stream.of(
                pool.asExecutorService().submit(() -> seen(0)).get(),
                CompletableFuture.supplyAsync(() -> seen(0), pool.asExecutorService())
                        .get(),
                pool.<String>apply(() -> pool.<String>apply(() -> seen(0))));
    }

    @ContractTest
    void tasksSeeTheContextOfWhoeverSubmits(Context mp) throws Exception {
        try (Pool pool = mp.pool(2)) {
            assertThat(everyWay(pool)).containsOnlyNulls();
            MDC.put("request", "one");
            assertThat(everyWay(pool)).containsOnly("one");
            MDC.put("request", "two");
            assertThat(everyWay(pool)).containsOnly("two");
            MDC.clear();
            assertThat(everyWay(pool)).containsOnlyNulls();
        }
    }

    @ContractTest(THREAD)
    void whatATaskDoesToItsContextIsUndone(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            pool.apply(PoolLoggingContextContractTest::litter);
            assertThat(everyWay(pool)).containsOnlyNulls();
            MDC.put("request", "mine");
            pool.map(x -> litter(), ITEMS);
            assertThat(pool.<Integer, String>map(x -> leavesSomething(), ITEMS, o -> o.chunkSize(20)))
                    .as("neighbours in a chunk")
                    .containsOnly("mine null");
            assertThat(MDC.get("request")).isEqualTo("mine");
            MDC.clear();
            assertThat(pool.<Integer, String>map(x -> leavesSomething(), ITEMS, o -> o.chunkSize(20)))
                    .containsOnly("null null");
        }
    }

    private static int litter() {
        MDC.put("request", "litter");
        MDC.put("other", "litter");
        return 0;
    }

    private static String leavesSomething() {
        String found = MDC.get("request") + " " + MDC.get("other");
        MDC.put("request", "litter");
        MDC.put("other", "litter");
        return found;
    }

    @ContractTest(THREAD)
    void aTaskThatFailsLeavesNothingBehindEither(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            pool.applyAsync(() -> {
                        MDC.put("request", "left behind");
                        throw new IllegalStateException();
                    })
                    .await();
            pool.mapAsync(
                            x -> {
                                MDC.put("request", "left behind");
                                throw new IllegalStateException();
                            },
                            ITEMS)
                    .await();
            assertThat(everyWay(pool)).containsOnlyNulls();
        }
    }

    @ContractTest(THREAD)
    void anOuterTaskGetsItsContextBack(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            MDC.put("request", "outer");
            assertThat(pool.<List<String>>apply(() -> {
                        MDC.put("request", "inner");
                        String inner = pool.apply(() -> seen(0));
                        String own = MDC.get("request");
                        pool.map(x -> litter(), ITEMS);
                        return Arrays.asList(inner, own, MDC.get("request"));
                    }))
                    .containsExactly("inner", "inner", "inner");
        }
    }

    @ContractTest(THREAD)
    void theInputOfAnImapIsReadInTheContextOfTheCaller(Context mp) throws Exception {
        MDC.put("request", "input");
        try (Pool pool = mp.pool(1);
                ResultIterator<String> results = pool.imap(
                        x -> x, () -> Stream.generate(() -> seen(0)).limit(5).iterator())) {
            assertThat(results.stream()).hasSize(5).containsOnly("input");
        }
    }
}
