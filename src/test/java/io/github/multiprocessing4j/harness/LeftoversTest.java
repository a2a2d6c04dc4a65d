package io.github.multiprocessing4j.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.multiprocessing4j.SharedMemory;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Test classes that leave something behind fail, with all that is known of it. */
class LeftoversTest {

    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofSeconds(60);

    /** What the classes below have left; the fields are used by one test at a time. */
    private static CountDownLatch release;

    private static Thread thread;
    private static java.lang.Process process;
    private static ServerSocketChannel socket;
    private static Path file;
    private static SharedMemory memory;

    @AfterEach
    void clearUp() throws Exception {
        if (release != null) {
            release.countDown();
            thread.join();
        }
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
        if (socket != null) {
            socket.close();
        }
        if (file != null) {
            Files.delete(file);
        }
        if (memory != null) {
            memory.close();
            memory.unlink();
        }
        release = null;
        memory = null;
        thread = null;
        process = null;
        socket = null;
        file = null;
    }

    private static void startThread(String name, boolean daemon) {
        release = new CountDownLatch(1);
        thread = new Thread(
                () -> {
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        return;
                    }
                },
                name);
        thread.setDaemon(daemon);
        thread.start();
    }

    /** Run by the tests here alone: the build leaves tests with this tag out. */
    @Tag("fixture")
    abstract static class Fixture {}

    static class LeavesADaemonOfTheLibrary extends Fixture {
        @Test
        void leaves() {
            startThread("mp-forgotten-worker-1", true);
        }
    }

    static class LeavesAThreadThatKeepsTheProgramAlive extends Fixture {
        @Test
        void leaves() {
            startThread("stubborn", false);
        }
    }

    static class LeavesTheCleanerAndADaemonOfItsOwn extends Fixture {
        @Test
        void leaves() throws InterruptedException {
            startThread("mp-cleaner", true);
            release.countDown();
            thread.join();
            startThread("somebody", true);
        }
    }

    static class LeavesAProcess extends Fixture {
        @Test
        void leaves() throws IOException {
            process = sleeper();
        }

        private static java.lang.Process sleeper() throws IOException {
            Path java = Path.of(System.getProperty("java.home"), "bin", "java");
            Path source = Files.createTempFile("Sleeper", ".java");
            source.toFile().deleteOnExit();
            Files.writeString(
                    source,
                    "class Sleeper { public static void main(String[] a) throws Exception {"
                            + " Thread.sleep(60_000); } }");
            return new ProcessBuilder(java.toString(), source.toString())
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
        }
    }

    static class LeavesASocket extends Fixture {
        @Test
        void leaves() throws IOException {
            socket = ServerSocketChannel.open();
        }
    }

    static class LeavesAFile extends Fixture {
        @Test
        void leaves() throws IOException {
            file = Files.createTempFile("multiprocessing4j-", ".tmp");
        }
    }

    static class LeavesABlockOfMemory extends Fixture {
        @Test
        void leaves() throws IOException {
            memory = SharedMemory.create(1);
        }
    }

    static class LeavesAThreadThatIsEnding extends Fixture {
        @Test
        void leaves() {
            startThread("mp-tired", true);
            Thread releaser = new Thread(LeavesAThreadThatIsEnding::releaseLater, "releaser");
            releaser.setDaemon(true);
            releaser.start();
        }

        private static void releaseLater() {
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                return;
            }
            release.countDown();
        }
    }

    @Test
    void aThreadOfTheLibraryFailsTheClassAndItsStackIsShown() {
        assertThat(failureOf(LeavesADaemonOfTheLibrary.class, SHORT))
                .hasValueSatisfying(text -> assertThat(text)
                        .contains("LeavesADaemonOfTheLibrary leaves behind:")
                        .contains("thread \"mp-forgotten-worker-1\", daemon, ")
                        .contains("java.util.concurrent.CountDownLatch.await")
                        .contains("LeftoversTest.lambda$startThread"));
    }

    @Test
    void aThreadThatKeepsTheProgramAliveFailsTheClass() {
        assertThat(failureOf(LeavesAThreadThatKeepsTheProgramAlive.class, SHORT))
                .hasValueSatisfying(text -> assertThat(text).contains("thread \"stubborn\", "));
    }

    @Test
    void theCleanerAndDaemonsOfOthersMayStay() {
        assertThat(failureOf(LeavesTheCleanerAndADaemonOfItsOwn.class, SHORT)).isEmpty();
    }

    @Test
    void aProcessFailsTheClassAndIsEnded() throws InterruptedException {
        assertThat(failureOf(LeavesAProcess.class, SHORT))
                .hasValueSatisfying(text -> assertThat(text).contains("process " + process.pid() + ": "));
        assertThat(process.waitFor(60, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aSocketFailsTheClassWhereOpenFilesAreSeen() {
        assertThat(failureOf(LeavesASocket.class, SHORT).isPresent())
                .isEqualTo(Files.isDirectory(Path.of("/proc/self/fd")));
    }

    @Test
    void aFileOfTheLibraryFailsTheClass() {
        assertThat(failureOf(LeavesAFile.class, SHORT))
                .hasValueSatisfying(text -> assertThat(text).contains("file: " + file));
    }

    @Test
    void aBlockOfMemoryFailsTheClass() {
        assertThat(failureOf(LeavesABlockOfMemory.class, SHORT))
                .hasValueSatisfying(text -> assertThat(text).containsPattern("file: .*" + memory.name()));
    }

    @Test
    void whatEndsBySomePatienceIsFineAndIsNotWaitedForAnyLonger() {
        long start = System.nanoTime();
        assertThat(failureOf(LeavesAThreadThatIsEnding.class, LONG)).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG.dividedBy(2));
    }

    /** Runs a test class, with nothing registered but what registers itself. */
    private static Optional<String> failureOf(Class<?> testClass, Duration patience) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(testClass))
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
                .configurationParameter(Leftovers.PATIENCE, String.valueOf(patience.toMillis()))
                .execute()
                .containerEvents()
                .failed()
                .stream()
                .map(LeftoversTest::failure)
                .findFirst();
    }

    private static String failure(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow()
                .getMessage();
    }
}
