package io.github.multiprocessing4j.packed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.harness.CommandLine;
import io.github.multiprocessing4j.harness.Program;
import io.github.multiprocessing4j.harness.Program.Ending;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.slf4j.LoggerFactory;

/**
 * An application whose workers are child JVMs, in a directory of its own: compiled, to be packed and started in any
 * way. It needs the jar of the library, the one of its logging facade, and one more.
 *
 * <p>What it prints is the same however it is started: what lambdas, methods, records and exceptions of its own give in
 * a child, and which settings children and grandchildren have.
 */
final class Application {

    static final String[] SPAWNING = {
        "-ea",
        "-Dsome.key=v",
        "-Dmultiprocessing4j.startMethod=spawn",
        "-Dmultiprocessing4j.classArchive=false" // else a program that makes one would live on beside the test
    };

    static final String[] EXPECTED = {
        "[Point[x=1, y=7], Point[x=2, y=9]]",
        "[1, 4, 9]",
        "another JVM",
        "child true v",
        "grandchild true v",
        "refused: 42"
    };

    static final Path LIBRARY = Path.of(Program.home(Multiprocessing.class));
    static final Path LOGGING = Path.of(Program.home(LoggerFactory.class));

    private static final Duration LIMIT = Duration.ofSeconds(120);

    private static final String DEPENDENCY = """
            package dependency;

            public class Twice {
                public static int of(int x) {
                    return 2 * x;
                }
            }
            """;

    /** Without a package declaration, for it may be a script. */
    static final String MAIN = """
            import dependency.Twice;
            import io.github.multiprocessing4j.Pool;
            import java.io.Serializable;
            import java.util.List;

            public class Main {
                record Point(int x, int y) implements Serializable {}

                static class Refused extends RuntimeException {
                    private static final long serialVersionUID = 1;
                    private final int number;

                    Refused(int number) {
                        this.number = number;
                    }
                }

                static int square(int x) {
                    return x * x;
                }

                static String settings() {
                    return Main.class.desiredAssertionStatus() + " " + System.getProperty("some.key");
                }

                static String settingsOfChild() throws InterruptedException {
                    try (Pool pool = new Pool(1)) {
                        return pool.apply(Main::settings);
                    }
                }

                static void refuse() {
                    throw new Refused(42);
                }

                public static void main(String[] args) throws Exception {
                    int base = 5;
                    long pid = ProcessHandle.current().pid();
                    try (Pool pool = new Pool(2)) {
                        System.out.println(pool.map(x -> new Point(x, Twice.of(x) + base), List.of(1, 2)));
                        System.out.println(pool.map(Main::square, List.of(1, 2, 3)));
                        System.out.println(pool.apply(() -> ProcessHandle.current().pid() != pid) ? "another JVM" : "this");
                        System.out.println("child " + pool.apply(Main::settings));
                        System.out.println("grandchild " + pool.apply(Main::settingsOfChild));
                        try {
                            pool.apply(() -> {
                                refuse();
                                return null;
                            });
                        } catch (Refused e) {
                            System.out.println("refused: " + e.number);
                        }
                    }
                }
            }
            """;

    static final String IN_PACKAGE = "package app;\n\n" + MAIN;

    final Path directory;
    final Path dependency;

    /** The application's own classes, once they are compiled. */
    final Path classes;

    Application(Path directory) throws IOException {
        this.directory = directory;
        this.classes = Files.createDirectory(directory.resolve("classes"));
        assertThat(LIBRARY.getFileName().toString()).as("the library").endsWith(".jar");
        Path compiled = Files.createDirectory(directory.resolve("dependency"));
        compile(compiled, "Twice.java", DEPENDENCY);
        this.dependency = directory.resolve("dependency.jar");
        new JarBuilder().add(compiled).write(dependency);
    }

    /** The application in a package of its own. */
    Application compiled() throws IOException {
        compile(classes, "Main.java", IN_PACKAGE, "-cp", CommandLine.path(LIBRARY, dependency));
        return this;
    }

    Path write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    void compile(Path output, String name, String source, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--release", "17", "-d", output.toString()));
        arguments.addAll(List.of(options));
        Path folder = Files.createTempDirectory(directory, "sources");
        arguments.add(Files.writeString(folder.resolve(name), source).toString());
        StringWriter complaints = new StringWriter();
        PrintWriter out = new PrintWriter(complaints);
        int code = ToolProvider.findFirst("javac").orElseThrow().run(out, out, arguments.toArray(String[]::new));
        assertThat(code).as(complaints.toString()).isZero();
    }

    /** Starts it by a command of the JDK, in its directory. */
    Ending run(String... words) throws Exception {
        return CommandLine.of(directory, words).run(LIMIT);
    }

    /** Starts it by {@code java}, with the settings that are expected in children. */
    Ending java(Object... words) throws Exception {
        List<String> all = new ArrayList<>(List.of("java"));
        all.addAll(List.of(SPAWNING));
        for (Object word : words) {
            all.add(word.toString());
        }
        return run(all.toArray(String[]::new));
    }
}
