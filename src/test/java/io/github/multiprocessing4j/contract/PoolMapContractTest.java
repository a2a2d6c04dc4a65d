package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.THREAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.MapOptions;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.ResultIterator;
import io.github.multiprocessing4j.Task;
import io.github.multiprocessing4j.harness.ContractTest;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** Many tasks whose results come as a whole: {@code map}, {@code starmap} and their async twins. */
@Timeout(60)
class PoolMapContractTest {

    private static int square(int x) {
        return x * x;
    }

    /** Takes the longer, the earlier in the input. */
    private static int squareEarlyOnesSlowly(int x) throws InterruptedException {
        Thread.sleep(Math.max(0, 60 - 20L * x));
        return x * x;
    }

    private static int multiply(int x, int y) {
        return x * y;
    }

    private static String workerName(Object ignored) {
        return Thread.currentThread().getName();
    }

    private static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    private static List<Integer> squares(int end) {
        return IntStream.range(0, end).map(i -> i * i).boxed().toList();
    }

    private static List<Map.Entry<Integer, Integer>> pairs(int end) {
        return IntStream.range(0, end).mapToObj(i -> Map.entry(i, i)).toList();
    }

    @ContractTest
    @Tag("POOL.2")
    void mapKeepsTheOrderOfTheInput(Context mp) throws Exception {
        try (Pool pool = mp.pool(4)) {
            assertThat(pool.<Integer, Integer>map(PoolMapContractTest::square, range(10)))
                    .isEqualTo(squares(10));
            assertThat(pool.<Integer, Integer>map(PoolMapContractTest::square, range(100), o -> o.chunkSize(20)))
                    .isEqualTo(squares(100));
            assertThat(pool.<Integer, Integer>map(PoolMapContractTest::squareEarlyOnesSlowly, range(10)))
                    .isEqualTo(squares(10));
            assertThat(pool.<Integer, Integer>map(
                            PoolMapContractTest::squareEarlyOnesSlowly, range(10), o -> o.chunkSize(1)))
                    .isEqualTo(squares(10));
        }
    }

    @ContractTest
    @Tag("POOL.3")
    void starmapSpreadsPairs(Context mp) throws Exception {
        try (Pool pool = mp.pool(4)) {
            assertThat(pool.<Integer, Integer, Integer>starmap(PoolMapContractTest::multiply, pairs(10)))
                    .isEqualTo(squares(10));
            assertThat(pool.<Integer, Integer, Integer>starmap(
                            PoolMapContractTest::multiply, pairs(100), o -> o.chunkSize(20)))
                    .isEqualTo(squares(100));
            assertThat(pool.<Integer, Integer, Integer>starmapAsync(PoolMapContractTest::multiply, pairs(10))
                            .get())
                    .isEqualTo(squares(10));
            assertThat(pool.<Integer, Integer, Integer>starmapAsync(
                                    PoolMapContractTest::multiply, pairs(100), o -> o.chunkSize(20))
                            .get())
                    .isEqualTo(squares(100));
        }
    }

    @ContractTest
    @Tag("POOL.12")
    void emptyInputGivesEmptyResults(Context mp) throws Exception {
        Pool pool = mp.pool(1);
        assertThat(pool.map(PoolMapContractTest::square, List.<Integer>of())).isEmpty();
        assertThat(pool.mapAsync(PoolMapContractTest::square, List.<Integer>of())
                        .get())
                .isEmpty();
        assertThat(pool.starmap(PoolMapContractTest::multiply, pairs(0))).isEmpty();
        try (ResultIterator<Integer> ordered = pool.imap(PoolMapContractTest::square, List.<Integer>of());
                ResultIterator<Integer> unordered =
                        pool.imapUnordered(PoolMapContractTest::square, List.<Integer>of())) {
            assertThat(ordered.hasNext()).isFalse();
            assertThat(unordered.hasNext()).isFalse();
        }
        long start = System.nanoTime();
        pool.close();
        pool.join();
        assertThat(System.nanoTime() - start).isLessThan(500_000_000L);
    }

