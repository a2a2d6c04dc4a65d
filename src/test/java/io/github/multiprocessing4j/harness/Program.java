package io.github.multiprocessing4j.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.Multiprocessing;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * A whole program: a main class in a JVM of its own, on the class path of the library and the tests and nothing else,
 * so that there is no logging back end.
 *
 * <p>Nothing of it is left when {@link #run} has returned.
 */
public final class Program {

    private final Class<?> main;
    private final List<String> arguments;
    private final List<String> options = new ArrayList<>();

    /**
     * How a program ended.
     *
     * @param exitCode its exit code
     * @param out what it wrote to its standard output
     * @param err what it wrote to its standard error
     * @param took how long it ran
     */
    public record Ending(int exitCode, String out, String err, Duration took) {

        /** It ended well, and complained of nothing. */
        public Ending assertClean() {
            assertThat(err).as("standard error").isEmpty();
            assertThat(exitCode).as("exit code").isZero();
            return this;
        }

        /** It wrote these lines to its standard output, and no others. */
        public Ending assertOut(String... lines) {
            assertThat(out.lines()).as("standard output").containsExactly(lines);
            return this;
        }
    }

    private Program(Class<?> main, List<String> arguments) {
        this.main = main;
        this.arguments = arguments;
    }

    /** A program of a main class. */
    public static Program of(Class<?> main, String... arguments) {
        return new Program(main, List.of(arguments));
    }

    /** Adds options of the JVM. */
    public Program with(String... jvmOptions) {
        options.addAll(List.of(jvmOptions));
        return this;
    }

    /** Runs the program to its end, which has to come by itself. */
    public Ending run(Duration limit) throws IOException, InterruptedException {
        return new CommandLine(command(), Path.of("").toAbsolutePath()).run(limit);
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add("java");
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(options);
        command.add("-cp");
        command.add(Stream.of(Multiprocessing.class, LoggerFactory.class, main)
                .map(Program::home)
                .collect(Collectors.joining(File.pathSeparator)));
        command.add(main.getName());
        command.addAll(arguments);
        return command;
    }

    /** The directory or jar that a class comes from. */
    public static String home(Class<?> type) {
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

    @Override
    public String toString() {
        return "program " + main.getSimpleName() + arguments;
    }
}
