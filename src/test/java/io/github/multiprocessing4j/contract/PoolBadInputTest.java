package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.THREAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.Action;
import io.github.multiprocessing4j.Action1;
import io.github.multiprocessing4j.Action2;
import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Fn;
import io.github.multiprocessing4j.Fn2;
import io.github.multiprocessing4j.Fn3;
import io.github.multiprocessing4j.MapOptions;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.PoolOptions;
import io.github.multiprocessing4j.ResultIterator;
import io.github.multiprocessing4j.Task;
import io.github.multiprocessing4j.TaskOptions;
import io.github.multiprocessing4j.harness.ContractTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Timeout;

/** What a pool does with input that it cannot use. */
@Timeout(60)
class PoolBadInputTest {

    private static final List<Integer> ITEMS = List.of(1, 2, 3);

    private static final List<Map.Entry<Integer, Integer>> PAIRS = List.of(Map.entry(1, 2));

    private static void refuses(Class<? extends Throwable> type, String words, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(type).hasMessageContaining(words);
    }

    private static void poolRefuses(
            Context mp, Class<? extends Throwable> type, String words, Consumer<PoolOptions> options) {
        refuses(type, words, () -> mp.pool(options));
    }

    @ContractTest
    void poolOptionsThatCannotBe(Context mp) {
        for (int number : List.of(0, -1, Integer.MIN_VALUE)) {
            String words = String.valueOf(number);
            poolRefuses(mp, IllegalArgumentException.class, words, o -> o.workers(number));
            poolRefuses(mp, IllegalArgumentException.class, words, o -> o.maxTasksPerChild(number));
        }
        for (Duration time : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
            poolRefuses(mp, IllegalArgumentException.class, time.toString(), o -> o.startTimeout(time));
        }
        for (String name : List.of("", "  ")) {
            poolRefuses(mp, IllegalArgumentException.class, "name", o -> o.name(name));
        }
    }

    @ContractTest
    void nullWhereItCannotBeIsNamed(Context mp) {
        Class<NullPointerException> npe = NullPointerException.class;
        refuses(npe, "options", () -> mp.pool((Consumer<PoolOptions>) null));
        refuses(npe, "options", () -> Pool.create(null));
        poolRefuses(mp, npe, "name", o -> o.name(null));
        poolRefuses(mp, npe, "startMethod", o -> o.startMethod(null));
        poolRefuses(mp, npe, "startTimeout", o -> o.startTimeout(null));
        poolRefuses(mp, npe, "initializer", o -> o.initializer((Action) null));
        poolRefuses(mp, npe, "initializer", o -> o.initializer((Action1<Object>) null, 1));
        poolRefuses(mp, npe, "initializer", o -> o.initializer((Action2<Object, Object>) null, 1, 2));
        try (Pool pool = mp.pool(1)) {
            refuses(npe, "task", () -> pool.apply((Task<Object>) null));
            refuses(npe, "task", () -> pool.applyAsync((Task<Object>) null));
            refuses(npe, "task", () -> pool.apply((Task<Object>) null, o -> {}));
            refuses(npe, "options", () -> pool.apply(() -> 1, (Consumer<TaskOptions>) null));
            refuses(npe, "fn", () -> pool.apply((Fn<Integer, Object>) null, 1));
            refuses(npe, "fn", () -> pool.apply((Fn2<Integer, Integer, Object>) null, 1, 2));
            refuses(npe, "fn", () -> pool.apply((Fn3<Integer, Integer, Integer, Object>) null, 1, 2, 3));
            refuses(npe, "fn", () -> pool.map(null, ITEMS));
            refuses(npe, "fn", () -> pool.mapAsync(null, ITEMS));
            refuses(npe, "fn", () -> pool.starmap((Fn2<Integer, Integer, Object>) null, PAIRS));
            refuses(npe, "fn", () -> pool.imap(null, ITEMS));
            refuses(npe, "fn", () -> pool.imapUnordered(null, ITEMS));
            refuses(npe, "items", () -> pool.map(x -> x, null));
            refuses(npe, "items", () -> pool.mapAsync(x -> x, null));
            refuses(npe, "items", () -> pool.imap(x -> x, null));
            refuses(npe, "items", () -> pool.imapUnordered(x -> x, null));
            refuses(npe, "pairs", () -> pool.starmap((x, y) -> x, null));
            refuses(npe, "pairs", () -> pool.starmapAsync((x, y) -> x, null));
            refuses(npe, "options", () -> pool.map(x -> x, ITEMS, null));
            refuses(npe, "options", () -> pool.mapAsync(x -> x, ITEMS, null));
            refuses(npe, "options", () -> pool.starmap((x, y) -> x, PAIRS, null));
            refuses(npe, "options", () -> pool.imap(x -> x, ITEMS, null));
            refuses(npe, "options", () -> pool.imapUnordered(x -> x, ITEMS, null));
            refuses(npe, "timeout", () -> pool.join(null));
            refuses(npe, "timeout", () -> pool.applyAsync(() -> 1).get(null));
            refuses(npe, "timeout", () -> pool.applyAsync(() -> 1).await(null));
            refuses(npe, "timeout", () -> pool.imap(x -> x, ITEMS).next(null));
            refuses(npe, "timeout", () -> pool.map(x -> x, ITEMS, o -> o.timeout(null)));
            refuses(npe, "timeout", () -> pool.apply(() -> 1, o -> o.timeout(null)));
            refuses(npe, "progress", () -> pool.map(x -> x, ITEMS, o -> o.progress(null)));
        }
    }

