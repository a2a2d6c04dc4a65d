package io.github.multiprocessing4j.fault;

import static io.github.multiprocessing4j.harness.Times.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.StartMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Workers, as the operating system sees them, and the least that they are good for. */
final class Processes {

    private Processes() {}

    static Context spawn() {
        return Multiprocessing.context(StartMethod.SPAWN);
    }

    static long pid() {
        return ProcessHandle.current().pid();
    }

    static ProcessHandle worker(Pool pool) throws InterruptedException {
        return ProcessHandle.of(pool.<Long>apply(Processes::pid)).orElseThrow();
    }

    static void signal(String name, ProcessHandle process) throws IOException, InterruptedException {
        signal(name, String.valueOf(process.pid()));
    }

    /** With a minus before the number, a group of processes. */
    static void signal(String name, String number) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, "--", number).start().waitFor())
                .as("exit code of kill")
                .isZero();
    }

    /** Whether this JVM ignores a signal: then those that it starts do so, too. */
    static boolean isIgnoredHere(String signal) throws Exception {
        int number = Map.of("HUP", 1, "INT", 2, "TERM", 15).get(signal);
        String prefix = "SigIgn:";
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(prefix))
                .map(line ->
                        Long.parseUnsignedLong(line.substring(prefix.length()).strip(), 16))
                .anyMatch(mask -> (mask >>> (number - 1) & 1) == 1);
    }

    static void awaitEnd(ProcessHandle process) throws Exception {
        until(() -> !process.isAlive());
    }

    static void awaitEnd(long pid) throws Exception {
        until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }

    static void awaitEnd(Collection<ProcessHandle> processes) throws Exception {
        for (ProcessHandle process : processes) {
            awaitEnd(process);
        }
    }

    static int square(int x) {
        return x * x;
    }

    static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    /** The pool does its work as if nothing had happened. */
    static void assertGood(Pool pool) throws InterruptedException {
        assertThat(pool.map(Processes::square, range(20), o -> o.chunkSize(1)))
                .isEqualTo(range(20).stream().map(x -> x * x).toList());
    }
}
