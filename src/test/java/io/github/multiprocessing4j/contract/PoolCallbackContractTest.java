package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.THREAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.harness.ContractTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Who is told of a result, when, and on which thread. */
@Timeout(60)
class PoolCallbackContractTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(Pool.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listenToTheLog() {
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(log);
        logger.setAdditive(true);
    }

    private static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    @ContractTest
    @Tag("POOL.4")
    void mapAsyncTellsTheWholeList(Context mp) throws Exception {
        List<Object> values = Collections.synchronizedList(new ArrayList<>());
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        try (Pool pool = mp.pool(2)) {
            pool.mapAsync(Integer::parseInt, List.of("1"), values::add, failures::add)
                    .await();
            assertThat(values).containsExactly(List.of(1));
            assertThat(failures).isEmpty();
            values.clear();
            pool.mapAsync(Integer::parseInt, List.of("a"), values::add, failures::add)
                    .await();
            assertThat(values).isEmpty();
            assertThat(failures).hasSize(1);
            assertThat(failures.get(0)).isExactlyInstanceOf(NumberFormatException.class);
            failures.clear();
            AsyncResult<List<Integer>> result = pool.mapAsync(
                    Integer::parseInt, List.of("1", "x", "3"), o -> o.chunkSize(1), values::add, failures::add);
            result.await();
            assertThat(values).isEmpty();
            assertThat(failures).hasSize(1);
            assertThatThrownBy(result::get).isSameAs(failures.get(0));
        }
    }

    @ContractTest
    @Tag("POOL.20")
    void getReturnsAfterTheCallback(Context mp) throws Exception {
        List<Integer> notes = Collections.synchronizedList(new ArrayList<>());
        try (Pool pool = mp.pool(2)) {
            AsyncResult<Integer> result = pool.applyAsync(
                    () -> 7,
                    value -> {
                        nap(200);
                        notes.add(value);
                    },
                    null);
            assertThat(result.get()).isEqualTo(7);
            assertThat(notes).containsExactly(7);
            AsyncResult<Integer> failing = pool.applyAsync(Integer::parseInt, "x", null, failure -> {
                nap(50);
                notes.add(-1);
            });
            failing.await();
            assertThat(notes).containsExactly(7, -1);
            CompletableFuture<Integer> future = pool.applyAsync(
                            () -> 8,
                            value -> {
                                nap(50);
                                notes.add(value);
                            },
                            null)
                    .toCompletableFuture();
            assertThat(future.get()).isEqualTo(8);
            assertThat(notes).containsExactly(7, -1, 8);
        }
    }

    private static void nap(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ContractTest
    void theCallbackIsToldNullToo(Context mp) throws Exception {
        List<Object> told = Collections.synchronizedList(new ArrayList<>());
        try (Pool pool = mp.pool(1)) {
            assertThat(pool.<Object>applyAsync(() -> null, told::add, told::add).get())
                    .isNull();
        }
        assertThat(told).hasSize(1).containsOnlyNulls();
    }

    @ContractTest(THREAD)
    @Tag("POOL.20")
    void allCallbacksRunOnceOnOneThreadThatIsNoWorker(Context mp) throws Exception {
        List<Thread> tellers = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger calls = new AtomicInteger();
        HighWater water = new HighWater();
        Consumer<Object> callback = told -> {
            try {
                water.inside(() -> tellers.add(Thread.currentThread()));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            calls.incrementAndGet();
        };
        List<Thread> workers;
        try (Pool pool = mp.pool(4)) {
            for (int i = 0; i < 500; i++) {
                int number = i;
                pool.applyAsync(() -> 1 / (number % 2), callback, callback);
                pool.mapAsync(x -> x, range(3), callback, callback);
            }
            workers = pool.map(x -> Thread.currentThread(), range(50), o -> o.chunkSize(1));
        }
        assertThat(calls.get()).isEqualTo(1_000);
        assertThat(water.most()).isEqualTo(1);
        Thread teller = tellers.get(0);
        assertThat(tellers).containsOnly(teller);
        assertThat(workers).doesNotContain(teller);
        assertThat(teller).isNotSameAs(Thread.currentThread());
        assertThat(teller.getName()).startsWith("mp-");
        assertThat(teller.isDaemon()).isTrue();
    }

    @ContractTest
    @Tag("HANG.4")
    @Tag("POOL.20")
    void aCallbackThatThrowsIsLoggedAndHarmless(Context mp) throws Exception {
        List<Object> told = Collections.synchronizedList(new ArrayList<>());
        try (Pool pool = mp.pool(o -> o.workers(2).name("careless"))) {
            AsyncResult<Integer> value = pool.applyAsync(
                    () -> 1,
                    x -> {
                        throw new IllegalStateException("callback");
                    },
                    null);
            AsyncResult<List<Integer>> failure = pool.mapAsync(Integer::parseInt, List.of("x"), null, x -> {
                throw new AssertionError("error callback");
            });
            assertThat(value.get()).isEqualTo(1);
            assertThatThrownBy(failure::get).isInstanceOf(NumberFormatException.class);
            assertThat(pool.<Integer>applyAsync(() -> 2, told::add, null).get()).isEqualTo(2);
            assertThat(told).containsExactly(2);
            assertThat(pool.<Integer>apply(() -> 3)).isEqualTo(3);
        }
        assertThat(log.list).hasSize(2).allMatch(event -> event.getLevel() == Level.ERROR);
        assertThat(log.list)
                .allMatch(event -> event.getFormattedMessage().contains("careless"))
                .extracting(event -> event.getThrowableProxy().getMessage())
                .containsExactlyInAnyOrder("callback", "error callback");
    }

    @ContractTest(THREAD)
    void aCallbackThatWaitsForItsOwnResultGetsAnException(Context mp) throws Exception {
        CountDownLatch known = new CountDownLatch(1);
        List<AsyncResult<Integer>> own = Collections.synchronizedList(new ArrayList<>());
        List<Throwable> caught = Collections.synchronizedList(new ArrayList<>());
        try (Pool pool = mp.pool(1)) {
            AsyncResult<Integer> result = pool.applyAsync(
                    () -> 1,
                    value -> {
                        try {
                            known.await();
                            own.get(0).get();
                        } catch (Throwable e) {
                            caught.add(e);
                        }
                        try {
                            own.get(0).await(Duration.ofSeconds(30));
                        } catch (Throwable e) {
                            caught.add(e);
                        }
                    },
                    null);
            own.add(result);
            known.countDown();
            assertThat(result.get(Duration.ofSeconds(10))).isEqualTo(1);
        }
        assertThat(caught).hasSize(2).allMatch(IllegalStateException.class::isInstance);
    }

    @ContractTest(THREAD)
    void aCallbackMayUseThePool(Context mp) throws Exception {
        List<Integer> sums = Collections.synchronizedList(new ArrayList<>());
        try (Pool pool = mp.pool(1)) {
            AsyncResult<Integer> result = pool.applyAsync(
                    () -> 20,
                    value -> {
                        try {
                            sums.add(pool.map(x -> x, range(value)).size());
                            sums.add(pool.apply(() -> 5));
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    null);
            assertThat(result.get(Duration.ofSeconds(10))).isEqualTo(20);
            assertThat(sums).containsExactly(20, 5);
        }
    }

    @ContractTest(THREAD)
    void closeWaitsForTheCallbacksAndTerminateDoesNot(Context mp) throws Exception {
        AtomicInteger told = new AtomicInteger();
        Consumer<Object> slow = value -> {
            nap(50);
            told.incrementAndGet();
        };
        try (Pool pool = mp.pool(2)) {
            for (int i = 0; i < 5; i++) {
                pool.applyAsync(() -> 1, slow, slow);
            }
        }
        assertThat(told.get()).isEqualTo(5);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Pool pool = mp.pool(2);
        AsyncResult<Integer> first = pool.applyAsync(
                () -> 1,
                value -> {
                    begun.countDown();
                    while (release.getCount() > 0) {
                        Thread.onSpinWait(); // takes no notice of the interrupt
                    }
                },
                null);
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        AsyncResult<Integer> second = pool.applyAsync(() -> 2, told::set, null);
        pool.terminate();
        assertThat(first.await(Duration.ofSeconds(5))).isTrue();
        assertThat(second.await(Duration.ofSeconds(5))).isTrue();
        assertThat(told.get()).as("callbacks that wait are not called").isEqualTo(5);
        release.countDown();
        assertThat(pool.join(Duration.ofSeconds(10))).isTrue();
    }
}
