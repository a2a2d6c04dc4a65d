package io.github.multiprocessing4j.internal.memory;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/**
 * The file of a {@link Segment}, open. Nobody but its owner can read or write it.
 *
 * <p>To be used by a thread that nobody interrupts, for an interrupt closes it: see {@link Apart}.
 */
final class SegmentFile implements Closeable {

    private static final int AT_ONCE = 1 << 16;

    private final Path path;
    private final FileChannel channel;
    private final String identity;
    private final long size;

    private SegmentFile(Path path, FileChannel channel, String identity, long size) {
        this.path = path;
        this.channel = channel;
        this.identity = identity;
        this.size = size;
    }

    /**
     * Makes a file of zeros. The room for it is taken at once: where there is none, touching the memory would end in an
     * error of the JVM, long after.
     *
     * @throws NoRoomException if there is no room for it; nothing is left of it then
     * @throws IOException if there is such a file, or it cannot be made
     */
    static SegmentFile create(Path path, long size) throws IOException {
        requireRoom(path, size);
        FileChannel channel = FileChannel.open(
                path,
                Set.of(
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS),
                PrivateDirectory.ownersFile(path));
        boolean made = false;
        try {
            fill(path, channel, size);
            SegmentFile file = new SegmentFile(path, channel, identity(path), size);
            made = true;
            return file;
        } finally {
            if (!made) {
                channel.close();
                Files.deleteIfExists(path);
            }
        }
    }

    /** Spares everybody else a disk that is full for as long as it takes to find that out. */
    private static void requireRoom(Path path, long size) throws IOException {
        FileStore store = Files.getFileStore(path.getParent());
        long room = store.getUsableSpace();
        if (room > 0 && room < size) { // 0 is also what those say that do not know
            throw noRoom(path, size, "it has " + room, store.getTotalSpace() >= size, null);
        }
    }

    private static NoRoomException noRoom(Path path, long size, String reason, boolean passing, IOException cause) {
        return new NoRoomException(
                "no room for " + size + " bytes of shared memory in " + path.getParent() + ": " + reason,
                passing,
                cause);
    }

    private static void fill(Path path, FileChannel channel, long size) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(size, AT_ONCE));
        try {
            for (long left = size; left > 0; ) {
                zeros.clear().limit((int) Math.min(left, zeros.capacity()));
                left -= channel.write(zeros);
            }
        } catch (IOException e) {
            throw noRoom(path, size, e.getMessage(), true, e);
        }
    }

    /**
     * Opens a file that is there.
     *
     * @param owner whose it has to be; null where files have no owners, or are in a private directory
     * @throws NoSuchFileException if it is not there
     * @throws IOException if it cannot be opened, is none of that owner, or others may read or write it
     */
    static SegmentFile open(Path path, UserPrincipal owner) throws IOException {
        for (; ; ) {
            String identity = identityOf(verify(path, owner));
            FileChannel channel = FileChannel.open(
                    path, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
            boolean opened = false;
            try {
                if (identityOf(verify(path, owner)).equals(identity)) {
                    SegmentFile file = new SegmentFile(path, channel, identity, channel.size());
                    if (file.size == 0) {
                        throw new FileSystemException(path.toString(), null, "it is empty");
                    }
                    opened = true;
                    return file;
                }
                // Replaced while it was opened: what was opened may be neither of the two.
            } finally {
                if (!opened) {
                    channel.close();
                }
            }
        }
    }

    private static BasicFileAttributes verify(Path path, UserPrincipal owner) throws IOException {
        if (owner == null) {
            return requireRegular(
                    path, Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        }
        PosixFileAttributes found = Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        requireRegular(path, found);
        if (!found.owner().equals(owner) || !PrivateDirectory.privateFile().containsAll(found.permissions())) {
            throw new FileSystemException(
                    path.toString(),
                    null,
                    "not private to " + owner.getName() + ": it is of "
                            + found.owner().getName() + " with permissions "
                            + PosixFilePermissions.toString(found.permissions()));
        }
        return found;
    }

    private static BasicFileAttributes requireRegular(Path path, BasicFileAttributes found) throws IOException {
        if (!found.isRegularFile()) {
            throw new FileSystemException(
                    path.toString(), null, found.isSymbolicLink() ? "a symbolic link" : "not a regular file");
        }
        return found;
    }

    static String identityOf(BasicFileAttributes attributes) {
        return attributes.fileKey() == null ? "" : attributes.fileKey().toString();
    }

    /**
     * What tells the file of a path from any other that has that path before or after.
     *
     * @return the same text for the same file; an empty one if files cannot be told apart here
     * @throws NoSuchFileException if there is none
     */
    static String identity(Path path) throws IOException {
        return identityOf(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    }

    /** What {@link #identity(Path)} says of it. */
    String identity() {
        return identity;
    }

    /** How many bytes it has. */
    long size() {
        return size;
    }

    /** Its memory, which outlives this object. */
    Segment map() throws IOException {
        return Segment.map(channel, size);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
