package io.github.multiprocessing4j.internal.memory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A directory that nobody but this user can look into, for sockets and other files that this JVM shares with its
 * children.
 *
 * <p>It is the directory that keeps others out: the sockets in it are open to everybody who reaches them. Where there
 * are no POSIX permissions it is as private as the user's directory for temporary files.
 */
public final class PrivateDirectory implements AutoCloseable {

    static final String PREFIX = "multiprocessing4j-";

    private static final String OWNER_ALONE = "rwx------";
    private static final String OWNERS_FILE = "rw-------";

    /** How long the path of a socket may be, in bytes: the shortest limit among systems is 103. */
    private static final int LONGEST_SOCKET = 90;

    /** How long the name of a file in the directory may be so that it can be a socket. */
    private static final int LONGEST_NAME = 12;

    private static final int RANDOM_LETTERS = 10;
    private static final int LETTERS = 36;

    private final Path path;
    private final OwnerMark mark;

    private PrivateDirectory(Path path, OwnerMark mark) {
        this.path = path;
        this.mark = mark;
    }

    static Set<PosixFilePermission> ownerAlone() {
        return PosixFilePermissions.fromString(OWNER_ALONE);
    }

    /** What files of the owner's may be permitted at most. */
    static Set<PosixFilePermission> privateFile() {
        return PosixFilePermissions.fromString(OWNERS_FILE);
    }

    /** What makes a new file one that nobody but this user can read. */
    static FileAttribute<?>[] ownersFile(Path path) {
        return isPosix(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(privateFile())}
                : new FileAttribute<?>[0];
    }

    /**
     * Makes a fresh directory, and removes those of this user's programs that have died without doing so.
     *
     * @throws IOException if there is no place for it that is writable, and private enough
     */
    public static PrivateDirectory create() throws IOException {
        return create(Place.all(System.getenv("XDG_RUNTIME_DIR"), System.getProperty("java.io.tmpdir")));
    }

    /**
     * Makes a fresh directory in a place that others may look into; for files, and not for sockets, whose paths must be
     * short. Removes those of this user's programs that have died without doing so.
     *
     * @throws IOException if it cannot be made there
     */
    public static PrivateDirectory createIn(Path place) throws IOException {
        PrivateDirectory made = createIn(new Place(place.toAbsolutePath(), false), Integer.MAX_VALUE);
        made.removeStale();
        return made;
    }

    /**
     * Makes one as {@link #createIn(Path)} does, where shared memory lies: for files that are mapped.
     *
     * @throws IOException if it cannot be made there
     */
    public static PrivateDirectory createInMemory() throws IOException {
        return createIn(MemoryPlace.here().directory());
    }

    static PrivateDirectory create(List<Place> places) throws IOException {
        IOException failure = null;
        for (Place place : places) {
            try {
                PrivateDirectory made = createIn(place, LONGEST_SOCKET);
                made.removeStale();
                return made;
            } catch (IOException e) {
                if (failure != null) {
                    e.addSuppressed(failure);
                }
                failure = e;
            }
        }
        throw failure;
    }

    /**
     * Where directories can be made.
     *
     * @param isPrivate whether nobody else may get there
     */
    record Place(Path directory, boolean isPrivate) {

        /** The places for temporary files of this user, the best first. */
        static List<Place> all(String runtimeDirectory, String temporary) {
            List<Place> all = new ArrayList<>();
            if (runtimeDirectory != null && !runtimeDirectory.isEmpty()) {
                add(runtimeDirectory, true, all);
            }
            add(temporary, false, all);
            if (all.stream().noneMatch(place -> place.directory.equals(Path.of("/tmp")))
                    && Files.isDirectory(Path.of("/tmp"))) {
                add("/tmp", false, all);
            }
            return all;
        }

        private static void add(String directory, boolean isPrivate, List<Place> all) {
            try {
                all.add(new Place(Path.of(directory).toAbsolutePath(), isPrivate));
            } catch (InvalidPathException notHere) {
                return;
            }
        }

        private boolean isPosix() {
            return PrivateDirectory.isPosix(directory);
        }
    }

