package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.THREAD;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.PoolOptions;
import io.github.multiprocessing4j.ResultIterator;
import io.github.multiprocessing4j.harness.ContractTest;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;

/** Which context class loader the user's code sees. */
@Timeout(60)
class PoolClassLoaderContractTest {

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
    void tasksSeeTheContextClassLoaderOfWhoeverSubmits(Context mp) throws Exception {
        Thread me = Thread.currentThread();
        ClassLoader before = me.getContextClassLoader();
        for (Consumer<PoolOptions> kind : kinds()) {
            try (Pool pool = pool(mp, 2, kind);
                    URLClassLoader mine = new URLClassLoader(new URL[0], before)) {
                assertThat(pool.<Boolean>apply(() -> loader() == before)).isTrue();
                me.setContextClassLoader(mine);
                try {
                    assertThat(pool.<Boolean>apply(() -> loader() == mine)).isTrue();
                    assertThat(pool.map(x -> loader() == mine, range(9))).containsOnly(true);
                    try (ResultIterator<Boolean> results = pool.imap(x -> loader() == mine, range(9))) {
                        assertThat(results.stream()).containsOnly(true);
                    }
                    assertThat(pool.<Boolean>apply(() -> pool.<Boolean>apply(() -> loader() == mine)))
                            .as("handed on")
                            .isTrue();
                    Callable<Boolean> question = () -> loader() == mine;
                    assertThat(pool.asExecutorService().submit(question).get()).isTrue();
                } finally {
                    me.setContextClassLoader(before);
                }
                assertThat(pool.<Boolean>apply(() -> loader() == before)).isTrue();
                pool.apply(() -> {
                    Thread.currentThread().setContextClassLoader(null);
                    return 0;
                });
                assertThat(pool.map(x -> loader() == before, range(20))).containsOnly(true);
            }
        }
    }

    private static ClassLoader loader() {
        return Thread.currentThread().getContextClassLoader();
    }

    @ContractTest(THREAD)
    void theInitializerSeesTheContextClassLoaderToo(Context mp) throws Exception {
        Thread me = Thread.currentThread();
        ClassLoader before = me.getContextClassLoader();
        for (Consumer<PoolOptions> kind : kinds()) {
            Set<ClassLoader> seen = ConcurrentHashMap.newKeySet();
            try (URLClassLoader mine = new URLClassLoader(new URL[0], before)) {
                me.setContextClassLoader(mine);
                try (Pool pool = pool(mp, 2, kind.andThen(o -> o.initializer(() -> seen.add(loader()))))) {
                    pool.map(x -> x, range(20), o -> o.chunkSize(1));
                } finally {
                    me.setContextClassLoader(before);
                }
                assertThat(seen).containsExactly(mine);
            }
        }
    }
}
