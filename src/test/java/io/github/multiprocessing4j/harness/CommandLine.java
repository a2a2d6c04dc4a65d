package io.github.multiprocessing4j.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.harness.Program.Ending;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program that is started as users start theirs, by a command of this JDK.
 *
 * <p>It has ended when nobody can write to its standard output any more: neither it nor any process that it has left
 * behind.
 *
 * @param words the name of the command, and its arguments
 * @param directory its working directory
 */
public record CommandLine(List<String> words, Path directory) {

    /** What the JVM reads of the environment besides its command line, and what makes it say so on standard error. */
    private static final List<String> VARIABLES =
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH");

    public static CommandLine of(Path directory, String... words) {
        return new CommandLine(List.of(words), directory);
    }

    /** A class path or module path. */
    public static String path(Object... entries) {
        return String.join(
                File.pathSeparator, Arrays.stream(entries).map(Object::toString).toList());
    }

    /** Runs it to its end, which has to come by itself. */
    public Ending run(Duration limit) throws IOException, InterruptedException {
        Path err = Files.createTempFile("command", ".err");
        try {
            return run(Delays.scaled(limit), err);
        } finally {
            Files.delete(err);
        }
    }

    private Ending run(Duration limit, Path err) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(words);
        command.set(
                0, Path.of(System.getProperty("java.home"), "bin", words.get(0)).toString());
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeAll(VARIABLES);
        long start = System.nanoTime();
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            boolean ended = readWithin(limit, process, out);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            String written = out.toString(StandardCharsets.UTF_8);
            assertThat(ended)
                    .as(
                            "%s has ended, with all that it has started, within %s.%n%s%n%s",
                            this, limit, written, Files.readString(err))
                    .isTrue();
            return new Ending(process.waitFor(), written, Files.readString(err), took);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }

    private static boolean readWithin(Duration limit, Process process, ByteArrayOutputStream out)
            throws InterruptedException {
        FutureTask<Long> reading =
                new FutureTask<>(() -> process.getInputStream().transferTo(out));
        Thread reader = new Thread(reading, "output of a command");
        reader.setDaemon(true);
        reader.start();
        try {
            reading.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }
}