    @ContractTest
    void nullIsAnItemAndAResult(Context mp) throws Exception {
        List<Integer> items = Arrays.asList(1, null, 3, null);
        List<Map.Entry<Integer, Integer>> pairs = List.of(new SimpleEntry<>(1, null), new SimpleEntry<>(null, null));
        try (Pool pool = mp.pool(2)) {
            assertThat(pool.<Integer, Integer>map(x -> x, items)).isEqualTo(items);
            assertThat(pool.<Integer, Integer>map(x -> x, items, o -> o.chunkSize(3)))
                    .isEqualTo(items);
            assertThat(pool.<Integer, Object>map(x -> null, items)).containsExactly(null, null, null, null);
            assertThat(pool.<Integer, Integer, Boolean>starmap((x, y) -> y == null, pairs))
                    .containsExactly(true, true);
        }
    }

    @ContractTest
    void anyIterableWillDo(Context mp) throws Exception {
        try (Pool pool = mp.pool(2)) {
            Iterable<Integer> unsized = () -> range(57).iterator();
            assertThat(pool.<Integer, Integer>map(PoolMapContractTest::square, unsized))
                    .isEqualTo(squares(57));
            assertThat(pool.<Integer, Integer>map(PoolMapContractTest::square, new ArrayDeque<>(range(57))))
                    .isEqualTo(squares(57));
            assertThat(pool.<String, Object>map(x -> x.length(), Arrays.asList("a", "bb")))
                    .containsExactly(1, 2);
            assertThat(pool.<Integer, Integer>map(x -> x, Collections.nCopies(3, 5)))
                    .containsExactly(5, 5, 5);
        }
    }

