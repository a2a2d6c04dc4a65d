package io.github.multiprocessing4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Fn;
import io.github.multiprocessing4j.MapOptions;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.ResultIterator;
import io.github.multiprocessing4j.harness.ContractTest;
import io.github.multiprocessing4j.harness.WarmUp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** Results one by one: what {@code imap} and {@code imapUnordered} deliver. */
@Timeout(60)
class PoolImapContractTest {

    /** Thrown by inputs. */
    static class BadInput extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static int square(int x) {
        return x * x;
    }

    private static int sleep(int millis) throws InterruptedException {
        Thread.sleep(millis);
        return millis;
    }

    private static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    private static Iterable<Integer> throwingAt(int bad) {
        return () -> new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < 20;
            }

            @Override
            public Integer next() {
                if (next == bad) {
                    throw new BadInput();
                }
                return next++;
            }
        };
    }

    private static <A, R> ResultIterator<R> imap(
            Pool pool, boolean ordered, Fn<A, R> fn, Iterable<A> items, Consumer<MapOptions> options) {
        return ordered ? pool.imap(fn, items, options) : pool.imapUnordered(fn, items, options);
    }

    @ContractTest
    @Tag("POOL.8")
    void imapGivesTheResultsInOrder(Context mp) {
        try (Pool pool = mp.pool(4)) {
            List<Integer> seen = new ArrayList<>();
            try (ResultIterator<Integer> results = pool.imap(PoolImapContractTest::square, range(10))) {
                for (int square : results) {
                    seen.add(square);
                }
            }
            assertThat(seen).containsExactly(0, 1, 4, 9, 16, 25, 36, 49, 64, 81);
            try (ResultIterator<Integer> results = pool.imap(PoolImapContractTest::square, range(10))) {
                for (int i = 0; i < 10; i++) {
                    assertThat(results.hasNext()).isTrue();
                    assertThat(results.next()).isEqualTo(i * i);
                }
                assertThat(results.hasNext()).isFalse();
                assertThatThrownBy(results::next).isInstanceOf(NoSuchElementException.class);
                assertThatThrownBy(() -> results.next(Duration.ofSeconds(1)))
                        .isInstanceOf(NoSuchElementException.class);
                assertThat(results.hasNext()).isFalse();
            }
            try (ResultIterator<Integer> results =
                    pool.imap(PoolImapContractTest::square, range(1_000), o -> o.chunkSize(100))) {
                for (int i = 0; i < 1_000; i++) {
                    assertThat(results.next()).isEqualTo(i * i);
                }
                assertThat(results.hasNext()).isFalse();
                assertThatThrownBy(results::next).isInstanceOf(NoSuchElementException.class);
            }
        }
    }

    @ContractTest
    @Tag("POOL.9")
    void anInputThatThrowsIsHeardOfInItsPlace(Context mp) {
        try (Pool pool = mp.pool(2)) {
            for (int round = 0; round < 2; round++) {
                assertInputFails(pool, throwingAt(0), 1, 0);
            }
            assertInputFails(pool, throwingAt(3), 1, 3);
            assertInputFails(pool, throwingAt(7), 2, 6);
            assertInputFails(pool, throwingAt(7), 4, 4);
        }
    }

    private static void assertInputFails(Pool pool, Iterable<Integer> input, int chunk, int results) {
        for (boolean ordered : new boolean[] {true, false}) {
            try (ResultIterator<Integer> found = imap(pool, ordered, x -> x, input, o -> o.chunkSize(chunk))) {
                List<Integer> seen = new ArrayList<>();
                for (int i = 0; i < results; i++) {
                    seen.add(found.next());
                }
                assertThat(seen).containsExactlyInAnyOrderElementsOf(range(results));
                assertThatThrownBy(found::next).isExactlyInstanceOf(BadInput.class);
                assertThat(found.hasNext()).isFalse();
                assertThatThrownBy(found::next).isInstanceOf(NoSuchElementException.class);
            }
        }
    }

    @ContractTest
    @Tag("POOL.21")
    void nextMayGiveUpAndAskAgain(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            for (boolean ordered : new boolean[] {true, false}) {
                try (ResultIterator<Integer> results =
                        imap(pool, ordered, PoolImapContractTest::sleep, List.of(500), o -> {})) {
                    long start = System.nanoTime();
                    assertThatThrownBy(() -> results.next(Duration.ofMillis(100)))
                            .isInstanceOf(TimeoutException.class);
                    assertThat(System.nanoTime() - start)
                            .isBetween(TimeUnit.MILLISECONDS.toNanos(95), TimeUnit.SECONDS.toNanos(10));

                    assertThat(results.next()).isEqualTo(500);
                    assertThat(results.hasNext()).isFalse();
                }
            }
        }
    }

    @ContractTest
    @Tag("POOL.22")
    void aFailingTaskThrowsInItsPlaceAndTheIterationGoesOn(Context mp) {
        try (Pool pool = mp.pool(3);
                ResultIterator<Integer> results = pool.imap(
                        x -> {
                            if (x == 2) {
                                throw new IllegalStateException("two");
                            }
                            return x;
                        },
                        range(5),
                        o -> o.chunkSize(1))) {
            assertThat(results.next()).isEqualTo(0);
            assertThat(results.next()).isEqualTo(1);
            assertThat(results.hasNext()).isTrue();
            assertThatThrownBy(results::next)
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage("two");
            assertThat(results.next()).isEqualTo(3);
            assertThat(results.next()).isEqualTo(4);
            assertThat(results.hasNext()).isFalse();
        }
    }

    @ContractTest
    @Tag("POOL.23")
    void aBadChunkSizeFailsAtTheCall(Context mp) {
        try (Pool pool = mp.pool(1)) {
            for (int size : List.of(0, -1)) {
                for (boolean ordered : new boolean[] {true, false}) {
                    assertThatThrownBy(() ->
                                    imap(pool, ordered, PoolImapContractTest::square, range(3), o -> o.chunkSize(size)))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining(String.valueOf(size));
                }
            }
        }
    }

    @ContractTest
    @Tag("EXEC.5")
    void resultsComeInTimeAndThenATimeout(Context mp) throws Exception {
        Pool pool = mp.pool(3);
        WarmUp.of(pool);
        try (ResultIterator<Integer> results = pool.imap(PoolImapContractTest::sleep, List.of(0, 0, 3_000))) {
            assertThat(results.next(Duration.ofSeconds(1))).isEqualTo(0);
            assertThat(results.next(Duration.ofSeconds(1))).isEqualTo(0);
            long start = System.nanoTime();
            assertThatThrownBy(() -> results.next(Duration.ofSeconds(1))).isInstanceOf(TimeoutException.class);
            assertThat(System.nanoTime() - start)
                    .isBetween(TimeUnit.MILLISECONDS.toNanos(950), TimeUnit.SECONDS.toNanos(10));
        } finally {
            pool.terminate();
        }
    }

    @ContractTest
    void imapUnorderedGivesEachResultOnceAsSoonAsItIsThere(Context mp) throws Exception {
        try (Pool pool = mp.pool(2)) {
            WarmUp.of(pool);
            try (ResultIterator<Integer> results = pool.imapUnordered(PoolImapContractTest::sleep, List.of(400, 1))) {
                assertThat(List.of(results.next(), results.next())).containsExactly(1, 400);
            }
            try (ResultIterator<Integer> results = pool.imapUnordered(x -> x, range(5_000), o -> o.chunkSize(7))) {
                assertThat(results.stream()).containsExactlyInAnyOrderElementsOf(range(5_000));
            }
        }
    }
}
