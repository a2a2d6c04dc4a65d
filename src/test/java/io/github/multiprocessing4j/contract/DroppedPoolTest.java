package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.THREAD;
import static io.github.multiprocessing4j.harness.Times.LONG;
import static io.github.multiprocessing4j.harness.Times.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Event;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.ResultIterator;
import io.github.multiprocessing4j.harness.ContractTest;
import io.github.multiprocessing4j.harness.Garbage;
import io.github.multiprocessing4j.harness.LibraryThreads;
import io.github.multiprocessing4j.harness.Logs;
import io.github.multiprocessing4j.harness.Rounds;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** Pools that nobody can close any more. */
@Timeout(120)
class DroppedPoolTest {

    private static final AtomicInteger POOLS = new AtomicInteger();

    private final String name = "dropped-" + POOLS.incrementAndGet();
    private Logs logs;

    @BeforeEach
    void listen() {
        logs = Logs.captured();
    }

    @AfterEach
    void nothingIsLeftOfThePool() throws Exception {
        Garbage.collectUntil(() -> LibraryThreads.of(name).isEmpty());
        logs.close();
    }

    private Pool pool(Context mp) {
        return mp.pool(o -> o.workers(2).name(name));
    }

    private void waitForWarning() throws Exception {
        Garbage.collectUntil(() -> !logs.warningsOf(name).isEmpty());
    }

    @ContractTest
    void aPoolThatIsDroppedEndsAndAWarningIsLogged(Context mp) throws Exception {
        useAndDrop(mp);

        waitForWarning();
        until(() -> LibraryThreads.of(name).isEmpty());
        assertThat(logs.warningsOf(name)).hasSize(1);
    }

    private void useAndDrop(Context mp) throws Exception {
        List<Integer> items = IntStream.range(0, 100).boxed().toList();
        Pool pool = pool(mp);
        assertThat(pool.map(x -> x + 1, items, o -> o.progress(progress -> {}))).hasSize(100);
        assertThat(LibraryThreads.of(name)).isNotEmpty();
    }

    @ContractTest
    void aPoolThatIsDroppedUnusedEndsLikewise(Context mp) throws Exception {
        WeakReference<Pool> dropped = new WeakReference<>(pool(mp));
        Garbage.collect(dropped);
        waitForWarning();
    }

    @ContractTest
    void whatADroppedPoolHasAcceptedIsFinished(Context mp) throws Exception {
        Event go = mp.event();
        AtomicInteger told = new AtomicInteger();
        List<AsyncResult<Integer>> results = submitAndDrop(mp, go, told);
        waitForWarning();
        assertThat(results).noneMatch(AsyncResult::ready);

        go.set();

        for (int i = 0; i < results.size(); i++) {
            assertThat(results.get(i).get(LONG)).isEqualTo(i);
        }
        assertThat(told).hasValue(results.size());
    }

