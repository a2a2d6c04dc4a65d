package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.memory.PrivateDirectory;
import io.github.multiprocessing4j.internal.wire.Rings;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;

/**
 * What this JVM shares with its children on file systems.
 *
 * @param directory for sockets and reports
 * @param memory for what is mapped, and beside the blocks of shared memory; or else the same directory
 */
record Premises(PrivateDirectory directory, PrivateDirectory memory) implements Closeable {

    static Premises open() throws IOException {
        PrivateDirectory directory = PrivateDirectory.create();
        try {
            return new Premises(directory, PrivateDirectory.createInMemory());
        } catch (IOException noRoom) {
            return new Premises(directory, directory);
        }
    }

    /** Whether nobody has cleared them away. */
    boolean areThere() {
        return Files.isDirectory(directory.path()) && Files.isDirectory(memory.path());
    }

    /**
     * Makes rings for a child.
     *
     * @throws IOException if there is no room for them
     */
    Rings rings(String child) throws IOException {
        return Rings.create(memory.resolve("m" + child));
    }

    /** Removes what children may have left behind that were killed. */
    void removeStale() {
        directory.removeStale();
        if (memory != directory) {
            memory.removeStale();
        }
    }

    @Override
    public void close() {
        directory.close();
        if (memory != directory) {
            memory.close();
        }
    }
}
