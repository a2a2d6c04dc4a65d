package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.THREAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.PoolOptions;
import io.github.multiprocessing4j.harness.ContractTest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** Who runs the tasks: how many at a time, on which threads, seeing what. */
@Timeout(60)
class PoolWorkersContractTest {

    private static final int FEATURE = Runtime.version().feature();

    private static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    /** The kinds of pool that there are here; each is to hold every promise about its workers. */
    private static List<Consumer<PoolOptions>> kinds() {
        Consumer<PoolOptions> plain = o -> {};
        Consumer<PoolOptions> renewed = o -> o.maxTasksPerChild(2);
        Consumer<PoolOptions> virtual = PoolOptions::virtualThreads;
        return FEATURE >= 21 ? List.of(plain, renewed, virtual) : List.of(plain, renewed);
    }

    private static Pool pool(Context mp, int workers, Consumer<PoolOptions> kind) {
        return mp.pool(o -> {
            o.workers(workers);
            kind.accept(o);
        });
    }

    @ContractTest(THREAD)
    @Tag("POOL.10")
    void aPoolOfThreeRunsThreeBlockingTasksAndNoMore(Context mp) throws Exception {
        for (Consumer<PoolOptions> kind : kinds()) {
            HighWater water = new HighWater();
            CountDownLatch three = new CountDownLatch(3);
            try (Pool pool = pool(mp, 3, kind)) {
                assertThat(pool.workers()).isEqualTo(3);
                pool.map(
                        x -> water.inside(() -> {
                            three.countDown();
                            assertThat(three.await(10, TimeUnit.SECONDS)).isTrue();
                            Thread.sleep(2);
                            return x;
                        }),
                        range(40),
                        o -> o.chunkSize(1));
            }
            assertThat(water.most()).isEqualTo(3);
        }
    }

    @ContractTest
    @Tag("POOL.10")
    void withoutANumberThereAreAsManyAsProcessors(Context mp) {
        try (Pool one = mp.pool();
                Pool two = mp.pool(o -> o.name("two"))) {
            assertThat(one.workers()).isEqualTo(mp.cpuCount());
            assertThat(two.workers()).isEqualTo(mp.cpuCount());
        }
    }

    /** What a fork-join pool would start more threads for. */
    private static int blockInManyWays(int x) throws Exception {
        switch (x % 4) {
            case 0 ->
                new CompletableFuture<Integer>()
                        .completeOnTimeout(x, 2, TimeUnit.MILLISECONDS)
                        .get();
            case 1 ->
                IntStream.range(0, 50)
                        .parallel()
                        .map(PoolWorkersContractTest::nap)
                        .sum();
            case 2 -> ForkJoinPool.managedBlock(new Nap());
            default -> Thread.sleep(2);
        }
        return x;
    }