    private List<AsyncResult<Integer>> submitAndDrop(Context mp, Event go, AtomicInteger told) {
        Pool pool = pool(mp);
        List<AsyncResult<Integer>> results = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            results.add(pool.applyAsync(x -> awaitAndGive(go, x), i, value -> told.incrementAndGet(), null));
        }
        return results;
    }

    private static int awaitAndGive(Event go, int x) throws Exception {
        go.await();
        return x;
    }

    @ContractTest
    void workThatNobodyWaitsForIsFinishedToo(Context mp) throws Exception {
        Event go = mp.event();
        Event done = mp.event();
        forgetAndDrop(mp, go, done);
        waitForWarning();
        go.set();
        assertThat(done.await(LONG)).isTrue();
    }

    private void forgetAndDrop(Context mp, Event go, Event done) {
        Pool pool = pool(mp);
        pool.mapAsync(x -> awaitAndGive(go, x), List.of(1, 2, 3, 4));
        pool.applyAsync(() -> {
            go.await();
            done.set();
            return null;
        });
    }

    @ContractTest
    void aMapOnAPoolThatNobodyHoldsIsWholeAndDoesNotEndThePoolTooEarly(Context mp) throws Exception {
        int rounds = Rounds.of(mp, 200, 10);
        for (int i = 0; i < rounds; i++) {
            List<Integer> items = List.of(i, i + 1, i + 2);
            if (i % (rounds / 10) == 0) {
                System.gc();
            }
            assertThat(pool(mp).map(x -> x, items)).isEqualTo(items);
        }
    }

    @ContractTest
    void thatAResultIsHeldDoesNotHoldThePool(Context mp) throws Exception {
        AsyncResult<Integer> result = resultOfDropped(mp);
        assertThat(result.get(LONG)).isEqualTo(1);
        waitForWarning();
        assertThat(result.get()).isEqualTo(1);
    }

    private AsyncResult<Integer> resultOfDropped(Context mp) {
        return pool(mp).applyAsync(() -> 1);
    }

    @ContractTest
    @Tag("HANG.11")
    void anImapOfADroppedPoolCanBeReadToItsEnd(Context mp) throws Exception {
        int many = 1000;
        ResultIterator<Integer> results =
                imapAndDrop(mp, IntStream.range(0, many).boxed());
        assertThat(results.next(LONG)).isZero();
        waitForWarning();
        for (int i = 1; i < many; i++) {
            assertThat(results.next(LONG)).isEqualTo(i);
        }
        assertThat(results.hasNext()).isFalse();
    }

    @ContractTest
    @Tag("HANG.11")
    void aHalfReadImapThatIsDroppedWithItsPoolEnds(Context mp) throws Exception {
        ResultIterator<Integer> results = imapAndDrop(mp, Stream.iterate(0, i -> i + 1));
        for (int i = 0; i < 3; i++) {
            assertThat(results.next(LONG)).isEqualTo(i);
        }
        results = null;
        waitForWarning();
        Garbage.collectUntil(() -> LibraryThreads.of(name).isEmpty());
    }

    private ResultIterator<Integer> imapAndDrop(Context mp, Stream<Integer> items) {
        return pool(mp).imap(x -> x, items::iterator);
    }

    @ContractTest(THREAD)
    void aPoolInUseAsAnExecutorIsNotDropped(Context mp) throws Exception {
        ExecutorService executor = executor(mp);
        for (int i = 0; i < 5; i++) {
            System.gc();
            Future<Integer> result = executor.submit(() -> 1);
            assertThat(result.get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(1);
        }
        assertThat(logs.warningsOf(name)).isEmpty();
        executor.shutdown();
        assertThat(executor.awaitTermination(LONG.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
    }

    private ExecutorService executor(Context mp) {
        return pool(mp).asExecutorService();
    }

    @ContractTest(THREAD)
    void aPoolThatItsOwnTaskHoldsIsNotDropped(Context mp) throws Exception {
        Event started = mp.event();
        Event go = mp.event();
        AsyncResult<List<Integer>> nested = nestedMap(mp, started, go);
        assertThat(started.await(LONG)).isTrue();
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        assertThat(logs.warningsOf(name)).isEmpty();
        go.set();
        assertThat(nested.get(LONG)).containsExactly(1, 4, 9);
        waitForWarning();
    }

    private AsyncResult<List<Integer>> nestedMap(Context mp, Event started, Event go) {
        Pool pool = pool(mp);
        return pool.applyAsync(() -> {
            started.set();
            go.await();
            return pool.map(x -> x * x, List.of(1, 2, 3));
        });
    }

    @ContractTest
    void aPoolThatWasEndedInOrderIsNotWarnedOf(Context mp) throws Exception {
        List<WeakReference<Pool>> ended = endedPools(mp);
        Garbage.collect(ended.toArray(WeakReference[]::new));
        waitForCleaner(mp);
        assertThat(logs.warningsOf(name + "-ended")).isEmpty();
    }

    private List<WeakReference<Pool>> endedPools(Context mp) throws Exception {
        List<WeakReference<Pool>> ended = new ArrayList<>();
        for (int how = 0; how < 4; how++) {
            Pool pool = mp.pool(o -> o.workers(1).name(name + "-ended"));
            pool.apply(() -> 1);
            switch (how) {
                case 0 -> pool.close();
                case 1 -> pool.terminate();
                case 2 -> pool.shutdown();
                default -> pool.asExecutorService().shutdownNow();
            }
            ended.add(new WeakReference<>(pool));
        }
        return ended;
    }

    /** The cleaner has come to one that was dropped later. */
    private void waitForCleaner(Context mp) throws Exception {
        useAndDrop(mp);
        waitForWarning();
    }

    @ContractTest
    void aPoolThatIsHeldStaysWhateverIsCollected(Context mp) throws Exception {
        Pool pool = pool(mp);
        for (int i = 0; i < 5; i++) {
            System.gc();
            assertThat(pool.<Integer>apply(() -> 1)).isEqualTo(1);
        }
        waitForOtherPool(mp);
        assertThat(logs.warningsOf("\"" + name + "\"")).isEmpty();
        Reference.reachabilityFence(pool);
        pool.close();
    }

    private void waitForOtherPool(Context mp) throws Exception {
        String other = name + "-other";
        WeakReference<Pool> dropped =
                new WeakReference<>(mp.pool(o -> o.workers(1).name(other)));
        Garbage.collect(dropped);
        Garbage.collectUntil(() -> !logs.warningsOf(other).isEmpty());
    }

    @ContractTest
    void workThatIsCancelledOnADroppedPoolDoesNotKeepIt(Context mp) throws Exception {
        Event never = mp.event();
        List<AsyncResult<Integer>> results = submitAndDrop(mp, never, new AtomicInteger());
        waitForWarning();
        for (AsyncResult<Integer> result : results) {
            assertThat(result.cancel()).isTrue();
        }
        until(() -> LibraryThreads.of(name).isEmpty());
        assertThat(results.get(0).toCompletableFuture())
                .isCancelled()
                .failsWithin(LONG)
                .withThrowableOfType(CancellationException.class);
    }
}
