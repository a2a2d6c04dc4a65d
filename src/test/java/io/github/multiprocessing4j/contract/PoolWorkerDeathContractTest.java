package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.SPAWN;
import static io.github.multiprocessing4j.harness.Times.LONG;
import static io.github.multiprocessing4j.harness.Times.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.Queue;
import io.github.multiprocessing4j.Task;
import io.github.multiprocessing4j.WorkerLostException;
import io.github.multiprocessing4j.harness.ContractTest;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** What the death of a worker costs: the task in its hands, and nothing else. */
@Timeout(120)
class PoolWorkerDeathContractTest {

    private static final int KILLED = -9;

    private static int square(int x) {
        return x * x;
    }

    private static void assertGood(Pool pool, int tasks) throws Exception {
        List<Integer> items = IntStream.range(0, tasks).boxed().toList();
        assertThat(pool.map(PoolWorkerDeathContractTest::square, items, o -> o.chunkSize(1)))
                .isEqualTo(items.stream().map(x -> x * x).toList());
    }

    private static long pid() {
        return ProcessHandle.current().pid();
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static <R> int exitCodeOf(Pool pool, Task<R> task) {
        long start = System.nanoTime();
        Throwable failure = catchThrowable(() -> pool.apply(task));
        assertThat(failure).isInstanceOf(WorkerLostException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(((WorkerLostException) failure).pid()).isPositive();
        return ((WorkerLostException) failure).exitCode();
    }

    private static int exit(int code) {
        System.exit(code);
        return 0;
    }

    private static int halt(int code) {
        Runtime.getRuntime().halt(code);
        return 0;
    }

    private static int signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).start().waitFor();
        Thread.sleep(LONG.toMillis());
        return 0;
    }

