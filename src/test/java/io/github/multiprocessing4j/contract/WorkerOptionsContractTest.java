package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.SPAWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.BrokenPoolException;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.harness.ContractTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the JVMs of workers are run. */
class WorkerOptionsContractTest {

    private static final long MIB = 1 << 20;

    @TempDir
    private Path directory;

    @ContractTest(SPAWN)
    void optionsOfTheJvmComeLast(Context mp) throws Exception {
        try (Pool pool = mp.pool(o -> o.workers(1)
                .jvm(j -> j.args("-Dworker.key=value", "-XX:+UseParallelGC").args("-Xss2m")))) {
            assertThat(pool.<String>apply(() -> System.getProperty("worker.key")))
                    .isEqualTo("value");
        }
    }

    @ContractTest(SPAWN)
    void theHeapHasTheSizeThatWasAskedFor(Context mp) throws Exception {
        try (Pool pool = mp.pool(o -> o.workers(1).jvm(j -> j.maxHeap(64 * MIB)))) {
            assertThat(pool.<Long>apply(() -> Runtime.getRuntime().maxMemory())).isBetween(32 * MIB, 64 * MIB);
        }
    }

    @ContractTest(SPAWN)
    void environmentAndDirectoryCanBeOthers(Context mp) throws Exception {
        String inherited = System.getenv().keySet().stream()
                .filter(name -> name.equals("HOME") || name.equals("USERPROFILE"))
                .findAny()
                .orElseThrow();
        Path real = directory.toRealPath();
        try (Pool pool = mp.pool(o -> o.workers(1)
                .jvm(j -> j.environment("MP_ADDED", "yes")
                        .environment(inherited, null)
                        .directory(real)))) {
            assertThat(pool.<String>apply(() -> System.getenv("MP_ADDED"))).isEqualTo("yes");
            assertThat(pool.<String>apply(() -> System.getenv(inherited))).isNull();
            assertThat(pool.<String>apply(() -> System.getProperty("user.dir"))).isEqualTo(real.toString());
        }
    }

    @ContractTest(SPAWN)
    void whatWorkersPrintCanGoToAFile(Context mp) throws Exception {
        Path file = directory.resolve("output.txt");
        try (Pool pool = mp.pool(o -> o.workers(2).jvm(j -> j.outputTo(file)))) {
            pool.map(
                    x -> {
                        System.out.println("out " + x);
                        System.err.println("err " + x);
                        return x;
                    },
                    List.of(1, 2, 3));
        }
        assertThat(Files.readAllLines(file))
                .containsExactlyInAnyOrder("out 1", "out 2", "out 3", "err 1", "err 2", "err 3");
    }

    @ContractTest(SPAWN)
    void aFloodOnBothStreamsIsDrained(Context mp) throws Exception {
        try (Pool pool = mp.pool(o -> o.workers(1).jvm(j -> j.discardOutput()))) {
            int printed = pool.apply(() -> {
                String line = "x".repeat(1_000_000);
                for (int i = 0; i < 20; i++) {
                    System.out.println(line);
                    System.err.print(line);
                }
                return 20;
            });
            assertThat(printed).isEqualTo(20);
        }
    }

    @ContractTest(SPAWN)
    void anOptionThatNoJvmKnowsBreaksThePoolWithItsWords(Context mp) {
        Pool pool = mp.pool(o -> o.workers(2).jvm(j -> j.args("-XX:Nonsense").discardOutput()));
        assertThatThrownBy(() -> pool.apply(() -> 1))
                .isInstanceOf(BrokenPoolException.class)
                .hasMessageContaining("Nonsense");
        pool.terminate();
    }

    @ContractTest(SPAWN)
    void aWorkerKnowsItsNameForItsLogs(Context mp) throws Exception {
        try (Pool pool = mp.pool(o -> o.workers(1).name("named"))) {
            assertThat(pool.<String>apply(() -> System.getProperty("multiprocessing4j.worker")))
                    .isEqualTo("named-worker-1");
        }
    }

    @Test
    void optionsAreCheckedWhereTheyAreGiven() {
        assertThatThrownBy(() -> Pool.create(o -> o.jvm(j -> j.maxHeap(1))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Pool.create(o -> o.jvm(j -> j.nice(20)))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Pool.create(o -> o.jvm(j -> j.stopTimeout(Duration.ZERO))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Pool.create(o -> o.spareWorkers(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Pool.create(o -> o.memoryLimit(0))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Pool.create(o -> o.idleTimeout(Duration.ZERO)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Pool.create(o -> o.allowResults("a;b"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Pool.create(o -> o.jvm(j -> j.discardOutput().logOutput())))
                .isInstanceOf(IllegalStateException.class);
    }
}
