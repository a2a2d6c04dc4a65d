package io.github.multiprocessing4j.packed;

import static io.github.multiprocessing4j.harness.CommandLine.path;
import static io.github.multiprocessing4j.packed.Application.LIBRARY;
import static io.github.multiprocessing4j.packed.Application.LOGGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.harness.CommandLine;
import io.github.multiprocessing4j.harness.Delays;
import io.github.multiprocessing4j.harness.Program.Ending;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Children start with the library's classes from an archive, which the library makes when it is first used. */
class ClassArchiveIT {

    /** Prints what its children say of the archive that they have mapped: its name, or that there is none. */
    private static final String MAIN = """
            import io.github.multiprocessing4j.Pool;
            import java.io.IOException;
            import java.nio.file.Files;
            import java.nio.file.Path;

            public class Main {
                static String archive() throws IOException {
                    return Files.readAllLines(Path.of("/proc/self/maps")).stream()
                            .filter(line -> line.endsWith(".jsa") && !line.contains("classes"))
                            .map(line -> line.substring(line.lastIndexOf('/') + 1))
                            .findFirst()
                            .orElse("none");
                }

                static String archiveOfChild() throws Exception {
                    try (Pool pool = new Pool(1)) {
                        return pool.apply(Main::archive);
                    }
                }

                public static void main(String[] args) throws Exception {
                    try (Pool pool = new Pool(1)) {
                        System.out.println(pool.apply(Main::archive));
                        System.out.println(pool.apply(Main::archiveOfChild));
                    }
                }
            }
            """;

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private Path archives;

    @BeforeEach
    void makeApplication() throws IOException {
        Application application = new Application(directory);
        application.compile(application.classes, "Main.java", MAIN, "-cp", LIBRARY.toString());
        archives = directory.resolve("archives");
    }

    private Ending run(String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                "java",
                "-Dmultiprocessing4j.startMethod=spawn",
                "-Dmultiprocessing4j.classArchive=" + archives,
                "-cp",
                path("classes", LOGGING, LIBRARY)));
        words.addAll(List.of(options));
        words.add("Main");
        return CommandLine.of(directory, words.toArray(String[]::new)).run(LIMIT);
    }

    private Optional<Path> archive() throws IOException {
        try (Stream<Path> files = Files.list(archives)) {
            return files.filter(file -> file.toString().endsWith(".jsa")
                            && !file.getFileName().toString().startsWith("unfinished"))
                    .findFirst();
        }
    }

    /** Runs the program for the first time, and waits for the archive that comes of it. */
    private Path made() throws Exception {
        Files.createDirectory(
                archives, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try (WatchService watch = archives.getFileSystem().newWatchService()) {
            archives.register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE);
            Ending first = run().assertClean();
            assertThat(first.out().lines().findFirst()).contains("none");
            long deadline = System.nanoTime() + Delays.scaled(LIMIT).toNanos();
            Optional<Path> made = archive();
            while (made.isEmpty() || isTried()) {
                var key = watch.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                assertThat(key).as("news of an archive").isNotNull();
                key.pollEvents();
                key.reset();
                made = archive();
            }
            return made.get();
        }
    }

    /** The last that the making does is to take this mark away. */
    private boolean isTried() throws IOException {
        try (Stream<Path> files = Files.list(archives)) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith("tried"));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theSecondProgramHasWhatTheFirstHasMade() throws Exception {
        String name = made().getFileName().toString();
        run().assertClean().assertOut(name, name);
        run("-Dmultiprocessing4j.classArchive=false").assertClean().assertOut("none", "none");
        run("-Xshare:off", "-ea").assertClean().assertOut(name, name); // it is the parent's alone
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void noArchiveIsForcedOnAJvmThatSomethingUnknownIsAskedOf() throws Exception {
        made();
        run("--patch-module=java.base=" + directory.resolve("classes")).assertOut("none", "none");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void oneThatWasCutShortIsNotUsed() throws Exception {
        Path archive = made();
        assertThat(archive.toFile().setWritable(true)).isTrue();
        try (FileChannel file = FileChannel.open(archive, StandardOpenOption.WRITE)) {
            file.truncate(file.size() / 2);
        }
        run().assertClean().assertOut("none", "none");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void oneThatIsDamagedDoesNotKeepAWorkerFromStarting() throws Exception {
        Path archive = made();
        assertThat(archive.toFile().setWritable(true)).isTrue();
        try (FileChannel file = FileChannel.open(archive, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[1024]), 0); // its header
        }
        run().assertClean().assertOut("none", "none");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void oneThatOthersCouldHaveWrittenIsNotUsed() throws Exception {
        Path archive = made();
        Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rw-rw-rw-"));
        run().assertClean().assertOut("none", "none");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whereNoneCanBeKeptEverythingElseWorks() throws Exception {
        Files.writeString(archives, "a file in its place");
        run().assertClean().assertOut("none", "none");
        assertThat(archives).hasContent("a file in its place");
    }
}
