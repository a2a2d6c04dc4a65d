package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.SPAWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Event;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.Task;
import io.github.multiprocessing4j.Value;
import io.github.multiprocessing4j.harness.Allocation;
import io.github.multiprocessing4j.harness.ContractTest;
import io.github.multiprocessing4j.harness.Times;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;

/** Large arrays among the items of a map, and in its function. */
@Timeout(60)
class PoolLargeItemsContractTest {

    private static final int COUNT = 6;
    private static final int LENGTH = 1 << 20;
    private static final int BYTES = COUNT * LENGTH * Long.BYTES;

    private static List<long[]> arrays() {
        return IntStream.range(0, COUNT)
                .mapToObj(i -> {
                    long[] array = new long[LENGTH];
                    Arrays.fill(array, i);
                    return array;
                })
                .toList();
    }

    private static List<Long> sums() {
        return LongStream.range(0, COUNT).mapToObj(i -> i * LENGTH).toList();
    }

    private static long sum(long[] array) {
        return LongStream.of(array).sum();
    }

    @ContractTest
    void theyArriveAsTheyAre(Context mp) throws Exception {
        List<long[]> arrays = arrays();
        long[] captured = arrays.get(COUNT - 1);
        List<Map.Entry<Integer, long[]>> pairs = IntStream.range(0, COUNT)
                .mapToObj(i -> Map.entry(i, arrays.get(i)))
                .toList();
        try (Pool pool = mp.pool(2)) {
            assertThat(pool.map(PoolLargeItemsContractTest::sum, arrays)).isEqualTo(sums());
            assertThat(pool.map(PoolLargeItemsContractTest::sum, arrays, o -> o.chunkSize(1)))
                    .isEqualTo(sums());
            assertThat(pool.map(i -> captured[i], List.of(0, 1, 2), o -> o.chunkSize(1)))
                    .containsOnly(COUNT - 1L);
            assertThat(pool.starmap((i, array) -> i + sum(array), pairs))
                    .isEqualTo(LongStream.range(0, COUNT)
                            .mapToObj(i -> i + i * LENGTH)
                            .toList());
        }
        assertThat(arrays.stream().map(PoolLargeItemsContractTest::sum).toList())
                .as("what the user has")
                .isEqualTo(sums());
    }

    /** So they may be changed as soon as the call has returned. */
    @ContractTest(SPAWN)
    void whoeverDoesNotWaitHasThemCopied(Context mp) throws Exception {
        List<long[]> arrays = arrays();
        Event free = mp.event();
        try (Pool pool = mp.pool(1)) {
            AsyncResult<Boolean> busy = pool.applyAsync((Task<Boolean>) free::await);
            AsyncResult<List<Long>> sums = pool.mapAsync(PoolLargeItemsContractTest::sum, arrays);
            arrays.forEach(array -> Arrays.fill(array, -1));
            free.set();
            assertThat(sums.get()).isEqualTo(sums());
            assertThat(busy.get()).isTrue();
        }
    }

    /** Neither the heap of the caller has to have room for them once more, nor is there time lost. */
    @ContractTest(SPAWN)
    void whoeverWaitsHasNothingCopied(Context mp) throws Exception {
        List<long[]> arrays = arrays();
        long[] captured = arrays.get(1);
        try (Pool pool = mp.pool(1)) {
            pool.map(PoolLargeItemsContractTest::sum, arrays);
            long before = Allocation.ofThisThread();
            pool.map(PoolLargeItemsContractTest::sum, arrays);
            pool.map(i -> captured[i], List.of(1, 2, 3));
            assertThat(Allocation.ofThisThread() - before).isLessThan(1 << 20);
            AsyncResult<List<Long>> copied = pool.mapAsync(PoolLargeItemsContractTest::sum, arrays);
            assertThat(Allocation.ofThisThread() - before)
                    .as("where nobody waits")
                    .isGreaterThan(BYTES);
            copied.get();
        }
    }

    /** Then tasks may be given up while their items are under way, and the user goes on. */
    @ContractTest(SPAWN)
    void theyAreCopiedWhereACallMayEndBeforeItsTasks(Context mp) throws Exception {
        List<long[]> arrays = arrays();
        try (Pool pool = mp.pool(1)) {
            long before = Allocation.ofThisThread();
            pool.map(PoolLargeItemsContractTest::sum, arrays, o -> o.failFast());
            long between = Allocation.ofThisThread();
            assertThat(between - before).isGreaterThan(BYTES);
            pool.map(PoolLargeItemsContractTest::sum, arrays, o -> o.timeout(Times.LONG));
            assertThat(Allocation.ofThisThread() - between).isGreaterThan(BYTES);
        }
    }

    @ContractTest(SPAWN)
    void theyAreThereStillForWhoeverTriesAgain(Context mp) throws Exception {
        List<long[]> arrays = arrays();
        Value<Integer> toDie = mp.value(3);
        try (Pool pool = mp.pool(2)) {
            List<Long> sums = pool.map(
                    array -> {
                        if (toDie.update(left -> left - 1) > 0) {
                            Runtime.getRuntime().halt(3);
                        }
                        return sum(array);
                    },
                    arrays,
                    o -> o.chunkSize(1).retries(3));
            assertThat(sums).isEqualTo(sums());
        }
    }
}
