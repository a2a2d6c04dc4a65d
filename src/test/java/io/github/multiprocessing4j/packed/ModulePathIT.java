package io.github.multiprocessing4j.packed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.Multiprocessing;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** The jar, as an application that is a named module itself has it on its module path. */
class ModulePathIT {

    private static final Path JAR = placeOf(Multiprocessing.class);

    private static final String MODULE = """
            module app {
                requires io.github.multiprocessing4j;
            }
            """;

    private static final String MAIN = """
            package app;

            import io.github.multiprocessing4j.Pool;
            import java.util.List;

            public class Main {
                public static void main(String[] args) throws Exception {
                    System.out.println(Main.class.getModule() + ", " + Pool.class.getModule());
                    try (Pool pool = new Pool(2)) {
                        System.out.println(pool.map(x -> x * x, List.of(1, 2, 3)));
                    }
                }
            }
            """;

    private static final String CURIOUS = """
            package app;

            public class Main {
                io.github.multiprocessing4j.internal.shared.Realm realm;
            }
            """;

    @TempDir
    Path directory;

    private final StringWriter complaints = new StringWriter();

    private static Path placeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String modulePath(Path... more) {
        return String.join(
                File.pathSeparator,
                Stream.concat(Stream.of(JAR, placeOf(Logger.class)), Stream.of(more))
                        .map(Path::toString)
                        .toList());
    }

    @BeforeEach
    void itIsTheJarThatIsLookedAt() {
        assertThat(JAR.getFileName().toString()).endsWith(".jar");
    }

    @Test
    void aModularApplicationCompilesAgainstItAndRunsOnIt() throws Exception {
        assertThat(compile(MAIN)).as(complaints.toString()).isZero();
        List<String> lines = run("app/app.Main");
        assertThat(lines).containsExactly("module app, module io.github.multiprocessing4j", "[1, 4, 9]");
    }

    @Test
    void itsWorkshopsAreClosedToApplications() throws IOException {
        assertThat(compile(CURIOUS)).isNotZero();
        assertThat(complaints.toString()).contains("io.github.multiprocessing4j.internal.shared is not visible");
    }

    @Test
    void itTellsItsLicenceAndItsVersion() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.getEntry("META-INF/LICENSE")).isNotNull();
            assertThat(jar.getManifest().getMainAttributes().getValue("Implementation-Version"))
                    .isNotBlank();
        }
    }

    private int compile(String main) throws IOException {
        Path sources = Files.createDirectories(directory.resolve("src"));
        Path declaration = Files.writeString(sources.resolve("module-info.java"), MODULE);
        Path code = Files.writeString(sources.resolve("Main.java"), main);
        PrintWriter out = new PrintWriter(complaints, true);
        return ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        out,
                        out,
                        "--module-path",
                        modulePath(),
                        "-d",
                        directory.resolve("classes").toString(),
                        declaration.toString(),
                        code.toString());
    }

    private List<String> run(String main) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--module-path", modulePath(directory.resolve("classes"))));
        command.addAll(List.of("--module", main));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(output.toFile()))
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it has ended").isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as("%s", Files.readString(output)).isZero();
        return Files.readAllLines(output);
    }
}
