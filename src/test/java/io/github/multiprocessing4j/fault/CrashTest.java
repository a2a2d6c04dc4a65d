package io.github.multiprocessing4j.fault;

import static io.github.multiprocessing4j.fault.Processes.assertGood;
import static io.github.multiprocessing4j.fault.Processes.signal;
import static io.github.multiprocessing4j.fault.Processes.spawn;
import static io.github.multiprocessing4j.harness.Times.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.WorkerLostException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workers whose JVM crashes, in native code or by a signal. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class CrashTest {

    @TempDir
    Path directory;

    private static int crash() throws Exception {
        Doom.CRASHES.strike();
        return 0;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static void assertTold(WorkerLostException lost) {
        assertThat(lost.exitCode()).isEqualTo(-11);
        assertThat(lost).hasMessageContaining("SIGSEGV");
        assertThat(lost.lastWords())
                .containsOnlyOnce("A fatal error has been detected")
                .doesNotContain("An error report file"); // which is not there any more
    }

    /** With a core the system says that the JVM has aborted, without one that it has exited with 1. */
    @ParameterizedTest
    @ValueSource(strings = {"", "-XX:-CreateCoredumpOnCrash", "-XX:+CreateCoredumpOnCrash"})
    void aCrashIsToldAsTheSignalThatItWas(String option) throws Exception {
        try (Pool pool = spawn().pool(o -> o.workers(1).jvm(j -> {
            j.directory(directory).discardOutput();
            if (!option.isEmpty()) {
                j.args(option);
            }
        }))) {
            assertTold(catchThrowableOfType(WorkerLostException.class, () -> pool.apply(CrashTest::crash)));
            assertGood(pool);
            if (!option.contains("+")) {
                assertThat(files()).as("what the crash has left").isEmpty();
            }
        }
    }

    @Test
    void aSignalFromOutsideIsToldAlike() throws Exception {
        Beacon begun = Beacon.in(directory, "begun");
        try (Pool pool = spawn().pool(o -> o.workers(1).jvm(j -> j.discardOutput()))) {
            AsyncResult<Integer> result = pool.applyAsync(
                    it -> {
                        it.light();
                        return Doom.hangForEver();
                    },
                    begun);
            signal("SEGV", begun.awaitProcess());
            assertTold(catchThrowableOfType(WorkerLostException.class, result::get));
            assertGood(pool);
        }
    }

    /** A request for a thread dump, which ends nobody. */
    @Test
    void aRequestForAThreadDumpHarmsNobody() throws Exception {
        Path output = directory.resolve("output");
        try (Pool pool = spawn().pool(o -> o.workers(1).jvm(j -> j.outputTo(output)))) {
            ProcessHandle worker = Processes.worker(pool);
            signal("QUIT", worker);
            until(() -> Files.readString(output).contains("Full thread dump"));
            assertThat(Processes.worker(pool)).isEqualTo(worker);
        }
    }
}
