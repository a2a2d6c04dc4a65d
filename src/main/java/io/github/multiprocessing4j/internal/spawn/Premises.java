package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.wire.PrivateDirectory;
import io.github.multiprocessing4j.internal.wire.Rings;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;

/**
 * What this JVM shares with its children on file systems.
 *
 * @param directory for sockets and reports
 * @param memory for what is mapped: a file system in memory, or else the same directory
 */
record Premises(PrivateDirectory directory, PrivateDirectory memory) implements Closeable {

    /** Set to false, children are talked to by sockets alone. */
    private static final String SHARED_MEMORY = "multiprocessing4j.sharedMemory";

    static Premises open() throws IOException {
        PrivateDirectory directory = PrivateDirectory.create();
        try {
            return new Premises(directory, PrivateDirectory.createInMemory());
        } catch (IOException noSuchPlace) {
            return new Premises(directory, directory);
        }
    }

    /** Whether nobody has cleared them away. */
    boolean areThere() {
        return Files.isDirectory(directory.path()) && Files.isDirectory(memory.path());
    }

    /** Makes rings for a child; null if it has to do without. */
    Rings rings(String child) {
        if (System.getProperty(SHARED_MEMORY, "true").equals("false")) {
            return null;
        }
        try {
            return Rings.create(memory.resolve("m" + child));
        } catch (IOException | InternalError noRoom) { // the error is what a fault in mapped memory is
            return null;
        }
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