    static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static PrivateDirectory createIn(Place place, int longestSocket) throws IOException {
        try {
            Path path = createDirectory(place, longestSocket);
            PrivateDirectory made = null;
            boolean verified = false;
            try {
                made = new PrivateDirectory(path, OwnerMark.put(path, ownersFile(path)));
                if (place.isPosix()) {
                    made.verify(place);
                }
                verified = true;
                return made;
            } finally {
                if (!verified && made != null) {
                    made.close();
                } else if (!verified) {
                    delete(path);
                }
            }
        } catch (FileSystemException e) {
            String reason = e.getReason() != null ? e.getReason() : e.getClass().getSimpleName();
            throw new IOException("no private directory can be made in " + place.directory + ": " + reason, e);
        }
    }

    private static Path createDirectory(Place place, int longestSocket) throws IOException {
        SecureRandom random = new SecureRandom();
        for (; ; ) {
            StringBuilder name = new StringBuilder(PREFIX);
            for (int i = 0; i < RANDOM_LETTERS; i++) {
                name.append(Character.forDigit(random.nextInt(LETTERS), LETTERS));
            }
            Path path = place.directory.resolve(name.toString());
            int length = path.toString().getBytes(StandardCharsets.UTF_8).length;
            if (length + 1 + LONGEST_NAME > longestSocket) {
                throw new IOException("no private directory can be made in " + place.directory
                        + ": the path of a socket in it would be longer than " + longestSocket + " bytes");
            }
            try {
                return place.isPosix()
                        ? Files.createDirectory(path, PosixFilePermissions.asFileAttribute(ownerAlone()))
                        : Files.createDirectory(path);
            } catch (FileAlreadyExistsException taken) {
                continue; // whatever it is: nobody's directory is used but our own
            }
        }
    }

    /** Sees that the directory is what was asked for: not every file system has owners and permissions. */
    private void verify(Place place) throws IOException {
        UserPrincipal me = Files.getOwner(path.resolve(OwnerMark.ofThisProcess()), LinkOption.NOFOLLOW_LINKS);
        requirePrivate(path, me);
        if (place.isPrivate) {
            requirePrivate(place.directory, me);
        }
    }

    private static void requirePrivate(Path directory, UserPrincipal me) throws IOException {
        PosixFileAttributes found =
                Files.readAttributes(directory, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!found.isDirectory() || !found.owner().equals(me) || !ownerAlone().equals(found.permissions())) {
            throw new IOException(directory + " is not private to " + me.getName() + ": it is "
                    + (found.isDirectory() ? "a directory" : "no directory") + " of "
                    + found.owner().getName()
                    + " with permissions " + PosixFilePermissions.toString(found.permissions()));
        }
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** The path of a file in it. */
    public Path resolve(String name) {
        return path.resolve(name);
    }

    /**
     * Makes an empty file in it, that nobody but this user can read.
     *
     * @throws IOException if there is one already, or it cannot be made
     */
    public Path createFile(String name) throws IOException {
        return Files.createFile(path.resolve(name), ownersFile(path));
    }

    /**
     * Has a file beside it go with it: when it is closed, or, if its owner dies without doing that, when it is removed
     * by another. Unless it is another file by then.
     *
     * @param name of the file beside it, which need not be there yet
     * @param identity which file of that name is meant, see {@link SegmentFile#identity}
     */
    void addWard(String name, String identity) throws IOException {
        Wards.put(this, name, identity);
    }

    /** A file beside it is not to go with it any more. */
    void removeWard(String name) {
        Wards.remove(this, name);
    }

    /** Removes what programs of this user have left behind beside it that have died without doing so. */
    public void removeStale() {
        StaleDirectories.removeBeside(path);
    }

    /** Deletes it, with all that is in it, and its wards. What cannot be deleted stays. */
    @Override
    public void close() {
        try {
            mark.close();
        } catch (IOException e) {
            return; // what is still marked as used is deleted by a program that comes later
        }
        delete(path);
    }

    private static void delete(Path path) {
        try (OpenDirectory place = OpenDirectory.at(path.getParent())) {
            Wards.delete(place, path.getFileName());
            place.delete(path.getFileName());
        } catch (IOException e) {
            return; // the place is not readable any more
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
