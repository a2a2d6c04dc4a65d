package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.memory.CacheDirectory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The class archives of a user, each by the name of what it was made for, in a directory of his own.
 *
 * <p>A file has its length in its name: a JVM that is given an archive that was cut short, by a full disk for example,
 * crashes. Files come by being renamed and are never written to, so that those who have one mapped keep it.
 *
 * @param directory where they are
 */
public record ArchiveStore(CacheDirectory directory) {

    private static final String SUFFIX = ".jsa";
    private static final String UNFINISHED = "unfinished-";
    private static final String TRIED = "tried-";

    /** How long it takes until something is tried again that has failed, or was cut short. */
    private static final Duration REST = Duration.ofHours(1);

    /** How many are kept: one for each version of Java, of the library and of the place where it is. */
    private static final int MOST = 16;

    /** The archive of a name, if there is one that can be trusted and is whole. */
    Optional<Path> find(String name) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory.path(), name + "-*" + SUFFIX)) {
            for (Path file : found) {
                if (isWhole(file) && directory.holds(file)) {
                    return Optional.of(file);
                }
            }
        } catch (IOException unreadable) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** Whether a file has the length that it had when it was made. */
    static boolean isWhole(Path file) {
        String name = file.getFileName().toString();
        try {
            long length = Files.size(file);
            return length > 0 && name.endsWith("-" + length + SUFFIX);
        } catch (IOException gone) {
            return false;
        }
    }

    /** Whether it is worth a try to make an archive, by nobody else than the caller. */
    boolean claim(String name) {
        Path mark = directory.path().resolve(TRIED + name);
        try {
            Files.createFile(mark);
            return true;
        } catch (FileAlreadyExistsException tried) {
            return claimAgain(mark);
        } catch (IOException unwritable) {
            return false;
        }
    }

    private boolean claimAgain(Path mark) {
        try {
            Path fresh = touched();
            try {
                boolean rested = isOlder(mark, time(fresh));
                if (rested) {
                    Files.move(fresh, mark, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                }
                return rested;
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException gone) {
            return false;
        }
    }

    /** A file of this moment: ages are told by the clock that dates the files, whoever keeps it. */
    private Path touched() throws IOException {
        return Files.createTempFile(directory.path(), UNFINISHED, SUFFIX);
    }

    private static boolean isOlder(Path file, FileTime now) throws IOException {
        return time(file).toInstant().isBefore(now.toInstant().minus(REST));
    }

    private static FileTime time(Path file) throws IOException {
        return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Where an archive can be written that is to be added. */
    public Path unfinished(String name) {
        return directory.path().resolve(UNFINISHED + ProcessHandle.current().pid() + "-" + name + SUFFIX);
    }

    /**
     * Adds an archive, and takes the oldest away of more than are kept.
     *
     * @param finished a file in the directory, which is given another name
     */
    public void add(String name, Path finished) throws IOException {
        Path file = directory.path().resolve(name + "-" + Files.size(finished) + SUFFIX);
        Files.move(finished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(directory.path().resolve(TRIED + name));
        Path fresh = touched();
        try {
            removeOld(time(fresh));
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private void removeOld(FileTime now) throws IOException {
        List<Path> archives = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory.path())) {
            for (Path file : found) {
                String name = file.getFileName().toString();
                boolean leftOver = (name.startsWith(UNFINISHED) || name.startsWith(TRIED)) && isOlder(file, now);
                if (leftOver) {
                    Files.deleteIfExists(file);
                } else if (name.endsWith(SUFFIX) && !name.startsWith(UNFINISHED)) {
                    archives.add(file);
                }
            }
        }
        archives.sort(Comparator.comparing(ArchiveStore::age));
        for (Path file : archives.subList(0, Math.max(0, archives.size() - MOST))) {
            Files.deleteIfExists(file);
        }
    }

    private static FileTime age(Path file) {
        try {
            return time(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }
}
