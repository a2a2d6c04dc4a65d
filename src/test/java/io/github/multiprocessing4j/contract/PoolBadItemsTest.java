package io.github.multiprocessing4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.harness.ContractTest;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Timeout;

/** Inputs that throw, and items that are not there. */
@Timeout(60)
class PoolBadItemsTest {

    private static final List<Map.Entry<Integer, Integer>> PAIRS = List.of(Map.entry(1, 2));

    private static void refuses(Class<? extends Throwable> type, String words, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(type).hasMessageContaining(words);
    }

    /** Fails at one of its calls. */
    private record Failing(String at) implements Iterable<Integer> {

        private void reach(String call) {
            if (call.equals(at)) {
                throw new UnsupportedOperationException("at " + at);
            }
        }

        @Override
        public Iterator<Integer> iterator() {
            reach("iterator");
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    reach("hasNext");
                    return true;
                }

                @Override
                public Integer next() {
                    reach("next");
                    return 1;
                }
            };
        }
    }

    @ContractTest
    void inputsThatThrow(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            for (String at : List.of("iterator", "hasNext", "next")) {
                Failing input = new Failing(at);
                Class<UnsupportedOperationException> type = UnsupportedOperationException.class;
                refuses(type, "at " + at, () -> pool.map(x -> x, input));
                refuses(type, "at " + at, () -> pool.mapAsync(x -> x, input));
                refuses(type, "at " + at, () -> pool.imap(x -> x, input).next());
                refuses(
                        type,
                        "at " + at,
                        () -> pool.imapUnordered(x -> x, input).next());
            }
            assertThatThrownBy(() -> pool.map(x -> x, () -> null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> pool.imap(x -> x, () -> null).next()).isInstanceOf(NullPointerException.class);
            assertThat(pool.<Integer>apply(() -> 1)).isEqualTo(1);
        }
    }

    @ContractTest
    void aCollectionWhoseArrayIsOfANarrowTypeIsFine(Context mp) throws Exception {
        AbstractCollection<String> narrow = new AbstractCollection<>() {
            @Override
            public Iterator<String> iterator() {
                return List.of("a", "b", "c").iterator();
            }

            @Override
            public int size() {
                return 3;
            }

            @Override
            public Object[] toArray() {
                return new String[] {"a", "b", "c"};
            }
        };
        try (Pool pool = mp.pool(1)) {
            assertThat(pool.<String, Object>map(x -> x.hashCode(), narrow, o -> o.retries(1)))
                    .containsExactly(97, 98, 99);
        }
    }

    @ContractTest
    void nullPairsFailLikeAnyTask(Context mp) {
        List<Map.Entry<Integer, Integer>> none = Collections.singletonList(null);
        try (Pool pool = mp.pool(1)) {
            assertThatThrownBy(() -> pool.starmap((x, y) -> x, none)).isInstanceOf(NullPointerException.class);
        }
    }

    @ContractTest
    void nullCallbacksAndNullResults(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            List<Object> nulls = new ArrayList<>(Arrays.asList(null, null));
            assertThat(pool.applyAsync(() -> null, null, null).get()).isNull();
            assertThat(pool.mapAsync(x -> null, nulls, null, null).get()).isEqualTo(nulls);
            assertThat(pool.starmap((x, y) -> null, PAIRS)).containsOnlyNulls();
        }
    }
}