    @ContractTest
    void mapOptionsThatCannotBe(Context mp) {
        Class<IllegalArgumentException> iae = IllegalArgumentException.class;
        try (Pool pool = mp.pool(1)) {
            for (int number : List.of(0, -1)) {
                String words = String.valueOf(number);
                refuses(iae, words, () -> pool.map(x -> x, ITEMS, o -> o.chunkSize(number)));
                refuses(iae, words, () -> pool.imap(x -> x, ITEMS, o -> o.bufferSize(number)));
                refuses(iae, words, () -> pool.starmap((x, y) -> x, PAIRS, o -> o.chunkSize(number)));
            }
            for (Duration time : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
                String words = time.toString();
                refuses(iae, words, () -> pool.map(x -> x, ITEMS, o -> o.timeout(time)));
                refuses(iae, words, () -> pool.apply(() -> 1, o -> o.timeout(time)));
            }
            refuses(iae, "-1", () -> pool.map(x -> x, ITEMS, o -> o.retries(-1)));
            refuses(iae, "-1", () -> pool.apply(() -> 1, o -> o.retries(-1)));
            refuses(iae, "bufferSize", () -> pool.map(x -> x, ITEMS, o -> o.bufferSize(1)));
            refuses(iae, "failFast", () -> pool.imap(x -> x, ITEMS, MapOptions::failFast));
            refuses(
                    iae,
                    "bufferSize",
                    () -> pool.imap(x -> x, ITEMS, o -> o.bufferSize(3).chunkSize(4)));
        }
    }

