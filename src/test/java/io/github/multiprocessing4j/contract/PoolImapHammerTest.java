package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.THREAD;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Fn;
import io.github.multiprocessing4j.MapOptions;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.ResultIterator;
import io.github.multiprocessing4j.harness.ContractTest;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;

/** Races of {@code imap} with its end and that of its pool. */
@Timeout(100)
class PoolImapHammerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<Integer> BESIDE =
            IntStream.range(100, 120).boxed().toList();

    private static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    @ContractTest(THREAD)
    void theEndAgainstImapLeavesNothingHanging(Context mp) throws Exception {
        for (int round = 0; round < 3_000; round++) {
            boolean hard = round % 2 == 0;
            Pool pool = mp.pool(2);
            Race.atOnce(List.of(() -> imapUntilRefused(pool), () -> {
                Race.spinUpTo(100_000);
                if (hard) {
                    pool.terminate();
                } else {
                    pool.close();
                }
                return null;
            }));
            assertThat(pool.join(PATIENCE)).isTrue();
        }
    }

    private static Object imapUntilRefused(Pool pool) throws Exception {
        Iterable<Integer> endless = () -> Stream.iterate(0, x -> x + 1).iterator();
        for (; ; ) {
            try (ResultIterator<Integer> results = pool.imap(x -> x, endless)) {
                for (int i = 0; i < 3; i++) {
                    assertThat(results.next(PATIENCE)).isEqualTo(i);
                }
            } catch (IllegalStateException refused) {
                return null;
            }
        }
    }

    @ContractTest(THREAD)
    void tasksThatAreTriedAgainAreCountedOnce(Context mp) throws Exception {
        for (int round = 0; round < 1_000; round++) {
            int chunk = 1 + round % 4;
            boolean ordered = round % 2 == 0;
            Set<Integer> tried = ConcurrentHashMap.newKeySet();
            Fn<Integer, Integer> second = x -> {
                if (tried.add(x)) {
                    throw new IllegalStateException("first try of " + x);
                }
                return x;
            };
            Consumer<MapOptions> options = o -> o.chunkSize(chunk).retries(1);
            Pool pool = mp.pool(2 + round % 3);
            AsyncResult<List<Integer>> beside = pool.mapAsync(second, BESIDE, options);
            try (ResultIterator<Integer> results =
                    ordered ? pool.imap(second, range(20), options) : pool.imapUnordered(second, range(20), options)) {
                pool.shutdown();
                assertThat(results.stream()).containsExactlyInAnyOrderElementsOf(range(20));
            }
            assertThat(pool.join(PATIENCE)).as("ended").isTrue();
            assertThat(beside.get()).isEqualTo(BESIDE);
        }
    }

    @ContractTest(THREAD)
    void thousandsOfImapsHalfReadAndClosed(Context mp) throws Exception {
        Iterable<Integer> endless = () -> Stream.iterate(0, x -> x + 1).iterator();
        Pool pool = mp.pool(o -> o.workers(2).name("half-read"));
        for (int round = 0; round < 4_000; round++) {
            try (ResultIterator<Integer> results = round % 2 == 0
                    ? pool.imap(x -> x, endless)
                    : pool.imapUnordered(x -> x, endless, o -> o.chunkSize(3))) {
                for (int i = 0; i < round % 5; i++) {
                    assertThat(results.next(PATIENCE)).isNotNegative();
                }
            } catch (NoSuchElementException e) {
                throw new AssertionError("an endless input has ended", e);
            }
        }
        assertThat(pool.map(x -> Thread.interrupted(), range(200), o -> o.chunkSize(1)))
                .containsOnly(false);
        pool.close();
        Eventually.noThreadOf("half-read");
    }
}