    @ContractTest(SPAWN)
    @Tag("HANG.1")
    void aTaskThatDiesHardIsTold(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            assertThat(exitCodeOf(pool, () -> halt(3))).isEqualTo(3);
            assertGood(pool, 1);
            assertThat(exitCodeOf(pool, () -> signal("KILL"))).isEqualTo(KILLED);
            assertGood(pool, 1);
            assertThat(exitCodeOf(pool, () -> signal("SEGV"))).isEqualTo(-11);
            assertGood(pool, 1);
        }
    }

    @ContractTest(SPAWN)
    @Tag("HANG.2")
    void aTaskThatExitsIsLostWhateverItsCode(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            for (int code : new int[] {0, 1, 7, 255}) {
                assertThat(exitCodeOf(pool, () -> exit(code))).isEqualTo(code);
                assertGood(pool, 1);
            }
        }
    }

    private static int reportAndSleep(Queue<Long> pids) throws Exception {
        pids.put(pid());
        Thread.sleep(30_000);
        return 0;
    }

    @ContractTest(SPAWN)
    @Tag("EXEC.8")
    @Tag("HANG.12")
    void aWorkerThatIsKilledCostsItsTask(Context mp) throws Exception {
        Queue<Long> pids = mp.queue();
        try (Pool pool = mp.pool(2)) {
            AsyncResult<Integer> result = pool.applyAsync(PoolWorkerDeathContractTest::reportAndSleep, pids);
            long victim = pids.get(LONG);
            kill(victim);
            assertThatThrownBy(() -> result.get(LONG)).isInstanceOfSatisfying(WorkerLostException.class, lost -> {
                assertThat(lost.pid()).isEqualTo(victim);
                assertThat(lost.exitCode()).isEqualTo(KILLED);
            });
            assertGood(pool, 100);
        }
    }

    /** Exits while it is read. */
    private static final class ExitsWhenRead implements Serializable {

        private static final long serialVersionUID = 1L;

        private void readObject(ObjectInputStream in) throws IOException {
            System.exit(1);
        }
    }

    /** Exits while it is written. */
    private static final class ExitsWhenWritten implements Serializable {

        private static final long serialVersionUID = 1L;

        private void writeObject(ObjectOutputStream out) throws IOException {
            System.exit(1);
        }
    }

    @ContractTest(SPAWN)
    @Tag("EXEC.10")
    void aWorkerThatEndsInTheMiddleCostsItsTask(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            assertThat(exitCodeOf(pool, () -> halt(1))).isEqualTo(1);
            assertGood(pool, 2);
            AsyncResult<Integer> argument = pool.applyAsync(x -> 1, new ExitsWhenRead());
            assertThatThrownBy(() -> argument.get(LONG)).isInstanceOf(WorkerLostException.class);
            assertGood(pool, 2);
            AsyncResult<Object> result = pool.applyAsync(() -> new ExitsWhenWritten());
            assertThatThrownBy(() -> result.get(LONG)).isInstanceOf(WorkerLostException.class);
            assertGood(pool, 2);
        }
    }

    @ContractTest(SPAWN)
    @Tag("EXEC.13")
    void crashesWithLargeArgumentsEndThePoolAtWorst(Context mp) throws Exception {
        Pool pool = mp.pool(2);
        List<String> items = Collections.nCopies(10, "x".repeat(4_000_000));
        AsyncResult<List<Integer>> result = pool.mapAsync(text -> halt(1), items, o -> o.chunkSize(1));
        assertThatThrownBy(() -> result.get(Duration.ofSeconds(30))).isInstanceOf(RuntimeException.class);
        pool.terminate();
        assertThat(pool.join(Duration.ofSeconds(15))).isTrue();
    }

    @ContractTest(SPAWN)
    @Tag("HANG.7")
    void aWorkerThatIsKilledAtAnyMomentHangsNobody(Context mp) throws Exception {
        Random random = new Random(7);
        int lost = 0;
        try (Pool pool = mp.pool(2)) {
            for (int round = 0; round < 20; round++) {
                long victim = pool.apply(PoolWorkerDeathContractTest::pid);
                Thread killer = new Thread(() -> kill(victim));
                killer.start();
                if (random.nextBoolean()) {
                    killer.join();
                }
                try {
                    assertThat(pool.<Integer, Integer>applyAsync(PoolWorkerDeathContractTest::square, round)
                                    .get(LONG))
                            .isEqualTo(round * round);
                } catch (WorkerLostException e) {
                    assertThat(e.pid()).isEqualTo(victim);
                    lost++;
                }
                killer.join();
            }
            assertGood(pool, 10);
        }
        assertThat(lost).as("tasks lost of 20").isLessThan(20);
    }

    // Workers that end when they are meant to

    @ContractTest(SPAWN)
    @Tag("EXEC.3")
    void noWorkerOutlivesThePool(Context mp) throws Exception {
        for (boolean terminate : new boolean[] {false, true}) {
            Pool pool = mp.pool(3);
            Set<Long> pids = new HashSet<>(pool.<Integer, Long>map(x -> pid(), List.of(1, 2, 3), o -> o.chunkSize(1)));
            if (terminate) {
                pool.terminate();
                pool.join();
            } else {
                pool.close();
            }
            assertThat(pids).isNotEmpty();
            until(() -> pids.stream().noneMatch(PoolWorkerDeathContractTest::isAlive));
            assertThat(mp.activeChildren()).isEmpty();
        }
    }

    @ContractTest(SPAWN)
    @Tag("POOL.17")
    void aWorkerServesSoManyTasksAndNoMore(Context mp) throws Exception {
        try (Pool pool = mp.pool(o -> o.workers(3).maxTasksPerChild(10))) {
            Map<Long, Integer> served = new HashMap<>();
            List<AsyncResult<Long>> results = IntStream.range(0, 100)
                    .mapToObj(x -> pool.<Long>applyAsync(PoolWorkerDeathContractTest::pid))
                    .toList();
            for (AsyncResult<Long> result : results) {
                served.merge(result.get(LONG), 1, Integer::sum);
            }
            assertThat(served).hasSizeGreaterThan(3);
            assertThat(served.values()).allMatch(count -> count <= 10);
        }
    }
}
