package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.THREAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Fn;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.ResultIterator;
import io.github.multiprocessing4j.harness.ContractTest;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** A half-read {@code imap}, and then the end. */
@Timeout(60)
class PoolImapEndContractTest {

    private static Iterable<Integer> endless() {
        return () -> Stream.iterate(0, x -> x + 1).iterator();
    }

    private static int sleep(int millis) throws InterruptedException {
        Thread.sleep(millis);
        return millis;
    }

    private static Pool named(Context mp, String name) {
        return mp.pool(o -> o.workers(3).name(name));
    }

    private static ResultIterator<Integer> halfRead(Pool pool, boolean ordered) {
        ResultIterator<Integer> results = ordered
                ? pool.imap(x -> x, endless(), o -> o.chunkSize(2))
                : pool.imapUnordered(x -> x, endless(), o -> o.chunkSize(2));
        for (int i = 0; i < 3; i++) {
            assertThat(results.next()).isNotNull();
        }
        return results;
    }

    private static void assertEnds(String name, Pool pool) throws Exception {
        long start = System.nanoTime();
        pool.close();
        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(5));
        Eventually.noThreadOf(name);
    }

    @ContractTest
    @Tag("HANG.11")
    void theIteratorIsClosed(Context mp) throws Exception {
        for (boolean ordered : new boolean[] {true, false}) {
            Pool pool = named(mp, "closed-iterator");
            ResultIterator<Integer> results = halfRead(pool, ordered);
            results.close();
            results.close();
            assertThat(results.hasNext()).isFalse();
            assertThatThrownBy(results::next).isInstanceOf(NoSuchElementException.class);
            assertThat(pool.<Integer>apply(() -> 1)).isEqualTo(1);
            assertEnds("closed-iterator", pool);
        }
    }

    @ContractTest
    @Tag("HANG.11")
    void thePoolIsClosed(Context mp) throws Exception {
        for (boolean ordered : new boolean[] {true, false}) {
            Pool pool = named(mp, "closed-pool");
            ResultIterator<Integer> results = halfRead(pool, ordered);
            assertEnds("closed-pool", pool);
            int left = 0;
            assertThat(results.hasNext()).isTrue();
            for (; ; left++) {
                try {
                    assertThat(results.next(Duration.ofSeconds(5))).isNotNull();
                } catch (IllegalStateException e) {
                    assertThat(e).isNotInstanceOf(CancellationException.class);
                    break; // after the results of what was read
                }
            }
            assertThat(left).isLessThanOrEqualTo(3 * 8 * 2);
            assertThat(results.hasNext()).isFalse();
            assertThatThrownBy(results::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @ContractTest
    @Tag("HANG.11")
    @Tag("HANG.5")
    void thePoolIsTerminated(Context mp) throws Exception {
        for (boolean ordered : new boolean[] {true, false}) {
            Pool pool = named(mp, "terminated-pool");
            ResultIterator<Integer> results = halfRead(pool, ordered);
            pool.terminate();
            assertThatThrownBy(() -> results.next(Duration.ofSeconds(1))).isInstanceOf(CancellationException.class);
            assertThat(results.hasNext()).isFalse();
            assertEnds("terminated-pool", pool);
        }
    }

    @ContractTest
    @Tag("HANG.11")
    void theIteratorIsDropped(Context mp) throws Exception {
        for (boolean ordered : new boolean[] {true, false}) {
            Pool pool = named(mp, "dropped-iterator");
            halfRead(pool, ordered);
            Eventually.becomes("the reader of the input has ended", () -> {
                System.gc();
                return Eventually.threadsOf("dropped-iterator").stream().noneMatch(name -> name.contains("feeder"));
            });
            assertEnds("dropped-iterator", pool);
        }
    }

    @ContractTest
    @Tag("HANG.11")
    void iteratorAndPoolAreDropped(Context mp) throws Exception {
        halfRead(named(mp, "all-dropped"), true);
        Eventually.becomes("no thread is left", () -> {
            System.gc();
            return Eventually.threadsOf("all-dropped").isEmpty();
        });
    }

    @ContractTest(THREAD)
    void aDroppedPoolFinishesItsWorkAndEnds(Context mp) throws Exception {
        CountDownLatch done = new CountDownLatch(20);
        dropBusyPool(mp, done);
        Eventually.becomes("no thread is left", () -> {
            System.gc();
            return Eventually.threadsOf("dropped-pool").isEmpty();
        });
        assertThat(done.getCount()).isZero();
    }

    private static void dropBusyPool(Context mp, CountDownLatch done) {
        Pool pool = named(mp, "dropped-pool");
        for (int i = 0; i < 20; i++) {
            pool.applyAsync(() -> {
                Thread.sleep(5);
                done.countDown();
                return 0;
            });
        }
    }

    @ContractTest
    void aDroppedPoolDoesNotHurtAnImapThatIsStillRead(Context mp) throws Exception {
        try (ResultIterator<Integer> results = halfRead(named(mp, "outlived"), true)) {
            for (int i = 3; i < 200; i++) {
                if (i % 20 == 0) {
                    System.gc();
                }
                assertThat(results.next()).isEqualTo(i);
            }
        }
    }

    @ContractTest(THREAD)
    void closingCancelsWhatRunsAndDropsWhatWaits(Context mp) throws Exception {
        for (boolean ordered : new boolean[] {true, false}) {
            AtomicInteger begun = new AtomicInteger();
            CountDownLatch running = new CountDownLatch(2);
            CountDownLatch interrupted = new CountDownLatch(2);
            try (Pool pool = mp.pool(2)) {
                Fn<Integer, Integer> task = x -> {
                    begun.incrementAndGet();
                    running.countDown();
                    try {
                        return sleep(30_000);
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                };
                ResultIterator<Integer> results =
                        ordered ? pool.imap(task, endless()) : pool.imapUnordered(task, endless());
                assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
                results.close();
                assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(begun.get()).as("only what ran was begun").isLessThan(5);
        }
    }

    @ContractTest
    void closingTheStreamClosesTheIterator(Context mp) throws Exception {
        Pool pool = named(mp, "closed-stream");
        try (Stream<Integer> stream = pool.imap(x -> x, endless()).stream()) {
            assertThat(stream.limit(5)).containsExactly(0, 1, 2, 3, 4);
        }
        Eventually.becomes(
                "the reader of the input has ended",
                () -> Eventually.threadsOf("closed-stream").stream().noneMatch(name -> name.contains("feeder")));
        assertEnds("closed-stream", pool);
    }

    @ContractTest(THREAD)
    void closingByAnotherThreadWakesWhoeverWaits(Context mp) throws Exception {
        for (int round = 0; round < 50; round++) {
            Pool pool = mp.pool(1);
            ResultIterator<Integer> results = pool.imap(PoolImapEndContractTest::sleep, List.of(30_000));
            Thread closer = new Thread(results::close);
            closer.start();
            assertThatThrownBy(results::next).isInstanceOf(NoSuchElementException.class);
            closer.join();
            pool.terminate();
        }
    }

    @ContractTest(THREAD)
    void anInputThatBlocksIsInterruptedByTheEnd(Context mp) throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Iterable<Integer> blocking = () -> Stream.of(1, 2)
                .peek(x -> {
                    if (x == 2) {
                        blocked.countDown();
                        try {
                            Thread.sleep(30_000);
                        } catch (InterruptedException e) {
                            interrupted.countDown();
                        }
                    }
                })
                .iterator();
        Pool pool = named(mp, "blocked-input");
        try (ResultIterator<Integer> results = pool.imap(x -> x, blocking)) {
            assertThat(results.next()).isEqualTo(1);
            assertThat(blocked.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        assertEnds("blocked-input", pool);
    }

    @ContractTest
    void anImapThatWasReadToItsEndLeavesNothingBehind(Context mp) throws Exception {
        Pool pool = named(mp, "read-out");
        List<Integer> items = IntStream.range(0, 100).boxed().toList();
        assertThat(pool.imap(x -> x, items).stream().toList()).isEqualTo(items);
        Eventually.becomes(
                "the reader of the input has ended",
                () -> Eventually.threadsOf("read-out").stream().noneMatch(name -> name.contains("feeder")));
        assertEnds("read-out", pool);
    }

    @ContractTest
    void shutdownLetsAnImapBeReadToItsEnd(Context mp) throws Exception {
        List<Integer> items = IntStream.range(0, 1_000).boxed().toList();
        Pool pool = mp.pool(2);
        try (ResultIterator<Integer> results = pool.imap(x -> x, items, o -> o.bufferSize(4))) {
            pool.shutdown();
            assertThat(results.stream().toList()).isEqualTo(items);
        }
        assertThat(pool.join(Duration.ofSeconds(5))).isTrue();
    }
}
