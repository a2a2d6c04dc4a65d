package io.github.multiprocessing4j.fault;

import static io.github.multiprocessing4j.fault.Processes.assertGood;
import static io.github.multiprocessing4j.fault.Processes.spawn;
import static io.github.multiprocessing4j.harness.Times.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.BrokenPoolException;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.PoolOptions;
import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.StartMethod;
import io.github.multiprocessing4j.WorkerLostException;
import io.github.multiprocessing4j.harness.Delays;
import io.github.multiprocessing4j.harness.LibraryThreads;
import io.github.multiprocessing4j.internal.worker.Protocol;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pools whose workers cannot be started, or do not live long enough to be of use. */
@Timeout(60)
class StartFailureTest {

    private static final Duration LIMIT = Delays.scaled(Duration.ofSeconds(10));

    @TempDir
    Path directory;

    /** The pool of two fails in time, and leaves nothing behind. */
    private static BrokenPoolException assertBreaks(Consumer<PoolOptions> options) throws Exception {
        try (Pool pool = spawn().pool(o -> {
            o.workers(2);
            options.accept(o);
        })) {
            long start = System.nanoTime();
            List<AsyncResult<Integer>> results = Stream.generate(() -> pool.applyAsync(Processes::square, 7))
                    .limit(5)
                    .toList();
            BrokenPoolException broken = null;
            for (AsyncResult<Integer> result : results) {
                broken = catchThrowableOfType(BrokenPoolException.class, result::get);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
            return broken;
        }
    }

    private Path launcher(String script) throws IOException {
        Path file = Files.writeString(directory.resolve("launcher"), "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    @Test
    void anOptionThatTheJvmDoesNotKnowIsTold() throws Exception {
        assertThat(assertBreaks(o -> o.jvm(j -> j.args("-XX:+Nonsense"))))
                .hasMessageContainingAll("workers were lost within 10 s", "ended with code 1", "Nonsense");
    }

    /** The JVM says so where programs write their output, unless it is told not to. */
    @Test
    void optionsThatContradictEachOtherAreTold() throws Exception {
        assertThat(assertBreaks(o -> o.jvm(j -> j.args("-Xms90m", "-Xmx10m").discardOutput())))
                .hasMessageContainingAll("ended with code 1", "Initial heap size set to a larger value");
    }

    @Test
    void aJvmThatIsNoneIsTold() throws Exception {
        Path launcher = launcher("echo no java here >&2; exit 3");
        assertThat(assertBreaks(o -> o.jvm(j -> j.executable(launcher))))
                .hasMessageContainingAll("ended with code 3", "no java here");
    }

    @Test
    void aJvmThatNeverComesIsWaitedForNoLongerThanAllowed() throws Exception {
        Path launcher = launcher("exec sleep 1000");
        assertThat(assertBreaks(o -> o.startTimeout(Duration.ofMillis(300)).jvm(j -> j.executable(launcher))))
                .hasMessageContainingAll("worker", "come", "after 300 ms")
                .hasMessageNotContaining("initializer");
    }

    @Test
    void aLauncherThatGoesAwayBreaksThePoolWhenItIsNeeded() throws Exception {
        Path launcher = launcher("exec " + java() + " \"$@\"");
        try (Pool pool = spawn().pool(o -> o.workers(1).jvm(j -> j.executable(launcher)))) {
            ProcessHandle worker = Processes.worker(pool);
            Files.delete(launcher);
            assertGood(pool);
            worker.destroyForcibly();
            assertThat(catchThrowable(() -> pool.apply(Processes::square, 7)))
                    .isInstanceOf(BrokenPoolException.class)
                    .hasMessageContaining(launcher.toString());
        }
    }

    /** Java of another version than this one. */
    private static Optional<Path> otherJava() throws IOException {
        Path place = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(place)) {
            return Optional.empty();
        }
        String own = "JAVA_VERSION=\"" + Runtime.version().feature() + ".";
        try (Stream<Path> homes = Files.list(place)) {
            return homes.filter(home -> Files.isRegularFile(home.resolve("release")))
                    .filter(home -> Files.isExecutable(home.resolve("bin").resolve("java")))
                    .filter(home -> read(home.resolve("release")).lines().noneMatch(line -> line.startsWith(own)))
                    .map(home -> home.resolve("bin").resolve("java"))
                    .findFirst();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void aJvmOfAnotherVersionIsRefusedInWords() throws Exception {
        Optional<Path> other = otherJava();
        assumeTrue(other.isPresent(), "there is another Java");
        assertThat(assertBreaks(o -> o.jvm(j -> j.executable(other.get()))))
                .hasMessageContaining(System.getProperty("java.vm.version"));
    }

    /**
     * There is nobody to throw anything at: it says why on its standard error, and its exit code is none of a signal.
     */
    @Test
    void aProcessOfAnotherVersionSaysWhyItIsRefused() throws Exception {
        Optional<Path> other = otherJava();
        assumeTrue(other.isPresent(), "there is another Java");
        Path said = directory.resolve("said");
        Process process = Process.create(o -> o.startMethod(StartMethod.SPAWN)
                .target(StartFailureTest::doNothing)
                .jvm(j -> j.executable(other.get()).outputTo(said)));
        process.start();
        process.join();
        assertThat(process.exitCode()).hasValue(Protocol.NOT_ADMITTED);
        assertThat(said).content().contains("the child runs on JVM", System.getProperty("java.vm.version"));
    }

    private static void doNothing() {}

    private static void exitInitializer(String file) throws IOException {
        count(file);
        System.exit(5);
    }

    private static void hangInInitializer(String file) throws IOException {
        count(file);
        Doom.hang();
    }

    private static void count(String file) throws IOException {
        Files.writeString(Path.of(file), "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void anInitializerThatExitsIsTriedNoMoreOftenThanTheBudgetSays() throws Exception {
        Path count = directory.resolve("count");
        assertThat(assertBreaks(o -> o.initializer(StartFailureTest::exitInitializer, count.toString())))
                .hasMessageContaining("ended with code 5 before it was ready");
        assertThat(Files.size(count)).as("workers that were started").isLessThanOrEqualTo(6);
    }

    @Test
    void anInitializerThatHangsBreaksThePoolWhenItsTimeIsUp() throws Exception {
        Path count = directory.resolve("count");
        assertThat(assertBreaks(o -> o.startTimeout(Duration.ofSeconds(3))
                        .initializer(StartFailureTest::hangInInitializer, count.toString())))
                .hasMessageContainingAll("initializer of worker", "had not returned after 3000 ms");
        assertThat(Files.size(count)).as("workers that were started").isLessThanOrEqualTo(2);
    }

    private static int countAndHalt(String file) throws IOException {
        count(file);
        Runtime.getRuntime().halt(Doom.EXIT_CODE);
        return 0;
    }

    @Test
    void tasksThatAllKillTheirWorkersAreStoppedAfterTheBudget() throws Exception {
        Path count = directory.resolve("count");
        try (Pool pool = spawn().pool(2)) {
            List<AsyncResult<Integer>> results = IntStream.range(0, 60)
                    .mapToObj(i -> pool.applyAsync(StartFailureTest::countAndHalt, count.toString()))
                    .toList();
            List<Class<?>> failures = results.stream()
                    .<Class<?>>map(result -> catchThrowable(result::get).getClass())
                    .toList();
            long lost =
                    failures.stream().filter(WorkerLostException.class::equals).count();
            assertThat(lost).as("tasks that killed their workers").isEqualTo(Files.size(count));
            assertThat(lost).isBetween(21L, 23L);
            assertThat(failures.subList((int) lost, 60)).containsOnly(BrokenPoolException.class);
        }
    }

    /** As soon as the worker waits for what to do. */
    private static void dieSoon() {
        Thread later = new Thread(() -> {
            while (Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> Stream.of(thread.getStackTrace())
                            .anyMatch(frame -> frame.getClassName().endsWith(".worker.Orders")))) {
                Thread.onSpinWait();
            }
            Runtime.getRuntime().halt(Doom.EXIT_CODE);
        });
        later.start();
    }

    @Test
    @Tag("soak")
    void sparesThatAllDieAreNotReplacedForEver() throws Exception {
        Pool pool =
                spawn().pool(o -> o.workers(1).name("spares").spareWorkers(1).initializer(StartFailureTest::dieSoon));
        catchThrowable(() -> pool.apply(Processes::square, 7)); // so that a spare one is wanted
        until(() -> LibraryThreads.of("spares-desk").isEmpty());
        assertThat(catchThrowable(() -> pool.apply(Processes::square, 7))).isInstanceOf(BrokenPoolException.class);
        pool.terminate();
        pool.join();
    }

    /** With no file left to open, what fails is told, and what was there before goes on. */
    @Test
    void aProgramThatMayOpenNoMoreFilesIsTold() throws Exception {
        String shell = "ulimit -n 200; exec \"$0\" \"$@\"";
        assumeTrue(File.separatorChar == '/', "there is ulimit");
        try (RunningProgram program = RunningProgram.start(
                directory, List.of("sh", "-c", shell), List.of(), List.of(FewFiles.class.getName()))) {
            assertThat(program.awaitEnd()).as(program.err()).isZero();
            assertThat(program.out().stream().collect(Collectors.joining(" ")))
                    .matches("(UncheckedIOException|BrokenPoolException) good good");
        }
    }

    /** Leaves no file to open, makes pools until that does not work any more, and gives the files back. */
    static final class FewFiles {

        private FewFiles() {}

        public static void main(String[] args) throws Exception {
            try (Pool first = spawn().pool(1)) {
                assertGood(first);
                List<Pool> more = new ArrayList<>();
                List<AutoCloseable> files = new ArrayList<>();
                try {
                    while (true) {
                        files.add(Files.newInputStream(Path.of("/dev/null")));
                    }
                } catch (IOException noneLeft) {
                    for (int i = 0; i < 9; i++) {
                        files.remove(0).close();
                    }
                }
                try {
                    while (true) {
                        more.add(spawn().pool(1));
                        assertGood(more.get(more.size() - 1));
                    }
                } catch (UncheckedIOException | BrokenPoolException full) {
                    System.out.println(full.getClass().getSimpleName());
                }
                assertGood(first);
                System.out.println("good");
                for (AutoCloseable file : files) {
                    file.close();
                }
                for (Pool pool : more) {
                    pool.close();
                }
                try (Pool next = spawn().pool(1)) {
                    assertGood(next);
                    System.out.println("good");
                }
            }
        }
    }
}
