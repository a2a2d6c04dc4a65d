package io.github.multiprocessing4j.internal.memory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Memory that this JVM shares with whoever maps the same file. It is there until nobody refers to it any more, however
 * long the file has been deleted: so that no access can come too late.
 */
public final class MappedFile {

    private static final int PART = 1 << 16;

    private final Path path;
    private final MappedByteBuffer memory;

    private MappedFile(Path path, MappedByteBuffer memory) {
        this.path = path;
        this.memory = memory;
    }

    /**
     * Makes a file of zeros, for this user alone, and maps it. The zeros are written, so that it is here that there is
     * no room on the file system, and not when the memory is used: there that is no exception, but a fault.
     *
     * @param path of a file that there is not
     * @throws IOException if there is one, or it cannot be made, or mapped; nothing is left behind
     */
    public static MappedFile create(Path path, int size) throws IOException {
        boolean made = false;
        try (FileChannel file = FileChannel.open(
                path,
                Set.of(
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS),
                ownersAlone(path))) {
            try {
                ByteBuffer zeros = ByteBuffer.allocate(Math.min(size, PART));
                for (int left = size; left > 0; left -= zeros.position()) {
                    file.write(zeros.clear().limit(Math.min(left, zeros.capacity())));
                }
                MappedFile mapped = new MappedFile(path, file.map(FileChannel.MapMode.READ_WRITE, 0, size));
                made = true;
                return mapped;
            } finally {
                if (!made) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }

    private static FileAttribute<?>[] ownersAlone(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /**
     * Maps a file that somebody else has made.
     *
     * @throws IOException if it cannot be mapped, or is not of this size
     */
    public static MappedFile open(Path path, int size) throws IOException {
        try (FileChannel file = FileChannel.open(
                path, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
            if (file.size() != size) {
                throw new IOException(path + " has " + file.size() + " bytes, and not " + size);
            }
            return new MappedFile(path, file.map(FileChannel.MapMode.READ_WRITE, 0, size));
        }
    }

    /** Where the file is, or was. */
    public Path path() {
        return path;
    }

    /** A part of the memory. */
    public ByteBuffer part(int offset, int length) {
        return memory.slice(offset, length);
    }

    /** Deletes the file; who has mapped it keeps the memory. What cannot be deleted stays, until its directory goes. */
    public void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException inUse) {
            return; // a system on which what is mapped cannot be deleted
        }
    }
}
