package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.SPAWN;
import static io.github.multiprocessing4j.harness.Times.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.DecodingException;
import io.github.multiprocessing4j.Fn;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.Queue;
import io.github.multiprocessing4j.harness.ContractTest;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.lang.ref.WeakReference;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;

/** How the function of a map comes to the workers. */
@Timeout(60)
class PoolFunctionContractTest {

    private static final List<Integer> ITEMS = IntStream.range(0, 100).boxed().toList();

    /** Counts how often it is read. */
    private static final class Counted implements Fn<Integer, Integer> {

        private static final long serialVersionUID = 1L;

        private static final AtomicInteger READ = new AtomicInteger();

        private static volatile WeakReference<Counted> last = new WeakReference<>(null);

        private final byte[] ballast = new byte[1 << 20];

        @Override
        public Integer apply(Integer item) {
            return READ.get() * ballast.length;
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            READ.incrementAndGet();
            last = new WeakReference<>(this);
        }

        static boolean isGone() {
            System.gc();
            return last.get() == null;
        }
    }

    @ContractTest(SPAWN)
    void itTravelsOnceToEachWorker(Context mp) throws Exception {
        try (Pool pool = mp.pool(2)) {
            Counted fn = new Counted();
            assertThat(pool.map(fn, ITEMS, o -> o.chunkSize(1))).containsOnly(1 << 20);
            List<Integer> again = pool.map(fn, ITEMS, o -> o.chunkSize(1));
            assertThat(again).allMatch(reads -> reads <= 2 << 20);
            assertThat(pool.imap(new Counted(), ITEMS).stream().toList()).allMatch(reads -> reads <= 3 << 20);
        }
    }

    @ContractTest(SPAWN)
    void itIsNotKeptWhenItsMapIsOver(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            pool.map(new Counted(), ITEMS, o -> o.chunkSize(1));
            until(() -> pool.apply(Counted::isGone));
        }
    }

    @ContractTest
    void thoseOfMapsAtTheSameTimeAreNotConfused(Context mp) throws Exception {
        try (Pool pool = mp.pool(2)) {
            var sums = pool.mapAsync(item -> item + 1, ITEMS, o -> o.chunkSize(1));
            var products = pool.mapAsync(item -> item * 2, ITEMS, o -> o.chunkSize(1));
            var texts = pool.mapAsync(item -> "<" + item + ">", ITEMS, o -> o.chunkSize(1));
            assertThat(sums.get()).isEqualTo(ITEMS.stream().map(i -> i + 1).toList());
            assertThat(products.get()).isEqualTo(ITEMS.stream().map(i -> i * 2).toList());
            assertThat(texts.get())
                    .isEqualTo(ITEMS.stream().map(i -> "<" + i + ">").toList());
        }
    }

    @ContractTest
    void itMayHoldSharedObjects(Context mp) throws Exception {
        Queue<Integer> queue = mp.queue();
        try (Pool pool = mp.pool(2)) {
            for (int round = 0; round < 2; round++) {
                pool.map(
                        item -> {
                            queue.put(item);
                            return null;
                        },
                        ITEMS,
                        o -> o.chunkSize(1));
            }
        }
        Set<Integer> items = new HashSet<>();
        for (int i = 0; i < 2 * ITEMS.size(); i++) {
            items.add(queue.get());
        }
        assertThat(items).containsExactlyInAnyOrderElementsOf(ITEMS);
    }

    /** Cannot be read. */
    private record Unreadable() implements Fn<Integer, Integer> {

        @Override
        public Integer apply(Integer item) {
            return item;
        }

        private Object readResolve() throws InvalidObjectException {
            throw new InvalidObjectException("on purpose");
        }
    }

    @ContractTest(SPAWN)
    void oneThatCannotBeReadFailsEachTask(Context mp) throws Exception {
        try (Pool pool = mp.pool(2)) {
            for (int round = 0; round < 2; round++) {
                try (var results = pool.imapUnordered(new Unreadable(), ITEMS)) {
                    for (int i = 0; i < ITEMS.size(); i++) {
                        assertThatThrownBy(results::next)
                                .isInstanceOf(DecodingException.class)
                                .hasMessageContaining("on purpose");
                    }
                    assertThat(results.hasNext()).isFalse();
                }
            }
            assertThat(pool.map(item -> item, ITEMS)).isEqualTo(ITEMS);
        }
    }
}
