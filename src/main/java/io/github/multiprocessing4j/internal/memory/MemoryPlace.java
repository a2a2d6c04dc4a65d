package io.github.multiprocessing4j.internal.memory;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the files of shared memory lie: {@code /dev/shm}, where the system keeps files in memory, or else the directory
 * for temporary files.
 *
 * @param directory the directory
 * @param prefix how the names of files for named blocks begin there: nothing, where there is nothing but shared memory,
 *     so that other programs find blocks by the names that they have themselves
 */
public record MemoryPlace(Path directory, String prefix) {

    /** Set to false, JVMs of a program share no memory: they talk by sockets alone. */
    private static final String WANTED = "multiprocessing4j.sharedMemory";

    private static final Path IN_MEMORY = Path.of("/dev/shm");
    private static final String AMONG_OTHERS = PrivateDirectory.PREFIX + "shm-";

    /** Whether this JVM shares memory with others of its program, where that can be had. */
    public static boolean isWanted() {
        return !System.getProperty(WANTED, "true").equals("false");
    }

    /** The place of this JVM: the same one for all those that have the same directory for temporary files. */
    public static MemoryPlace here() {
        return of(IN_MEMORY, Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath());
    }

    static MemoryPlace of(Path inMemory, Path temporary) {
        return Files.isDirectory(inMemory) && Files.isWritable(inMemory)
                ? new MemoryPlace(inMemory, "")
                : new MemoryPlace(temporary, AMONG_OTHERS);
    }

    /** The file of a named block. */
    Path file(String name) {
        return directory.resolve(prefix + name);
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
