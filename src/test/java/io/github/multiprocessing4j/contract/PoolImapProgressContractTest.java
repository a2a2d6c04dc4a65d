package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.THREAD;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.Progress;
import io.github.multiprocessing4j.ResultIterator;
import io.github.multiprocessing4j.harness.ContractTest;
import java.time.Duration;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;

/** How far an {@code imap} has come, as its listener hears it. */
@Timeout(60)
class PoolImapProgressContractTest {

    private final List<Progress> heard = Collections.synchronizedList(new ArrayList<>());

    private static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    private Progress last() {
        return heard.get(heard.size() - 1);
    }

    private void assertGrows() {
        for (int i = 1; i < heard.size(); i++) {
            Progress before = heard.get(i - 1);
            Progress after = heard.get(i);
            assertThat(after.done()).isGreaterThanOrEqualTo(before.done());
            assertThat(after.failed()).isGreaterThanOrEqualTo(before.failed());
            assertThat(after.elapsed()).isGreaterThanOrEqualTo(before.elapsed());
        }
        assertThat(heard).allMatch(p -> p.failed() <= p.done());
    }

    private long completeOnes() {
        return heard.stream().filter(Progress::isComplete).count();
    }

    @ContractTest
    void anImapOverACollectionKnowsTheTotal(Context mp) throws Exception {
        try (Pool pool = mp.pool(2)) {
            for (boolean ordered : new boolean[] {true, false}) {
                heard.clear();
                try (ResultIterator<Integer> results = ordered
                        ? pool.imap(x -> x, range(300), o -> o.progress(heard::add))
                        : pool.imapUnordered(x -> x, range(300), o -> o.progress(heard::add))) {
                    assertThat(results.stream().count()).isEqualTo(300);
                }
                Eventually.becomes("told of the end", () -> !heard.isEmpty() && last().done() == 300);
                assertThat(heard).allMatch(p -> p.total().getAsLong() == 300);
                assertGrows();
            }
        }
    }

    @ContractTest
    void anImapOverAnythingElseKnowsTheTotalAtTheEnd(Context mp) throws Exception {
        Iterable<Integer> unsized = () -> range(50).iterator();
        try (Pool pool = mp.pool(2);
                ResultIterator<Integer> results = pool.imap(x -> x, unsized, o -> o.progress(heard::add))) {
            for (int i = 0; i < 10; i++) {
                results.next(Duration.ofSeconds(10));
            }
            Eventually.becomes("told of some", () -> !heard.isEmpty());
            assertThat(heard.get(0).total()).isEmpty();
            assertThat(heard.get(0).isComplete()).isFalse();
            assertThat(results.stream().count()).isEqualTo(40);
            Eventually.becomes("told of the end", () -> last().isComplete());
            assertThat(last().total()).hasValue(50);
            assertThat(last().done()).isEqualTo(50);
            assertGrows();
        }
    }

    /** An input whose end is found out after all its tasks are over. */
    @ContractTest(THREAD)
    void theListenerOfAnImapHearsOfTheEndOnce(Context mp) throws Exception {
        Semaphore over = new Semaphore(0);
        Collection<Integer> lateEnd = new AbstractCollection<>() {
            @Override
            public int size() {
                return 1;
            }

            @Override
            public Iterator<Integer> iterator() {
                return new Iterator<>() {
                    private boolean given;

                    @Override
                    public boolean hasNext() {
                        if (given) {
                            over.acquireUninterruptibly();
                        }
                        return !given;
                    }

                    @Override
                    public Integer next() {
                        given = true;
                        return 1;
                    }
                };
            }
        };
        try (Pool pool = mp.pool(1);
                ResultIterator<Integer> results = pool.imap(
                        x -> x,
                        lateEnd,
                        o -> o.progress(p -> {
                            heard.add(p);
                            over.release();
                        }))) {
            assertThat(results.next(Duration.ofSeconds(10))).isEqualTo(1);
            assertThat(results.hasNext()).isFalse();
        }
        assertThat(heard).isNotEmpty();
        assertThat(completeOnes()).isEqualTo(1);
    }
}