    private static int nap(int x) {
        if (x % 10 == 0) {
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return x;
    }

    /** A blocker that blocks for a moment. */
    private static final class Nap implements ForkJoinPool.ManagedBlocker {
        private boolean over;

        @Override
        public boolean block() throws InterruptedException {
            Thread.sleep(2);
            over = true;
            return true;
        }

        @Override
        public boolean isReleasable() {
            return over;
        }
    }

    @ContractTest(THREAD)
    @Tag("POOL.10")
    void howeverTheyBlockThereAreNeverMore(Context mp) throws Exception {
        for (Consumer<PoolOptions> kind : kinds()) {
            for (int workers : List.of(1, 2, 5)) {
                HighWater water = new HighWater();
                try (Pool pool = pool(mp, workers, kind)) {
                    assertThat(pool.<Integer, Integer>map(
                                    x -> water.inside(() -> blockInManyWays(x)), range(200), o -> o.chunkSize(1)))
                            .isEqualTo(range(200));
                }
                assertThat(water.most()).isBetween(1, workers);
            }
        }
    }

    @ContractTest(THREAD)
    void leavesOfNestedMapsAreCountedToo(Context mp) throws Exception {
        for (Consumer<PoolOptions> kind : kinds()) {
            HighWater water = new HighWater();
            try (Pool pool = pool(mp, 3, kind)) {
                pool.map(
                        x -> pool.map(y -> water.inside(() -> blockInManyWays(y)), range(10), o -> o.chunkSize(1)),
                        range(10),
                        o -> o.chunkSize(1));
            }
            assertThat(water.most()).isBetween(1, 3);
        }
    }

    @ContractTest(THREAD)
    void aWorkerIsADaemonOfItsOwnPoolNeverOfTheCommonOne(Context mp) throws Exception {
        for (Consumer<PoolOptions> kind : kinds()) {
            try (Pool pool = pool(mp, 2, kind)) {
                pool.map(
                        x -> {
                            assertThat(Thread.currentThread().getName()).startsWith("mp-" + pool.name() + "-worker-");
                            assertThat(Thread.currentThread().isDaemon()).isTrue();
                            assertThat(ForkJoinTask.getPool()).isNotSameAs(ForkJoinPool.commonPool());
                            return x;
                        },
                        range(50),
                        o -> o.chunkSize(1));
            }
        }
        try (Pool pool = mp.pool(2)) {
            assertThat(pool.<Boolean>apply(() -> ForkJoinTask.inForkJoinPool())).isTrue();
        }
    }

    private static final ThreadLocal<Integer> MEMORY = ThreadLocal.withInitial(() -> 0);

    private static int remember() {
        MEMORY.set(MEMORY.get() + 1);
        return MEMORY.get();
    }

    @ContractTest(THREAD)
    void maxTasksPerChildGivesFreshThreads(Context mp) throws Exception {
        try (Pool pool = mp.pool(o -> o.workers(2).maxTasksPerChild(3))) {
            assertThat(pool.<Integer, Integer>map(x -> remember(), range(60), o -> o.chunkSize(1)))
                    .allMatch(times -> times <= 3)
                    .contains(3);
            List<String> names = pool.map(x -> Thread.currentThread().getName(), range(60), o -> o.chunkSize(1));
            Set<String> different = new HashSet<>(names);
            assertThat(different).hasSizeBetween(20, 22);
            assertThat(different).allMatch(name -> countOf(name, names) <= 3);
        }
        try (Pool pool = mp.pool(1)) {
            assertThat(pool.<Integer, Integer>map(x -> remember(), range(5), o -> o.chunkSize(1)))
                    .as("else they stay")
                    .containsExactly(1, 2, 3, 4, 5);
        }
    }

    @ContractTest(THREAD)
    void aWorkerIsOneThreadHoweverItsTasksBlock(Context mp) throws Exception {
        for (Consumer<PoolOptions> kind : List.<Consumer<PoolOptions>>of(o -> {}, o -> o.maxTasksPerChild(1_000))) {
            try (Pool pool = pool(mp, 1, kind)) {
                Set<Thread> threads = ConcurrentHashMap.newKeySet();
                for (int i = 0; i < 100; i++) {
                    int way = i;
                    pool.apply(() -> {
                        threads.add(Thread.currentThread());
                        return blockInManyWays(way);
                    });
                }
                assertThat(threads).hasSize(1);
                assertThat(threads).allMatch(thread -> thread.getName().startsWith("mp-"));
            }
        }
    }

    private static long countOf(String name, List<String> names) {
        return names.stream().filter(name::equals).count();
    }

    @ContractTest(THREAD)
    void virtualThreadsAreUsedOnRequest(Context mp) throws Exception {
        assumeTrue(FEATURE >= 21, "virtual threads are there from Java 21 on");
        HighWater water = new HighWater();
        try (Pool pool = mp.pool(o -> o.workers(50).virtualThreads())) {
            assertThat(pool.<Integer, Boolean>map(
                            x -> water.inside(() -> {
                                Thread.sleep(5);
                                return isVirtual();
                            }),
                            range(500),
                            o -> o.chunkSize(1)))
                    .containsOnly(true);
            assertThat(water.most()).isBetween(2, 50);
            assertThat(pool.<Integer>apply(() -> pool.map(x -> x, range(9)).size()))
                    .isEqualTo(9);
        }
    }

    private static boolean isVirtual() throws ReflectiveOperationException {
        return (boolean) Thread.class.getMethod("isVirtual").invoke(Thread.currentThread());
    }

    @ContractTest(THREAD)
    void virtualThreadsAreRefusedWhereThereAreNone(Context mp) {
        assumeTrue(FEATURE < 21, "virtual threads are there from Java 21 on");
        assertThatThrownBy(() -> mp.pool(PoolOptions::virtualThreads))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("virtual threads")
                .hasMessageContaining("21")
                .hasMessageContaining(String.valueOf(FEATURE));
    }
}
