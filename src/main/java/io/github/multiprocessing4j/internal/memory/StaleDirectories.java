package io.github.multiprocessing4j.internal.memory;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;

/** Private directories whose owners have died without deleting them. */
final class StaleDirectories {

    private StaleDirectories() {}

    /**
     * Deletes those that lie beside a directory, as far as that is possible.
     *
     * @param mine a directory of the same user
     */
    static void removeBeside(Path mine) {
        try (OpenDirectory place = OpenDirectory.at(mine.getParent())) {
            for (Path name : place.names()) {
                if (name.toString().startsWith(PrivateDirectory.PREFIX) && !name.equals(mine.getFileName())) {
                    removeIfStale(place, name, mine);
                }
            }
        } catch (IOException unreadable) {
            return; // others may be able to
        }
    }

    private static void removeIfStale(OpenDirectory place, Path name, Path mine) {
        try {
            // Nobody else can put something of ours there, and so nothing is opened that waits, like a named pipe.
            if (isOurs(place.permissionsOf(name), mine)) {
                removeIfDead(place, name, mine);
            }
        } catch (IOException notOurs) {
            return; // a file, a link, a directory of somebody else, or one that has just been deleted
        }
    }

    private static void removeIfDead(OpenDirectory place, Path name, Path mine) throws IOException {
        try (OpenDirectory directory = place.open(name)) {
            if (isOurs(directory.permissions(), mine)) {
                for (Path file : directory.names()) {
                    if (OwnerMark.mayBeDead(file.toString())
                            && isDead(directory.openFile(file, StandardOpenOption.WRITE))) {
                        Wards.delete(place, name);
                        place.delete(name);
                    }
                }
            }
        }
    }

    private static boolean isOurs(PosixFileAttributes found, Path mine) throws IOException {
        return found == null
                || found.owner().equals(Files.getOwner(mine, LinkOption.NOFOLLOW_LINKS))
                        && found.permissions().equals(PrivateDirectory.ownerAlone());
    }

    private static boolean isDead(SeekableByteChannel mark) throws IOException {
        try (OwnerMark seized = OwnerMark.seize(mark)) {
            return seized != null;
        }
    }
}
