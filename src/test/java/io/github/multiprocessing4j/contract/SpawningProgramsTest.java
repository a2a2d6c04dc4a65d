package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.harness.Times.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.contract.programs.HeldSemaphore;
import io.github.multiprocessing4j.contract.programs.Settings;
import io.github.multiprocessing4j.contract.programs.Stillborn;
import io.github.multiprocessing4j.contract.programs.WorkersToBeOrphaned;
import io.github.multiprocessing4j.harness.Program;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Whole programs whose workers are JVMs, however they are launched and however they end. */
class SpawningProgramsTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SPAWN = "-Dmultiprocessing4j.startMethod=spawn";

    private static final String SQUARES = """
            import io.github.multiprocessing4j.Pool;
            import java.util.List;

            public class Squares {
                static int square(int x) {
                    return x * x;
                }

                public static void main(String[] args) throws Exception {
                    try (Pool pool = new Pool(5)) {
                        System.out.println(pool.mapAsync(Squares::square, List.of(1, 2, 3)).get());
                    }
                }
            }
            """;

    @TempDir
    private Path directory;

    /** A program in the unnamed package, compiled. */
    private Path compiled() throws Exception {
        Path source = Files.writeString(directory.resolve("Squares.java"), SQUARES);
        Path classes = Files.createDirectory(directory.resolve("classes"));
        int code = new ProcessBuilder(command("javac"), "-cp", library(), "-d", classes.toString(), source.toString())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(code).isZero();
        return classes;
    }

    private static String command(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private static String library() {
        return Program.home(Multiprocessing.class);
    }

    private static String logging() {
        return Program.home(LoggerFactory.class);
    }

    private void assertSquares(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(command("java"), SPAWN));
        command.addAll(List.of(arguments));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Process program = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(program.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(err)).as("standard error").isEmpty();
            assertThat(Files.readString(out).strip()).isEqualTo("[1, 4, 9]");
            assertThat(program.exitValue()).isZero();
        } finally {
            program.destroyForcibly().waitFor();
        }
    }

    @Test
    @Tag("CTX.4")
    void aProgramInAClassDirectory() throws Exception {
        compiled();
        String relative = String.join(System.getProperty("path.separator"), "classes", library(), logging());
        assertSquares("-cp", relative, "Squares");
    }

    @Test
    @Tag("CTX.5")
    void aProgramInAnExecutableJar() throws Exception {
        Path classes = compiled();
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.MAIN_CLASS, "Squares");
        main.put(Attributes.Name.CLASS_PATH, url(library()) + " " + url(logging()));
        Path jar = directory.resolve("squares.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                Stream<Path> files = Files.list(classes)) {
            for (Path each : files.toList()) {
                out.putNextEntry(new JarEntry(each.getFileName().toString()));
                Files.copy(each, out);
            }
        }
        assertSquares("-jar", "squares.jar");
    }

    private static String url(String path) {
        return Path.of(path).toUri().toString();
    }

    @Test
    void aProgramInASourceFile() throws Exception {
        Files.writeString(directory.resolve("Squares.java"), SQUARES);
        String libraries = String.join(System.getProperty("path.separator"), library(), logging());
        assertSquares("-cp", libraries, "Squares.java");
    }

    @Test
    @Tag("PROC.15")
    void childrenHaveTheSettingsOfTheirParents() throws Exception {
        Program.of(Settings.class)
                .with("-ea", "-Dsome.key=v", SPAWN)
                .run(LIMIT)
                .assertClean()
                .assertOut("child: true v true", "grandchild: true v true");
    }

    @Test
    void processesThatAreTerminatedWhileTheyStart() throws Exception {
        Program.of(Stillborn.class).with(SPAWN).run(LIMIT).assertClean().assertOut("[-15]");
    }

    @Test
    @Tag("RES.3")
    void aProgramWithASemaphoreInAStaticField() throws Exception {
        Program.of(HeldSemaphore.class).with(SPAWN).run(LIMIT).assertClean().assertOut("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"idle", "busy"})
    @Tag("RES.4")
    void workersOfAProgramThatIsKilledAreGone(String how) throws Exception {
        List<String> command = List.of(
                command("java"),
                SPAWN,
                "-cp",
                String.join(
                        System.getProperty("path.separator"),
                        library(),
                        logging(),
                        Program.home(WorkersToBeOrphaned.class)),
                WorkersToBeOrphaned.class.getName(),
                how);
        Process program = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<ProcessHandle> workers = new ArrayList<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
            for (int i = 0; i < 2; i++) {
                ProcessHandle.of(Long.parseLong(out.readLine())).ifPresent(workers::add);
            }
        } finally {
            program.destroyForcibly().waitFor();
        }
        assertThat(workers).hasSize(2);
        until(() -> workers.stream().noneMatch(ProcessHandle::isAlive));
        Program.of(HeldSemaphore.class).with(SPAWN).run(LIMIT).assertClean(); // and with the next start their directory
    }
}
