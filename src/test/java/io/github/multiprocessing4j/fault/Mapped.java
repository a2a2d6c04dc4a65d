package io.github.multiprocessing4j.fault;

import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.StartMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A program that says whether its worker shares memory with it, and how long the strings are that the worker makes of
 * numbers.
 */
final class Mapped {

    static final Path MAPS = Path.of("/proc/self/maps");

    private Mapped() {}

    public static void main(String[] args) throws Exception {
        try (Pool pool = Pool.create(o -> o.startMethod(StartMethod.SPAWN).workers(1))) {
            System.out.println(pool.apply(Mapped::isMapped));
            // Far more than fits a ring or the buffer of a socket, both ways at once.
            System.out.println(pool.map(item -> item + item, List.of("x".repeat(2_000_000), "y".repeat(3))).stream()
                    .map(String::length)
                    .toList());
        }
    }

    /** Whether this JVM has mapped a file of the library. */
    static boolean isMapped() throws IOException {
        return Files.readAllLines(MAPS).stream().anyMatch(line -> line.contains("/multiprocessing4j-"));
    }
}
