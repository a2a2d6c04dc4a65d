package io.github.multiprocessing4j.internal.spawn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The program that JVMs are launched with. */
final class JavaExecutable {

    private static final Set<String> NAMES = Set.of("java", "java.exe", "javaw.exe");

    private JavaExecutable() {}

    /**
     * The one that was asked for.
     *
     * @param given what was asked for; relative to {@code directory}
     * @throws IOException if it is no file that can be executed
     */
    static Path given(Path given, Path directory) throws IOException {
        Path file = directory.resolve(given);
        if (!Files.exists(file)) {
            throw new IOException("The executable " + file + " does not exist.");
        }
        return checked(file);
    }

    /**
     * The one that runs a JVM.
     *
     * @param command the program that the JVM's process runs, as far as the system tells: an application may have a
     *     launcher of its own, which launches nothing but itself
     * @param home where the JVM lies
     * @throws IOException if there is none
     */
    static Path of(Optional<Path> command, Path home) throws IOException {
        Optional<Path> running =
                command.filter(file -> NAMES.contains(String.valueOf(file.getFileName())) && isExecutable(file));
        if (running.isPresent()) {
            return running.get();
        }
        List<Path> installed = Stream.of("java", "java.exe")
                .map(name -> home.resolve("bin").resolve(name))
                .toList();
        Optional<Path> found =
                installed.stream().filter(JavaExecutable::isExecutable).findFirst();
        if (found.isEmpty()) {
            throw new IOException(
                    "This JVM has no launcher for others: " + installed.get(0) + " cannot be executed. Name one.");
        }
        return found.get();
    }

    private static Path checked(Path file) throws IOException {
        if (!isExecutable(file)) {
            throw new IOException("The executable " + file + " is no file that can be executed.");
        }
        return file;
    }

    private static boolean isExecutable(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
