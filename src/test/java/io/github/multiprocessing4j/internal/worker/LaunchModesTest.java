package io.github.multiprocessing4j.internal.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.harness.Delays;
import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The loaders of JShell and of {@code java Hello.java}, as they really are, give what other JVMs need. */
class LaunchModesTest {

    private static final String IMPORTS = """
            import io.github.multiprocessing4j.Fn;
            import io.github.multiprocessing4j.internal.wire.Codec;
            import io.github.multiprocessing4j.internal.worker.*;
            import java.io.*;
            import java.util.*;
            """;

    /** What both programs do: send a lambda to what might be another JVM, call it there, and send the result home. */
    private static final String BODY = """
            var parent = new LoaderPlaces("cafe", null);
            var desk = new ClassDesk(parent);
            var child = new LoaderPlaces("cafe/1", (realm, arguments) -> desk.answer(arguments));
            int base = 5;
            Fn<Integer, Object> made = x -> new Point(x, triple(base));
            var there = (Fn<Integer, Object>) new Codec(child).decode(new Codec(parent).encode(made), null);
            System.out.println(there.getClass() != made.getClass());
            Object point = there.apply(7);
            System.out.println(point);
            System.out.println(point.getClass().getClassLoader());
            Object home = new Codec(parent).decode(new Codec(child).encode(point), null);
            System.out.println(home.equals(new Point(7, 15)));
            """;

    private static final String[] EXPECTED = {
        "true", "Point[x=7, y=15]", "a stand-in for class loader 1 of realm cafe", "true"
    };

    @TempDir
    Path directory;

    @Test
    void snippetsOfJShellAreFound() throws Exception {
        assertThat(jshell("""
                record Point(int x, int y) implements Serializable {}
                int triple(int x) { return 3 * x; }
                void body() throws Exception {
                """ + BODY + """
                }
                body()
                """)).containsExactly(EXPECTED);
    }

    /** Its variables are static fields: they are there, and nobody has set them. */
    @Test
    void methodsDeclaredAgainInJShellAreFoundAsTheyAreNowAndVariablesUnset() throws Exception {
        assertThat(jshell("""
                var parent = new LoaderPlaces("cafe", null);
                var desk = new ClassDesk(parent);
                var child = new LoaderPlaces("cafe/1", (realm, arguments) -> desk.answer(arguments));
                int twice(int x) { return 2 * x; }
                int base = 5;
                Fn<Integer, Object> made = x -> twice(x) + " " + base
                int twice(int x) { return 20 * x; }
                var there = (Fn<Integer, Object>) new Codec(child).decode(new Codec(parent).encode(made), null);
                System.out.println(made.apply(1));
                System.out.println(there.apply(1));
                """)).containsExactly("20 5", "20 0");
    }

    private List<String> jshell(String script) throws Exception {
        return run(
                "jshell",
                "-J-Djava.util.prefs.userRoot=" + directory,
                "-s",
                "--class-path",
                classPath(),
                write("script.jsh", IMPORTS + script + "/exit\n"));
    }

    @Test
    void classesOfASourceFileAreFound() throws Exception {
        assertThat(run("java", "-cp", classPath(), write("Hello.java", IMPORTS + """
                @SuppressWarnings("unchecked")
                public class Hello {
                    record Point(int x, int y) implements Serializable {}
                    static int triple(int x) { return 3 * x; }
                    public static void main(String[] args) throws Exception {
                """ + BODY + "}}")))
                .containsExactly(EXPECTED);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_22)
    void classesOfTheSourceFilesBesideItAreFound() throws Exception {
        write("Point.java", "public record Point(int x, int y) implements java.io.Serializable {}");
        write("Triples.java", "class Triples { static int triple(int x) { return 3 * x; } }");
        assertThat(run("java", "-cp", classPath(), write("Hello.java", IMPORTS + """
                @SuppressWarnings("unchecked")
                public class Hello extends Triples {
                    public static void main(String[] args) throws Exception {
                """ + BODY + "}}")))
                .containsExactly(EXPECTED);
    }

    private String write(String name, String content) throws Exception {
        return Files.writeString(directory.resolve(name), content).toString();
    }

    private static String classPath() {
        return Stream.of(Multiprocessing.class, LoggerFactory.class)
                .map(LaunchModesTest::home)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String home(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> run(String tool, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
        command.addAll(List.of(arguments));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(Redirect.to(out.toFile()))
                .redirectError(Redirect.to(err.toFile()));
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH"));
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            Duration limit = Delays.scaled(Duration.ofSeconds(120));
            assertThat(process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS))
                    .as("it has ended: %s", Files.readString(out))
                    .isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        assertThat(process.exitValue())
                .as("%s%s", Files.readString(out), Files.readString(err))
                .isZero();
        return Files.readAllLines(out);
    }
}
