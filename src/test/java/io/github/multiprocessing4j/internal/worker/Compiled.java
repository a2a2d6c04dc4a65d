package io.github.multiprocessing4j.internal.worker;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** Classes that are on nobody's class path: compiled by the tests, and then nowhere but in memory. */
final class Compiled {

    private Compiled() {}

    /**
     * Compiles source files.
     *
     * @return class files by the names of their classes
     */
    static Map<String, byte[]> of(String... sources) {
        try {
            Path directory = Files.createTempDirectory("compiled");
            try {
                return compiled(directory, sources);
            } finally {
                try (Stream<Path> files = Files.walk(directory)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, byte[]> compiled(Path directory, String... sources) throws IOException {
        Path classes = Files.createDirectory(directory.resolve("classes"));
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "--release", "17", "-cp", classes.toString(), "-d", classes.toString()));
        for (String source : sources) {
            String name = source.replaceFirst("(?s).*?(class|interface|record|enum) (\\w+).*", "$2");
            arguments.add(
                    Files.writeString(directory.resolve(name + ".java"), source).toString());
        }
        StringWriter complaints = new StringWriter();
        PrintWriter out = new PrintWriter(complaints);
        int code = ToolProvider.findFirst("javac").orElseThrow().run(out, out, arguments.toArray(String[]::new));
        if (code != 0) {
            throw new AssertionError(complaints.toString());
        }
        Map<String, byte[]> found = new HashMap<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = classes.relativize(file).toString().replaceFirst("\\.class$", "");
                found.put(name.replace('/', '.').replace('\\', '.'), Files.readAllBytes(file));
            }
        }
        return found;
    }
}
