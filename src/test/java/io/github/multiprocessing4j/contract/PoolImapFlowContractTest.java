package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.THREAD;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Fn;
import io.github.multiprocessing4j.MapOptions;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.ResultIterator;
import io.github.multiprocessing4j.harness.ContractTest;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;

/** How {@code imap} reads its input: lazily, boundedly, on a thread of its own. */
@Timeout(60)
class PoolImapFlowContractTest {

    /** The numbers from 0 on, without end; counts how many were read. */
    private static final class Endless implements Iterable<Integer> {

        final AtomicInteger read = new AtomicInteger();
        final AtomicInteger iterators = new AtomicInteger();
        volatile Thread reader;

        @Override
        public Iterator<Integer> iterator() {
            iterators.incrementAndGet();
            reader = Thread.currentThread();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return true;
                }

                @Override
                public Integer next() {
                    return read.getAndIncrement();
                }
            };
        }
    }

    private static <A, R> ResultIterator<R> imap(
            Pool pool, boolean ordered, Fn<A, R> fn, Iterable<A> items, Consumer<MapOptions> options) {
        return ordered ? pool.imap(fn, items, options) : pool.imapUnordered(fn, items, options);
    }

    @ContractTest
    void theBufferSizeIsAnExactBound(Context mp) throws Exception {
        try (Pool pool = mp.pool(2)) {
            for (boolean ordered : new boolean[] {true, false}) {
                for (int[] sizes : new int[][] {{1, 1}, {5, 1}, {10, 3}, {12, 4}, {64, 64}}) {
                    int buffer = sizes[0];
                    int chunk = sizes[1];
                    int reach = buffer / chunk * chunk;
                    Endless input = new Endless();
                    try (ResultIterator<Integer> results = imap(
                            pool,
                            ordered,
                            x -> x,
                            input,
                            o -> o.bufferSize(buffer).chunkSize(chunk))) {
                        for (int taken = 0; taken < 40; taken++) {
                            if (taken % chunk == 0) {
                                int full = taken + reach;
                                Eventually.becomes("read ahead to " + full, () -> input.read.get() == full);
                            }
                            assertThat(input.read.get()).isLessThanOrEqualTo(taken + buffer);
                            results.next();
                        }
                    }
                    assertThat(input.iterators.get()).isEqualTo(1);
                }
            }
        }
    }

    @ContractTest(THREAD)
    void whatRunsAndWhatWaitsCountsAsReadAhead(Context mp) throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (Pool pool = mp.pool(3)) {
            Endless input = new Endless();
            try (ResultIterator<Integer> results = pool.imap(
                    x -> {
                        gate.await();
                        return x;
                    },
                    input,
                    o -> o.bufferSize(2))) {
                Eventually.becomes("two are read", () -> input.read.get() == 2);
                for (int i = 0; i < 20; i++) {
                    Thread.sleep(1);
                    assertThat(input.read.get()).isEqualTo(2);
                }
                gate.countDown();
                assertThat(results.next()).isZero();
            }
        }
    }

    @ContractTest
    void withoutABufferSizeItIsEightChunksForEachWorker(Context mp) throws Exception {
        try (Pool pool = mp.pool(3)) {
            for (int chunk : List.of(1, 10)) {
                Endless input = new Endless();
                try (ResultIterator<Integer> results = pool.imap(x -> x, input, o -> o.chunkSize(chunk))) {
                    int full = 3 * 8 * chunk;
                    Eventually.becomes("read to " + full, () -> input.read.get() == full);
                    Thread.sleep(20);
                    assertThat(input.read.get()).isEqualTo(full);
                    assertThat(results.next()).isZero();
                }
            }
        }
    }

    @ContractTest
    void itIsMoreForShortTasksButNotMoreThan512ChunksForEachWorker(Context mp) {
        Endless input = new Endless();
        int most = 0;
        try (Pool pool = mp.pool(2);
                ResultIterator<Integer> results = pool.imap(x -> x, input)) {
            for (int taken = 1; taken <= 50_000; taken++) {
                results.next();
                most = Math.max(most, input.read.get() - taken);
            }
            assertThat(most).isGreaterThan(2 * 8).isLessThanOrEqualTo(2 * 512);
        }
    }

    @ContractTest
    void anEndlessInputGoesOnAndOn(Context mp) {
        try (Pool pool = mp.pool(2);
                ResultIterator<Integer> results = pool.imap(x -> x, new Endless())) {
            for (int i = 0; i < 20_000; i++) {
                assertThat(results.next()).isEqualTo(i);
            }
        }
    }

    @ContractTest(THREAD)
    void theInputIsReadByNeitherTheCallerNorAWorker(Context mp) {
        Endless input = new Endless();
        try (Pool pool = mp.pool(2);
                ResultIterator<Thread> results = pool.imap(x -> Thread.currentThread(), input)) {
            assertThat(results.next()).isNotSameAs(input.reader);
            assertThat(input.reader).isNotSameAs(Thread.currentThread());
            assertThat(input.reader.getName()).startsWith("mp-");
            assertThat(input.reader.isDaemon()).isTrue();
        }
    }

    @ContractTest(THREAD)
    void anInputThatBlocksDoesNotHoldBackWhatWasRead(Context mp) throws Exception {
        for (boolean ordered : new boolean[] {true, false}) {
            CountDownLatch gate = new CountDownLatch(1);
            Iterable<Integer> blocking =
                    () -> Stream.of(1, 2, 3).peek(x -> awaitFrom(2, x, gate)).iterator();
            try (Pool pool = mp.pool(2);
                    ResultIterator<Integer> results = imap(pool, ordered, x -> x, blocking, o -> {})) {
                assertThat(results.hasNext()).isTrue();
                assertThat(results.next(Duration.ofSeconds(20))).isEqualTo(1);
                gate.countDown();
                assertThat(results.next()).isNotNull();
                assertThat(results.next()).isNotNull();
                assertThat(results.hasNext()).isFalse();
            }
        }
    }

    /** An input that asks for more only after each answer, as a dialogue does. */
    @ContractTest(THREAD)
    void theInputMayDependOnTheResults(Context mp) throws Exception {
        try (Pool pool = mp.pool(2)) {
            for (boolean ordered : new boolean[] {true, false}) {
                Semaphore answered = new Semaphore(1);
                Iterable<Integer> dialogue = () -> Stream.iterate(0, x -> x + 1)
                        .limit(200)
                        .peek(x -> answered.acquireUninterruptibly())
                        .iterator();
                try (ResultIterator<Integer> results = imap(pool, ordered, x -> x, dialogue, o -> {})) {
                    for (int i = 0; i < 200; i++) {
                        assertThat(results.next(Duration.ofSeconds(20))).isEqualTo(i);
                        answered.release();
                    }
                    assertThat(results.hasNext()).isFalse();
                }
            }
        }
    }

    private static void awaitFrom(int first, int x, CountDownLatch gate) {
        if (x >= first) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new NoSuchElementException(e);
            }
        }
    }

    @ContractTest
    void imapsFeedEachOther(Context mp) {
        try (Pool pool = mp.pool(2);
                ResultIterator<Integer> first = pool.imap(x -> x + 1, new Endless());
                ResultIterator<Integer> second = pool.imap(x -> x * 2, first)) {
            for (int i = 0; i < 1_000; i++) {
                assertThat(second.next()).isEqualTo((i + 1) * 2);
            }
        }
    }

    @ContractTest
    void severalImapsShareAPool(Context mp) {
        try (Pool pool = mp.pool(2);
                ResultIterator<Integer> first = pool.imap(x -> x, new Endless());
                ResultIterator<Integer> second = pool.imapUnordered(x -> -1, new Endless())) {
            for (int i = 0; i < 1_000; i++) {
                assertThat(first.next()).isEqualTo(i);
                assertThat(second.next()).isEqualTo(-1);
            }
        }
    }
}
