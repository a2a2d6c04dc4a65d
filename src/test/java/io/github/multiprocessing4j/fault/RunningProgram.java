package io.github.multiprocessing4j.fault;

import static io.github.multiprocessing4j.harness.Times.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.harness.Times;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program in a JVM of its own, which is looked at while it runs. */
final class RunningProgram implements AutoCloseable {

    private final Process process;
    private final Path out;
    private final Path err;

    private RunningProgram(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts a program.
     *
     * @param directory for what it writes
     * @param before the words before the command of the JVM, such as another program that runs it
     * @param options of the JVM
     * @param command the main class, and its arguments
     */
    static RunningProgram start(Path directory, List<String> before, List<String> options, List<String> command)
            throws IOException {
        Path out = Files.createTempFile(directory, "program", ".out");
        Path err = Files.createTempFile(directory, "program", ".err");
        List<String> words = new ArrayList<>(before);
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(options);
        words.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath()));
        words.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "XDG_RUNTIME_DIR"));
        return new RunningProgram(builder.start(), out, err);
    }

    static RunningProgram start(Path directory, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(main.getName()));
        command.addAll(Arrays.asList(arguments));
        return start(directory, List.of(), List.of(), command);
    }

    /** That of the tests, without what would write logs. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("logback"))
                .reduce((one, other) -> one + File.pathSeparator + other)
                .orElseThrow();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Waits until it has written so many lines; gives them. */
    List<String> awaitLines(int count) throws Exception {
        until(() -> out().size() >= count || !process.isAlive());
        assertThat(out()).as("what it has written; standard error: %s", err()).hasSizeGreaterThanOrEqualTo(count);
        return out();
    }

    List<ProcessHandle> awaitProcesses(int count) throws Exception {
        return awaitLines(count).stream()
                .map(line -> ProcessHandle.of(Long.parseLong(line)).orElseThrow())
                .toList();
    }

    /** Its complete lines so far. */
    List<String> out() throws IOException {
        String text = Files.readString(out);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    Path outFile() {
        return out;
    }

    Path errFile() {
        return err;
    }

    /** Waits until it has ended; gives its exit code. */
    int awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(Times.LONG.toMillis(), TimeUnit.MILLISECONDS))
                .as("the program has ended")
                .isTrue();
        return process.exitValue();
    }

    /** Nothing of it is left, or the next test would be blamed for it. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }
}