    @ContractTest
    void anOptionSetTwiceIsRefusedWithItsFirstValue(Context mp) {
        Class<IllegalStateException> ise = IllegalStateException.class;
        poolRefuses(mp, ise, "3", o -> o.workers(3).workers(4));
        poolRefuses(mp, ise, "first", o -> o.name("first").name("second"));
        poolRefuses(mp, ise, "THREAD", o -> o.startMethod(THREAD).startMethod(THREAD));
        poolRefuses(mp, ise, "7", o -> o.maxTasksPerChild(7).maxTasksPerChild(8));
        poolRefuses(mp, ise, "PT7S", o -> o.startTimeout(Duration.ofSeconds(7)).startTimeout(Duration.ofSeconds(8)));
        poolRefuses(mp, ise, "initializer", o -> o.initializer(() -> {}).initializer(() -> {}));
        poolRefuses(mp, ise, "virtualThreads", o -> o.virtualThreads().virtualThreads());
        try (Pool pool = mp.pool(1)) {
            refuses(ise, "5", () -> pool.map(x -> x, ITEMS, o -> o.chunkSize(5).chunkSize(6)));
            refuses(ise, "5", () -> pool.map(x -> x, ITEMS, o -> o.retries(5).retries(6)));
            refuses(
                    ise,
                    "5",
                    () -> pool.imap(x -> x, ITEMS, o -> o.bufferSize(5).bufferSize(6)));
            refuses(ise, "true", () -> pool.map(x -> x, ITEMS, o -> o.failFast().failFast()));
            Duration five = Duration.ofSeconds(5);
            refuses(
                    ise,
                    "PT5S",
                    () -> pool.map(x -> x, ITEMS, o -> o.timeout(five).timeout(five)));
            refuses(ise, "PT5S", () -> pool.apply(() -> 1, o -> o.timeout(five).timeout(five)));
            refuses(ise, "5", () -> pool.apply(() -> 1, o -> o.retries(5).retries(6)));
            refuses(
                    ise,
                    "progress",
                    () -> pool.map(x -> x, ITEMS, o -> o.progress(p -> {}).progress(p -> {})));
        }
    }

    @ContractTest
    void anOptionsLambdaThatThrowsIsHeardOf(Context mp) throws Exception {
        Consumer<Object> throwing = o -> {
            throw new IllegalStateException("lambda");
        };
        refuses(IllegalStateException.class, "lambda", () -> mp.pool(throwing));
        try (Pool pool = mp.pool(1)) {
            refuses(IllegalStateException.class, "lambda", () -> pool.map(x -> x, ITEMS, throwing));
            refuses(IllegalStateException.class, "lambda", () -> pool.imap(x -> x, ITEMS, throwing));
            assertThat(pool.<Integer>apply(() -> 1)).isEqualTo(1);
        }
    }

    @ContractTest
    void aPoolThatHasEndedTakesNothing(Context mp) throws Exception {
        for (Consumer<Pool> end : List.<Consumer<Pool>>of(Pool::shutdown, Pool::close, Pool::terminate)) {
            Pool pool = mp.pool(o -> o.workers(1).name("ended"));
            pool.apply(() -> 1);
            end.accept(pool);
            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    () -> pool.apply(() -> 1),
                    () -> pool.apply(() -> 1, o -> o.retries(1)),
                    () -> pool.applyAsync(() -> 1),
                    () -> pool.map(x -> x, ITEMS),
                    () -> pool.mapAsync(x -> x, ITEMS),
                    () -> pool.mapAsync(x -> x, List.of()),
                    () -> pool.starmap((x, y) -> x, PAIRS),
                    () -> pool.imap(x -> x, ITEMS),
                    () -> pool.imapUnordered(x -> x, ITEMS))) {
                refuses(IllegalStateException.class, "ended", call);
            }
            pool.shutdown();
            pool.join();
            pool.terminate();
            pool.close();
            pool.join();
            assertThat(pool.join(Duration.ZERO)).isTrue();
        }
    }

    @ContractTest
    void joinComesAfterShutdown(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            refuses(IllegalStateException.class, "open", pool::join);
            refuses(IllegalStateException.class, "open", () -> pool.join(Duration.ZERO));
            assertThat(pool.<Integer>apply(() -> 1)).isEqualTo(1);
        }
    }

    @ContractTest
    void aNegativeTimeoutCountsAsZero(Context mp) throws Exception {
        Duration negative = Duration.ofSeconds(Long.MIN_VALUE);
        Pool pool = mp.pool(1);
        AsyncResult<Integer> result = pool.applyAsync(() -> {
            Thread.sleep(60_000);
            return 1;
        });
        assertThatThrownBy(() -> result.get(negative)).isInstanceOf(TimeoutException.class);
        assertThat(result.await(negative)).isFalse();
        try (ResultIterator<Integer> results = pool.imap(x -> x, ITEMS)) {
            assertThatThrownBy(() -> results.next(negative)).isInstanceOf(TimeoutException.class);
        }
        pool.shutdown();
        assertThat(pool.join(negative)).isFalse();
        pool.terminate();
    }
}