    @ContractTest
    void theResultIsAListOfFixedSizeWhoseElementsMayBeReplaced(Context mp) throws Exception {
        try (Pool pool = mp.pool(2)) {
            List<Integer> results = pool.map(PoolMapContractTest::square, range(3));
            results.set(1, 7);
            assertThat(results).containsExactly(0, 7, 4);
            assertThatThrownBy(() -> results.add(1)).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    /** Long chunks come home as they are. */
    @ContractTest
    void aLongResultIsAListLikeAnyOther(Context mp) throws Exception {
        List<Integer> items = range(5001);
        List<Integer> expected = new ArrayList<>(items.stream().map(x -> x * x).toList());
        try (Pool pool = mp.pool(2)) {
            for (Iterable<Integer> input : List.of(items, new ArrayList<>(items), new ArrayDeque<>(items))) {
                List<Integer> results = pool.map(PoolMapContractTest::square, input);
                assertThat(results).isEqualTo(expected).hasSameHashCodeAs(expected);
                assertThat(results.toArray()).isEqualTo(expected.toArray());
                assertThat(results.subList(600, 1300)).isEqualTo(expected.subList(600, 1300));
                List<Integer> seen = new ArrayList<>();
                results.forEach(seen::add);
                assertThat(seen).isEqualTo(expected);
                assertThat(results.stream().parallel().toList()).isEqualTo(expected);
                assertThatThrownBy(() -> results.get(5001)).isInstanceOf(IndexOutOfBoundsException.class);
                assertThatThrownBy(() -> results.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
                assertThatThrownBy(() -> results.add(1)).isInstanceOf(UnsupportedOperationException.class);
                assertThatThrownBy(() -> results.remove(0)).isInstanceOf(UnsupportedOperationException.class);
                assertThat(results.set(5000, -1)).isEqualTo(expected.get(5000));
                results.sort(Comparator.reverseOrder());
                assertThat(results.get(5000)).isEqualTo(-1);
                List<Integer> travelled = pool.apply(() -> results);
                assertThat(travelled).isEqualTo(results);
                assertThat(pool.<Boolean>apply(areOne(results, results))).isTrue();
            }
        }
    }

    private static Task<Boolean> areOne(List<Integer> one, List<Integer> other) {
        return () -> one == other;
    }

    @ContractTest
    void ofALongResultSomeAreTriedAgain(Context mp) throws Exception {
        Set<Integer> odd = new HashSet<>(List.of(0, 999, 1000, 5000));
        try (Pool pool = mp.pool(2)) {
            for (int chunkSize : new int[] {300, 1000, 5001, 9000}) {
                String again = "again " + chunkSize;
                List<Integer> results = pool.map(
                        x -> {
                            if (odd.contains(x) && System.getProperty(again + x) == null) {
                                System.setProperty(again + x, "");
                                throw new IllegalStateException("not yet");
                            }
                            return x;
                        },
                        range(5001),
                        o -> o.chunkSize(chunkSize).retries(3));
                assertThat(results).isEqualTo(range(5001));
            }
        } finally {
            System.getProperties().keySet().removeIf(key -> key.toString().startsWith("again "));
        }
    }

    @ContractTest(THREAD)
    void mapAsyncDoesNotWait(Context mp) throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (Pool pool = mp.pool(2)) {
            AsyncResult<List<Integer>> result = pool.mapAsync(
                    x -> {
                        gate.await();
                        return x;
                    },
                    range(10));
            assertThat(result.ready()).isFalse();
            assertThat(result.await(Duration.ofMillis(20))).isFalse();
            gate.countDown();
            assertThat(result.get()).isEqualTo(range(10));
        }
    }

    @ContractTest(THREAD)
    void theInputIsReadToItsEndOnTheCallingThread(Context mp) throws Exception {
        List<Thread> readers = Collections.synchronizedList(new ArrayList<>());
        Iterable<Integer> watched = () -> {
            readers.add(Thread.currentThread());
            return range(5).iterator();
        };
        try (Pool pool = mp.pool(2)) {
            pool.mapAsync(PoolMapContractTest::square, watched).get();
        }
        assertThat(readers).containsOnly(Thread.currentThread());
    }

    @ContractTest
    void chunksFollowPythonsRule(Context mp) throws Exception {
        assertThat(workersOfMap(mp, 1, 40, o -> {})).isEqualTo(4);
        assertThat(workersOfMap(mp, 1, 41, o -> {})).as("chunks of 11").isEqualTo(4);
        assertThat(workersOfMap(mp, 2, 41, o -> {})).as("chunks of 6").isEqualTo(7);
        assertThat(workersOfMap(mp, 1, 3, o -> {})).as("chunks of 1").isEqualTo(3);
    }

    @ContractTest
    void chunkSizeSaysOtherwise(Context mp) throws Exception {
        assertThat(workersOfMap(mp, 2, 40, o -> o.chunkSize(10))).isEqualTo(4);
        assertThat(workersOfMap(mp, 2, 8, o -> o.chunkSize(1))).isEqualTo(8);
        assertThat(workersOfMap(mp, 2, 40, o -> o.chunkSize(39))).isEqualTo(2);
        assertThat(workersOfMap(mp, 2, 40, o -> o.chunkSize(Integer.MAX_VALUE))).isEqualTo(1);
    }

    /** How many workers served a map when each of them serves one chunk. */
    private static int workersOfMap(Context mp, int workers, int items, Consumer<MapOptions> options) throws Exception {
        try (Pool pool = mp.pool(o -> o.workers(workers).maxTasksPerChild(1))) {
            return new HashSet<>(pool.<Integer, String>map(PoolMapContractTest::workerName, range(items), options))
                    .size();
        }
    }

    @ContractTest
    @Tag("POOL.15")
    void argumentsAndResultsAreNotHeld(Context mp) throws Exception {
        try (Pool pool = mp.pool(2)) {
            for (WeakReference<Object> each : mapAndForget(pool)) {
                Eventually.collected(each);
            }
        }
    }

    private static List<WeakReference<Object>> mapAndForget(Pool pool) throws Exception {
        List<Object> objects = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            objects.add(new byte[1_000]);
        }
        assertThat(pool.<Object, Object>map(x -> x, objects)).hasSize(10);
        return objects.stream().map(WeakReference::new).toList();
    }

    @ContractTest(THREAD)
    void argumentsAreNotHeldByAResultThatFailed(Context mp) throws Exception {
        try (Pool pool = mp.pool(2)) {
            List<AsyncResult<?>> kept = new ArrayList<>();
            for (WeakReference<Object> each : failAndForget(pool, kept)) {
                Eventually.collected(each);
            }
            assertThat(kept).allMatch(result -> result.ready() && !result.successful());
        }
    }

    private static List<WeakReference<Object>> failAndForget(Pool pool, List<AsyncResult<?>> kept) throws Exception {
        List<Object> objects = List.of(new byte[1_000], new byte[1_000], new byte[1_000]);
        Object last = objects.get(2);
        WeakReference<Object> failing = new WeakReference<>(last);
        kept.add(pool.<Object, Object>mapAsync(
                x -> {
                    if (x == failing.get()) {
                        throw new IllegalStateException("no");
                    }
                    return x;
                },
                objects,
                o -> o.chunkSize(1).retries(1)));
        kept.get(0).await();
        return objects.stream().map(WeakReference::new).toList();
    }
}
