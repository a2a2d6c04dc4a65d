package io.github.multiprocessing4j.internal.wire;

import java.io.IOException;
import java.nio.file.*;

/** Stub. */
public final class PrivateDirectory implements AutoCloseable {
    private final Path path;

    private PrivateDirectory(Path p) {
        path = p;
    }

    public static PrivateDirectory create() throws IOException {
        return new PrivateDirectory(Files.createTempDirectory("multiprocessing4j-"));
    }

    public Path path() {
        return path;
    }

    public Path resolve(String n) {
        return path.resolve(n);
    }

    public void close() {
        try (var s = Files.list(path)) {
            s.forEach(f -> f.toFile().delete());
            path.toFile().delete();
        } catch (IOException e) {
        }
    }
}
