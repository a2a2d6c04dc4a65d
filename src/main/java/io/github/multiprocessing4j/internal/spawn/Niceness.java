package io.github.multiprocessing4j.internal.spawn;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a child is made less urgent than its parent: by the program {@code nice}, which becomes the child. Java cannot do
 * it, and neither can Windows by such a program: there, and where it is missing, a child is as urgent as its parent.
 */
final class Niceness {

    private static final String PROGRAM = "nice";

    private Niceness() {}

    /**
     * The words before a command.
     *
     * @param level 0 to 19
     * @param path where programs are looked for; null for nowhere
     */
    static List<String> prefix(int level, String path) {
        if (level == 0 || path == null || File.separatorChar == '\\') {
            return List.of();
        }
        Optional<Path> program = Stream.of(path.split(File.pathSeparator))
                .filter(directory -> directory.startsWith("/"))
                .map(directory -> Path.of(directory, PROGRAM))
                .filter(Files::isExecutable)
                .findFirst();
        return program.map(file -> List.of(file.toString(), "-n", Integer.toString(level)))
                .orElse(List.of());
    }
}
