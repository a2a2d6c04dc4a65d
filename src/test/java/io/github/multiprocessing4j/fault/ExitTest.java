package io.github.multiprocessing4j.fault;

import static io.github.multiprocessing4j.fault.Processes.assertGood;
import static io.github.multiprocessing4j.fault.Processes.awaitEnd;
import static io.github.multiprocessing4j.fault.Processes.spawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.Task;
import io.github.multiprocessing4j.WorkerLostException;
import io.github.multiprocessing4j.harness.Delays;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workers that end of their own will, in the middle of a task or beside it. */
@Timeout(60)
class ExitTest {

    private static final Duration SEEN = Delays.scaled(Duration.ofSeconds(2));

    private static Pool pool;

    @TempDir
    Path directory;

    @BeforeAll
    static void makePool() {
        pool = spawn().pool(1);
    }

    @AfterAll
    static void closePool() throws Exception {
        pool.close();
    }

    private static int exitCodeOf(Task<Integer> task) throws Exception {
        assertGood(pool);
        long start = System.nanoTime();
        WorkerLostException lost = catchThrowableOfType(WorkerLostException.class, () -> pool.apply(task));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SEEN);
        return lost.exitCode();
    }

    private static int exitElsewhere(int code) {
        new Thread(() -> System.exit(code)).start();
        Doom.hang();
        return 0;
    }

    private static int exit(int code) {
        System.exit(code);
        return 0;
    }

    private static int halt(int code) {
        Runtime.getRuntime().halt(code);
        return 0;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 255})
    void aTaskThatHaltsItsWorkerIsLostWhateverTheCode(int code) throws Exception {
        assertThat(exitCodeOf(() -> halt(code))).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7})
    void anotherThreadOfTheTaskMayExitAsWell(int code) throws Exception {
        assertThat(exitCodeOf(() -> exitElsewhere(code))).isEqualTo(code);
    }

    /** No signal has ended it, though those who look at the exit code alone would think so. */
    @ParameterizedTest
    @ValueSource(ints = {134, 137, 139})
    void aCodeThatLooksLikeASignalIsACode(int code) throws Exception {
        assertThat(exitCodeOf(() -> exit(code))).isEqualTo(code);
    }

    private static int exitAfterwards(Beacon exiting) {
        Thread task = Thread.currentThread();
        Thread later = new Thread(() -> {
            while (!waitsForWork(task)) {
                Thread.onSpinWait();
            }
            exiting.light();
            System.exit(Doom.EXIT_CODE);
        });
        later.start();
        return 42;
    }

    private static boolean waitsForWork(Thread worker) {
        return Arrays.stream(worker.getStackTrace())
                .anyMatch(frame -> frame.getClassName().endsWith(".worker.Orders"));
    }

    @Test
    void aResultThatWasSentArrivesWhateverBecomesOfTheWorker() throws Exception {
        for (int i = 0; i < 4; i++) {
            Beacon exiting = Beacon.in(directory, "exiting-" + i);
            assertThat(pool.<Beacon, Integer>apply(ExitTest::exitAfterwards, exiting))
                    .isEqualTo(42);
            awaitEnd(exiting.awaitProcess());
            assertGood(pool);
        }
    }

    private static int exitWithChildren(Beacon child) throws Exception {
        try (Pool inner = spawn().pool(1)) {
            child.light(String.valueOf(Processes.worker(inner).pid()));
            System.exit(Doom.EXIT_CODE);
        }
        return 0;
    }

    @Test
    void aWorkerThatExitsTakesItsOwnWorkersAlong() throws Exception {
        Beacon child = Beacon.in(directory, "child");
        assertThat(catchThrowableOfType(WorkerLostException.class, () -> pool.apply(ExitTest::exitWithChildren, child))
                        .exitCode())
                .isEqualTo(Doom.EXIT_CODE);
        awaitEnd(Long.parseLong(child.await()));
    }

    private static void exitProcess(int code) {
        System.exit(code);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 255, 137})
    void aProcessHasTheExitCodeThatItChose(int code) throws Exception {
        Process process = spawn().process(ExitTest::exitProcess, code);
        process.start();
        process.join();
        assertThat(process.exitCode()).hasValue(code);
    }
}
