package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.THREAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Fn;
import io.github.multiprocessing4j.MapOptions;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.ResultIterator;
import io.github.multiprocessing4j.harness.ContractTest;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** What {@code imap} does with its items and results, one by one. */
@Timeout(60)
class PoolImapItemsContractTest {

    private static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    private static <A, R> ResultIterator<R> imap(
            Pool pool, boolean ordered, Fn<A, R> fn, Iterable<A> items, Consumer<MapOptions> options) {
        return ordered ? pool.imap(fn, items, options) : pool.imapUnordered(fn, items, options);
    }

    @ContractTest
    void nextWorksWithoutHasNext(Context mp) {
        try (Pool pool = mp.pool(2)) {
            for (int round = 0; round < 200; round++) {
                try (ResultIterator<Integer> results = pool.imap(x -> x, range(3))) {
                    assertThat(List.of(results.next(), results.next(), results.next()))
                            .isEqualTo(range(3));
                    assertThatThrownBy(results::next).isInstanceOf(NoSuchElementException.class);
                }
            }
        }
    }

    @ContractTest(THREAD)
    @Tag("EXEC.7")
    void aDeliveredResultIsHeldByNobody(Context mp) throws Exception {
        try (Pool pool = mp.pool(2)) {
            for (boolean ordered : new boolean[] {true, false}) {
                for (int chunk : List.of(1, 5)) {
                    try (ResultIterator<byte[]> results =
                            imap(pool, ordered, x -> new byte[1_000 + x], range(10), o -> o.chunkSize(chunk))) {
                        while (results.hasNext()) {
                            Eventually.collected(new WeakReference<>(results.next()));
                        }
                    }
                }
            }
        }
    }

    @ContractTest
    void nullIsAnItemAndAResult(Context mp) throws Exception {
        List<Integer> items = Arrays.asList(null, 1, null);
        try (Pool pool = mp.pool(2)) {
            for (boolean ordered : new boolean[] {true, false}) {
                for (int chunk : List.of(1, 2)) {
                    try (ResultIterator<Integer> results =
                            imap(pool, ordered, x -> x, items, o -> o.chunkSize(chunk))) {
                        List<Integer> seen = new ArrayList<>();
                        seen.add(results.next());
                        seen.add(results.next(Duration.ofSeconds(30)));
                        seen.add(results.next());
                        assertThat(seen).containsExactlyInAnyOrder(null, 1, null);
                        assertThat(results.hasNext()).isFalse();
                    }
                }
            }
        }
    }

    @ContractTest
    void itIsAStreamToo(Context mp) {
        try (Pool pool = mp.pool(2);
                ResultIterator<Integer> results = pool.imap(x -> x, range(100))) {
            assertThat(results.next()).isZero();
            assertThat(results.stream().mapToInt(x -> x).sum()).isEqualTo(4_950);
            assertThat(results.hasNext()).isFalse();
        }
    }
}
