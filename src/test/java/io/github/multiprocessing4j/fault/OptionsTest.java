package io.github.multiprocessing4j.fault;

import static io.github.multiprocessing4j.fault.Processes.assertGood;
import static io.github.multiprocessing4j.fault.Processes.awaitEnd;
import static io.github.multiprocessing4j.fault.Processes.range;
import static io.github.multiprocessing4j.fault.Processes.spawn;
import static io.github.multiprocessing4j.fault.Processes.worker;
import static io.github.multiprocessing4j.harness.Times.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Event;
import io.github.multiprocessing4j.JvmOptions;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.Queue;
import io.github.multiprocessing4j.Task;
import io.github.multiprocessing4j.WorkerLostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is said of the JVMs of workers is so. */
@Timeout(60)
class OptionsTest {

    @TempDir
    Path directory;

    private static Pool pool(Consumer<JvmOptions> options) {
        return spawn().pool(o -> o.workers(1).jvm(options));
    }

    private static Map<String, String> environment() {
        return new HashMap<>(System.getenv());
    }

    private static List<String> describe(String property) {
        return List.of(
                String.valueOf(System.getProperty(property)),
                String.valueOf(Runtime.getRuntime().maxMemory() >> 20),
                Path.of("").toAbsolutePath().toString());
    }

    @Test
    void allAtOnce() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path launcher = Files.writeString(
                directory.resolve("launcher"), "#!/bin/sh\nexport LAUNCHED=yes\nexec " + java + " \"$@\"\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
        String present = System.getenv().keySet().iterator().next();
        try (Pool pool = pool(j -> j.executable(launcher)
                .args("-Dmp.test=one two", "-XX:+UseSerialGC")
                .args("-Dmp.test2=\"")
                .maxHeap(40L << 20)
                .directory(directory)
                .environment("MP_TEST", "three four")
                .environment(present, null)
                .stopTimeout(Duration.ofSeconds(Long.MAX_VALUE)))) {
            assertThat(pool.apply(OptionsTest::describe, "mp.test").get(0)).isEqualTo("one two");
            List<String> described = pool.apply(OptionsTest::describe, "mp.test2");
            assertThat(described.get(0)).isEqualTo("\"");
            assertThat(Integer.parseInt(described.get(1))).isBetween(36, 40);
            assertThat(Path.of(described.get(2)).toRealPath()).isEqualTo(directory.toRealPath());
            assertThat(pool.apply(OptionsTest::environment))
                    .containsEntry("MP_TEST", "three four")
                    .containsEntry("LAUNCHED", "yes")
                    .doesNotContainKey(present);
        }
    }

    /** A program that asks a worker for a variable. */
    static final class Asking {

        private Asking() {}

        public static void main(String[] args) throws Exception {
            try (Pool pool = spawn().pool(1)) {
                System.out.println(pool.apply(() -> System.getenv("JAVA_TOOL_OPTIONS")));
            }
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aDebuggerInTheEnvironmentIsOfTheProgramAlone() throws Exception {
        String debugger = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0";
        try (RunningProgram program = RunningProgram.start(
                directory,
                List.of("env", "JAVA_TOOL_OPTIONS=" + debugger + " -Dmp.test=kept"),
                List.of(),
                List.of(Asking.class.getName()))) {
            assertThat(program.awaitEnd()).as(program.err()).isZero();
            assertThat(program.out())
                    .anyMatch(line -> line.startsWith("Listening for transport"))
                    .endsWith("-Dmp.test=kept");
        }
    }

    private static int niceness() throws Exception {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
    }

    @Test
    void niceWorkersStepBack() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/self/stat")), "there is /proc");
        try (Pool pool = pool(j -> j.nice(7))) {
            assertThat(pool.<Integer>apply(OptionsTest::niceness)).isEqualTo(niceness() + 7);
            ProcessHandle worker = worker(pool);
            pool.terminate();
            awaitEnd(worker);
        }
    }

    @Test
    void aWorkerWithTooMuchMemoryIsReplacedAfterItsTask() throws Exception {
        try (Pool pool = spawn().pool(o -> o.workers(1).memoryLimit(1))) {
            assertThat(pool.map(x -> Processes.pid(), range(3), o -> o.chunkSize(1)))
                    .doesNotHaveDuplicates();
        }
        try (Pool pool = spawn().pool(o -> o.workers(1).memoryLimit(1L << 40))) {
            assertThat(pool.map(x -> Processes.pid(), range(3), o -> o.chunkSize(1)).stream()
                            .distinct())
                    .hasSize(1);
        }
    }

    @Test
    void anIdleWorkerEndsAndAnotherOneComes() throws Exception {
        try (Pool pool = spawn().pool(o -> o.workers(2).idleTimeout(Duration.ofMillis(100)))) {
            for (int i = 0; i < 3; i++) {
                assertGood(pool);
                until(() -> ProcessHandle.current().children().noneMatch(OptionsTest::isWorker));
            }
        }
    }

    private static boolean isWorker(ProcessHandle process) {
        return process.isAlive() && process.info().commandLine().orElse("").contains("WorkerMain");
    }

    private static List<ProcessHandle> workers() {
        return ProcessHandle.current().children().filter(OptionsTest::isWorker).collect(Collectors.toList());
    }

    private static Task<Long> waiting(Queue<Long> begun, Event end) {
        return () -> {
            begun.put(Processes.pid());
            end.await();
            return Processes.pid();
        };
    }

    @Test
    void spareWorkersAreKeptReady() throws Exception {
        Queue<Long> begun = spawn().queue();
        Event end = spawn().event();
        try (Pool pool = spawn().pool(o -> o.workers(1).spareWorkers(2))) {
            until(() -> workers().size() == 2); // more than there is work for, which is none

            AsyncResult<Long> busy = pool.applyAsync(waiting(begun, end));
            long worker = begun.get();
            until(() -> workers().size() == 3);

            ProcessHandle spare = workers().stream()
                    .filter(process -> process.pid() != worker)
                    .findFirst()
                    .orElseThrow();
            spare.destroyForcibly();
            awaitEnd(spare);
            until(() -> workers().size() == 3);

            end.set();
            assertThat(busy.get()).isEqualTo(worker);
            assertThat(pool.map(x -> Processes.pid(), range(20), o -> o.chunkSize(1)))
                    .hasSize(20);
        }
        assertThat(workers()).isEmpty();
    }

    @Test
    void aSpareWorkerTakesThePlaceOfALostOne() throws Exception {
        Queue<Long> initialized = spawn().queue();
        Queue<Long> begun = spawn().queue();
        try (Pool pool =
                spawn().pool(o -> o.workers(1).spareWorkers(1).initializer(() -> initialized.put(Processes.pid())))) {
            AsyncResult<Long> lost = pool.applyAsync(waiting(begun, spawn().event()));
            long worker = begun.get();
            long spare = initialized.get() + initialized.get() - worker;

            ProcessHandle.of(worker).orElseThrow().destroyForcibly();
            assertThatThrownBy(lost::get).isInstanceOf(WorkerLostException.class);
            assertThat(pool.<Long>apply(Processes::pid)).isEqualTo(spare);
        }
    }
}
