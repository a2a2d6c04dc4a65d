package io.github.multiprocessing4j.fault;

import static io.github.multiprocessing4j.fault.Processes.assertGood;
import static io.github.multiprocessing4j.fault.Processes.signal;
import static io.github.multiprocessing4j.fault.Processes.spawn;
import static io.github.multiprocessing4j.fault.Processes.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.WorkerLostException;
import io.github.multiprocessing4j.harness.Delays;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers that are killed, or stand still, at chosen moments. */
@Timeout(60)
class KilledWorkerTest {

    private static final Duration SEEN = Delays.scaled(Duration.ofSeconds(2));
    private static final Duration REPLACED = Delays.scaled(Duration.ofSeconds(10));
    private static final int LARGE = 10 << 20;

    @TempDir
    Path directory;

    private static int hang(Beacon begun) {
        begun.light();
        Doom.hang();
        return 0;
    }

    private static int length(byte[] bytes) {
        return bytes.length;
    }

    private static byte[] large(Beacon begun) {
        byte[] bytes = content();
        begun.light();
        return bytes;
    }

    private static byte[] content() {
        byte[] bytes = new byte[LARGE];
        Arrays.fill(bytes, (byte) 42);
        return bytes;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void ofManyTasksAKilledWorkerCostsTheOneThatItRuns() throws Exception {
        Beacon begun = Beacon.in(directory, "begun");
        try (Pool pool = spawn().pool(2)) {
            List<AsyncResult<Integer>> good = Stream.generate(() -> 7)
                    .limit(50)
                    .map(x -> pool.applyAsync(Processes::square, x))
                    .toList();
            AsyncResult<Integer> doomed = pool.applyAsync(KilledWorkerTest::hang, begun);
            List<AsyncResult<Integer>> behind = Stream.generate(() -> 7)
                    .limit(49)
                    .map(x -> pool.applyAsync(Processes::square, x))
                    .toList();
            ProcessHandle worker = begun.awaitProcess();
            long start = System.nanoTime();
            worker.destroyForcibly();
            WorkerLostException lost = catchThrowableOfType(WorkerLostException.class, doomed::get);
            assertThat(since(start)).as("until it is seen").isLessThan(SEEN);
            assertThat(lost.pid()).isEqualTo(worker.pid());
            assertThat(lost.exitCode()).isEqualTo(-9);
            for (AsyncResult<Integer> result : good) {
                assertThat(result.get()).isEqualTo(49);
            }
            for (AsyncResult<Integer> result : behind) {
                assertThat(result.get()).isEqualTo(49);
            }
        }
    }

    @Test
    void anIdleWorkerThatIsKilledCostsNothing() throws Exception {
        try (Pool pool = spawn().pool(1)) {
            for (int i = 0; i < 5; i++) {
                worker(pool).destroyForcibly();
                long start = System.nanoTime();
                assertGood(pool);
                assertThat(since(start)).as("until there is another one").isLessThan(REPLACED);
            }
        }
    }

    /** It stands still, so that no more than the beginning is on its way. */
    @Test
    void aTaskThatHasNotArrivedWholeIsRunByAnotherWorker() throws Exception {
        try (Pool pool = spawn().pool(1)) {
            ProcessHandle worker = worker(pool);
            signal("STOP", worker);
            AsyncResult<Integer> result = pool.applyAsync(KilledWorkerTest::length, new byte[LARGE]);
            worker.destroyForcibly();
            assertThat(result.get()).isEqualTo(LARGE);
            assertGood(pool);
        }
    }

    /** At moments around the one at which it is written. */
    @Test
    void aLargeResultArrivesWholeOrNotAtAll() throws Exception {
        Random random = new Random(11);
        try (Pool pool = spawn().pool(1)) {
            for (int i = 0; i < 8; i++) {
                Beacon begun = Beacon.in(directory, "writing-" + i);
                AsyncResult<byte[]> result = pool.applyAsync(KilledWorkerTest::large, begun);
                ProcessHandle worker = begun.awaitProcess();
                long moment = System.nanoTime() + random.nextInt(20_000_000);
                while (System.nanoTime() < moment) {
                    Thread.onSpinWait();
                }
                worker.destroyForcibly();
                try {
                    assertThat(Arrays.equals(result.get(), content())).isTrue();
                } catch (WorkerLostException lost) {
                    assertThat(lost.pid()).isEqualTo(worker.pid());
                }
                assertGood(pool);
            }
        }
    }

    @Test
    void aWorkerThatStandsStillIsWaitedFor() throws Exception {
        Beacon begun = Beacon.in(directory, "begun");
        try (Pool pool = spawn().pool(1)) {
            ProcessHandle worker = worker(pool);
            signal("STOP", worker);
            AsyncResult<byte[]> result = pool.applyAsync(KilledWorkerTest::large, begun);
            assertThat(result.await(Duration.ofSeconds(1))).isFalse();
            signal("CONT", worker);
            assertThat(result.get()).hasSize(LARGE);
            assertThat(worker(pool)).isEqualTo(worker);
        }
    }

    /** As many as a pool has, and more than its workers could be lost in a row. */
    @Test
    void tasksThatKillTheirWorkersInARowCostNoOther() throws Exception {
        try (Pool pool = spawn().pool(2)) {
            List<AsyncResult<Integer>> doomed = Stream.generate(() -> pool.applyAsync(KilledWorkerTest::halt))
                    .limit(10)
                    .toList();
            AsyncResult<Integer> behind = pool.applyAsync(Processes::square, 7);
            for (AsyncResult<Integer> result : doomed) {
                assertThat(catchThrowableOfType(WorkerLostException.class, result::get)
                                .exitCode())
                        .isEqualTo(Doom.EXIT_CODE);
            }
            assertThat(behind.get()).isEqualTo(49);
        }
    }

    private static int halt() throws Exception {
        Doom.HALTS.strike();
        return 0;
    }
}
