package io.github.multiprocessing4j.fault;

import static io.github.multiprocessing4j.fault.Processes.assertGood;
import static io.github.multiprocessing4j.fault.Processes.spawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.WorkerLostException;
import io.github.multiprocessing4j.harness.Delays;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks that crash in native code. */
@Timeout(60)
class CrashTest {

    private static final Duration SEEN = Delays.scaled(Duration.ofSeconds(5));

    @TempDir
    Path directory;

    private static int crash() throws Exception {
        Doom.CRASHES.strike();
        return 0;
    }

    /** The system says 134 or 1: it is one death all the same, and leaves no file where the worker works. */
    @ParameterizedTest
    @ValueSource(strings = {"-XX:+CreateCoredumpOnCrash", "-XX:-CreateCoredumpOnCrash"})
    void itIsTheSameDeathWithAndWithoutACore(String option) throws Exception {
        try (Pool pool = spawn().pool(o ->
                o.workers(1).jvm(j -> j.args(option).directory(directory).discardOutput()))) {
            assertGood(pool);
            long start = System.nanoTime();
            WorkerLostException lost =
                    catchThrowableOfType(WorkerLostException.class, () -> pool.apply(CrashTest::crash));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SEEN);
            assertThat(lost.exitCode()).isEqualTo(-11);
            assertThat(lost).hasMessageContaining("SIGSEGV");
            assertGood(pool);
        }
        assertThat(directory).isDirectoryNotContaining(file -> file.toString().contains("hs_err"));
    }
}
