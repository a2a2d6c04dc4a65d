package io.github.multiprocessing4j.fault;

import static io.github.multiprocessing4j.fault.Processes.awaitEnd;
import static io.github.multiprocessing4j.fault.Processes.isIgnoredHere;
import static io.github.multiprocessing4j.fault.Processes.signal;
import static io.github.multiprocessing4j.fault.Processes.spawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.fault.Cargo.Point;
import io.github.multiprocessing4j.harness.Delays;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No worker outlives the program, however that ends and whatever the worker is doing. */
@Timeout(60)
class ParentDeathTest {

    private static final Duration GONE = Delays.scaled(Duration.ofSeconds(10));
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final String MAIN = Household.class.getName();

    @TempDir
    Path directory;

    /** Those of the program are in the test's own directory for temporary files. */
    private List<Path> runDirectories() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("multiprocessing4j-"))
                    .toList();
        }
    }

    private RunningProgram household(List<String> before, String... arguments) throws Exception {
        Stream<String> command = Stream.concat(Stream.of(MAIN, directory.toString()), Stream.of(arguments));
        return RunningProgram.start(directory, before, List.of("-Djava.io.tmpdir=" + directory), command.toList());
    }

    private static void awaitEndWithin(Duration limit, List<ProcessHandle> processes) throws Exception {
        long start = System.nanoTime();
        awaitEnd(processes);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(limit);
    }

    @Test
    @Tag("RES.4")
    void theWorkersOfAKilledProgramEnd() throws Exception {
        try (RunningProgram program =
                household(List.of(), "idle", "spinning", "sleeping", "hook", "parent", "exiting", "wait")) {
            List<ProcessHandle> family = program.awaitProcesses(8);
            assertThat(family).allMatch(ProcessHandle::isAlive);
            program.handle().destroyForcibly();
            awaitEndWithin(GONE, family);
        }
    }

    @Test
    void theNextProgramClearsUpAfterAKilledOne() throws Exception {
        try (RunningProgram program = household(List.of(), "idle", "spinning", "wait")) {
            List<ProcessHandle> family = program.awaitProcesses(3);
            program.handle().destroyForcibly();
            awaitEnd(family);
        }
        try (RunningProgram next = household(List.of(), "idle", "exit")) {
            next.awaitEnd();
        }
        assertThat(runDirectories()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"exit, 7", "return, 0", "exit inside a map, 7"})
    void theWorkersOfAProgramThatEndsEnd(String end, int code) throws Exception {
        try (RunningProgram program = household(List.of(), "idle", "sleeping", "parent", end)) {
            List<ProcessHandle> family = program.awaitProcesses(5);
            assertThat(program.awaitEnd()).isEqualTo(code);
            assertThat(program.err()).isEmpty();
            awaitEndWithin(GONE, family);
            assertThat(runDirectories()).isEmpty();
        }
    }

    /** They have three seconds. */
    @Test
    void aProgramDoesNotWaitForHooksThatHang() throws Exception {
        try (RunningProgram program = household(List.of(), "hook", "hook", "return")) {
            List<ProcessHandle> family = program.awaitProcesses(3);
            long start = System.nanoTime();
            assertThat(program.awaitEnd()).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(GONE);
            awaitEndWithin(GONE, family);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    void aSignalToAllProcessesOfATerminalEndsAllOfThem(String signal) throws Exception {
        assumeTrue(Files.isExecutable(SETSID), "there is setsid");
        assumeFalse(isIgnoredHere(signal), "programs of whoever ignores a signal ignore it too");
        try (RunningProgram program = household(List.of(SETSID.toString()), "idle", "spinning", "parent", "wait")) {
            List<ProcessHandle> family = program.awaitProcesses(5);
            ProcessHandle main = family.get(4);
            long start = System.nanoTime();
            signal(signal, "-" + main.pid());
            awaitEnd(family);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(GONE);
            assertThat(program.err().lines()).as("%s", program.err()).hasSizeLessThan(20);
            assertThat(runDirectories()).isEmpty();
        }
    }

    /** What befalls a task on its way may befall the program itself. */
    @ParameterizedTest
    @CsvSource({"EXITS, ENCODE_ARGUMENT, 7", "EXITS, DECODE_RESULT,   7", "HALTS, DECODE_RESULT,   7"})
    void aProgramThatEndsAtAPointOfTheWayTakesItsWorkerAlong(Doom doom, Point point, int code) throws Exception {
        List<String> options = List.of("-Djava.io.tmpdir=" + directory);
        List<String> command = List.of(CargoProgram.class.getName(), doom.name(), point.name());
        try (RunningProgram program = RunningProgram.start(directory, List.of(), options, command)) {
            assertThat(program.awaitEnd()).isEqualTo(code);
            awaitEnd(Long.parseLong(program.awaitLines(1).get(0)));
        }
    }

    /** The directory is made anew if need be: programs that clear up do not always ask whether a file is in use. */
    @Test
    void aPoolSurvivesThatItsDirectoryIsClearedAway() throws Exception {
        try (RunningProgram program = RunningProgram.start(
                directory,
                List.of(),
                List.of("-Djava.io.tmpdir=" + directory),
                List.of(Replacing.class.getName(), directory.toString()))) {
            assertThat(program.awaitEnd()).as(program.err()).isZero();
            assertThat(runDirectories()).isEmpty();
        }
    }

    /** Loses a worker after somebody has deleted what lies in the directory that is its argument. */
    static final class Replacing {

        private Replacing() {}

        public static void main(String[] args) throws Exception {
            try (Pool pool = spawn().pool(1);
                    Pool other = spawn().pool(1)) {
                ProcessHandle worker = Processes.worker(pool);
                Processes.assertGood(other);
                new ProcessBuilder("sh", "-c", "rm -r " + args[0] + "/multiprocessing4j-*")
                        .start()
                        .waitFor();
                worker.destroyForcibly();
                Processes.assertGood(pool);
                Processes.assertGood(other);
            }
        }
    }
}
