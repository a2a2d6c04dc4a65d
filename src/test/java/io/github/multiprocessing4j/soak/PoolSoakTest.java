package io.github.multiprocessing4j.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.ResultIterator;
import io.github.multiprocessing4j.harness.ContractTest;
import io.github.multiprocessing4j.harness.Delays;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/**
 * Pools at work for as long as {@code -Dmp.soak.seconds} says, with all that users do to them: the results stay right,
 * and nothing adds up.
 */
@Tag("soak")
@Timeout(value = 12, unit = TimeUnit.HOURS)
class PoolSoakTest {

    private static final Duration LENGTH = Duration.ofSeconds(Long.getLong("mp.soak.seconds", 60));
    private static final Duration PATIENCE = Delays.scaled(Duration.ofSeconds(30));
    private static final long MOST_GROWTH = 64L << 20;
    private static final int WARM_UP = 200;
    private static final int MOST_ITEMS = 2_000;

    @ContractTest
    void poolsGiveRightResultsForEverAndKeepNothing(Context mp) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long start = System.nanoTime();
        long heap = 0;
        int rounds = 0;
        while (rounds <= WARM_UP || System.nanoTime() - start < LENGTH.toNanos()) {
            if (rounds == WARM_UP) {
                heap = usedHeap();
            }
            try (Pool pool = mp.pool(1 + random.nextInt(4))) {
                round(pool, random);
            } catch (Throwable failure) {
                throw new AssertionError("round " + rounds + " of seed " + seed, failure);
            }
            rounds++;
        }
        assertThat(usedHeap() - heap).as("growth of the heap").isLessThan(MOST_GROWTH);
    }

    private static void round(Pool pool, Random random) throws Exception {
        int size = random.nextInt(MOST_ITEMS);
        switch (random.nextInt(6)) {
            case 0 -> allGoesWell(pool, size);
            case 1 -> oneTaskFails(pool, size + 1, random.nextInt(size + 1));
            case 2 -> anEndlessInputIsLeft(pool, 1 + size);
            case 3 -> aResultIsCancelled(pool);
            case 4 -> thePoolIsTerminated(pool, size);
            default -> theCallerIsInterrupted(pool);
        }
    }

    private static void allGoesWell(Pool pool, int size) throws InterruptedException {
        assertThat(pool.map(PoolSoakTest::square, numbers(size)))
                .isEqualTo(
                        IntStream.range(0, size).mapToObj(PoolSoakTest::square).toList());
    }

    private static void oneTaskFails(Pool pool, int size, int bad) {
        assertThatThrownBy(() -> pool.map(
                        x -> {
                            if (x == bad) {
                                throw new ArithmeticException("bad " + x);
                            }
                            return x;
                        },
                        numbers(size)))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("bad " + bad);
    }

    private static void anEndlessInputIsLeft(Pool pool, int taken) {
        Iterable<Integer> naturals = () -> Stream.iterate(0, x -> x + 1).iterator();
        try (ResultIterator<Integer> results = pool.imap(PoolSoakTest::square, naturals)) {
            for (int i = 0; i < taken; i++) {
                assertThat(results.next()).isEqualTo(square(i));
            }
        }
    }

    private static void aResultIsCancelled(Pool pool) {
        AsyncResult<String> result = pool.applyAsync(PoolSoakTest::dawdle);
        assertThat(result.cancel()).isTrue();
        assertThatThrownBy(() -> result.get(PATIENCE)).isInstanceOf(CancellationException.class);
    }

    private static void thePoolIsTerminated(Pool pool, int size) {
        List<AsyncResult<String>> results = IntStream.range(0, size)
                .mapToObj(x -> pool.applyAsync(PoolSoakTest::dawdle))
                .toList();
        pool.terminate();
        for (AsyncResult<String> result : results) {
            assertThatThrownBy(() -> result.get(PATIENCE)).isInstanceOf(CancellationException.class);
        }
    }

    private static void theCallerIsInterrupted(Pool pool) {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> pool.map(x -> dawdle(), numbers(10))).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        pool.terminate();
    }

    private static List<Integer> numbers(int size) {
        return IntStream.range(0, size).boxed().toList();
    }

    private static int square(int x) {
        return x * x;
    }

    private static String dawdle() throws InterruptedException {
        Thread.sleep(60_000);
        return "done";
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
