package io.github.multiprocessing4j.internal.memory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The named blocks of shared memory, as this JVM sees them, and those that it has made itself: they go when it ends, by
 * itself or by a signal that asks it to. Should it be killed, they are removed by its parent, or the next program that
 * makes some, or starts workers.
 */
public final class Blocks {

    /*
     * A block is made in a private directory beside its place, and is complete before it gets its name, by a hard link:
     * nobody sees half a block, exactly one of several makers gets the name, and whatever a maker dies of, what he
     * leaves is in his directory or noted there.
     */

    /** The most bytes that a name may have in UTF-8: with what is put before it, it has to be the name of a file. */
    public static final int LONGEST_NAME = 200;

    private static final String FRESH = "mp4j-";
    private static final int RANDOM_LETTERS = 25; // of 36: 129 bits
    private static final int LETTERS = 36;

    private final MemoryPlace place;
    private final ReentrantLock lock = new ReentrantLock();

    // All guarded by the lock.
    /** The identities of the blocks that this JVM has made and that, as far as it knows, are there, by their names. */
    private final Map<String, String> made = new HashMap<>();

    private int making;
    private long numbered;
    private PrivateDirectory directory; // while there are such blocks, or some are being made
    private UserPrincipal owner;
    private boolean watched;
    private boolean ending;

    public Blocks() {
        this(MemoryPlace.here());
    }

    Blocks(MemoryPlace place) {
        this.place = place;
    }

    /**
     * Makes a block of zeros that has a name of its own.
     *
     * @param size more than 0
     * @throws IOException if there is no room for it
     * @throws IllegalStateException if this JVM is ending
     */
    public Block create(long size) throws IOException {
        SecureRandom random = new SecureRandom();
        for (; ; ) {
            StringBuilder name = new StringBuilder(FRESH);
            for (int i = 0; i < RANDOM_LETTERS; i++) {
                name.append(Character.forDigit(random.nextInt(LETTERS), LETTERS));
            }
            try {
                return create(name.toString(), size);
            } catch (FileAlreadyExistsException taken) {
                continue;
            }
        }
    }

    /**
     * Makes a block of zeros.
     *
     * @param size more than 0
     * @throws FileAlreadyExistsException if there is something of that name
     * @throws IllegalArgumentException if the name is none
     * @throws IllegalStateException if this JVM is ending
     * @throws IOException if there is no room for it
     */
    public Block create(String name, long size) throws IOException {
        Path file = fileOf(name);
        Path unfinished = enter();
        try {
            requireFree(name, file);
            return Apart.call(() -> make(name, size, file, unfinished));
        } finally {
            leave();
        }
    }

    private Block make(String name, long size, Path file, Path unfinished) throws IOException {
        try (SegmentFile segment = Shortage.overcome(() -> SegmentFile.create(unfinished, size))) {
            try {
                publish(name, segment.identity(), file, unfinished);
            } finally {
                Files.deleteIfExists(unfinished); // before it is mapped: there are systems where it would stay
            }
            boolean mapped = false;
            try {
                Block block = new Block(name, segment.identity(), segment.map());
                mapped = true;
                return block;
            } finally {
                if (!mapped) {
                    Files.deleteIfExists(file);
                    release(name, file);
                }
            }
        }
    }

    private Path fileOf(String name) {
        Objects.requireNonNull(name, "name");
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length > LONGEST_NAME) {
            throw new IllegalArgumentException("name: of " + length + " bytes, and not of 1 to " + LONGEST_NAME);
        }
        if (name.matches("(?s)\\.|\\.\\.|.*[/\\\\\\x00].*")) {
            throw new IllegalArgumentException("name: \"" + name.replace('\0', '\u2400') + "\"");
        }
        try {
            return place.file(name);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("name: \"" + name + "\": " + e.getReason(), e);
        }
    }

    /** The path for a block that is about to be made. */
    private Path enter() throws IOException {
        lock.lock();
        try {
            watchForTheEnd();
            if (directory != null && !Files.isDirectory(directory.path())) {
                directory.close(); // somebody has cleared it away
                directory = null;
            }
            if (directory == null) {
                directory = PrivateDirectory.createIn(place.directory());
                for (Map.Entry<String, String> one : made.entrySet()) {
                    directory.addWard(wardOf(place.file(one.getKey())), one.getValue());
                }
            }
            making++;
            return directory.resolve("block-" + numbered++);
        } finally {
            lock.unlock();
        }
    }

    private static String wardOf(Path file) {
        return file.getFileName().toString();
    }

    private void watchForTheEnd() {
        if (ending) {
            throw new IllegalStateException("this JVM is ending: it makes no shared memory");
        }
        if (!watched) {
            Runtime.getRuntime().addShutdownHook(new Thread(null, this::end, "mp-shutdown", 0, false));
            watched = true;
        }
    }

    private void leave() {
        lock.lock();
        try {
            making--;
            tidy();
        } finally {
            lock.unlock();
        }
    }

    private void tidy() {
        if (made.isEmpty() && making == 0 && directory != null) {
            directory.close();
            directory = null;
        }
    }

    private void requireFree(String name, Path file) throws IOException {
        if (!isTaken(file)) {
            return;
        }
        lock.lock();
        try {
            if (directory != null) {
                directory.removeStale(); // its maker may be dead
            }
        } finally {
            lock.unlock();
        }
        if (isTaken(file)) {
            throw new FileAlreadyExistsException(name, null, "a block of shared memory has this name in " + place);
        }
    }

    private static boolean isTaken(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Gives a block its name. */
    private void publish(String name, String identity, Path file, Path unfinished) throws IOException {
        lock.lock();
        try {
            watchForTheEnd();
            forgetIfGone(name, file);
            if (made.containsKey(name)) {
                throw new FileAlreadyExistsException(name);
            }
            directory.addWard(wardOf(file), identity);
            boolean published = false;
            try {
                Files.createLink(file, unfinished);
                made.put(name, identity);
                published = true;
            } catch (FileAlreadyExistsException e) {
                throw new FileAlreadyExistsException(name);
            } finally {
                if (!published) {
                    directory.removeWard(wardOf(file));
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Attaches to a block that is there.
     *
     * @throws IllegalArgumentException if the name is none
     * @throws NoSuchFileException if there is none of that name
     * @throws IOException if what has this name is no block, or others may read or write it
     */
    public Block attach(String name) throws IOException {
        Path file = fileOf(name);
        try {
            UserPrincipal me = owner();
            return Apart.call(() -> {
                try (SegmentFile segment = SegmentFile.open(file, me)) {
                    return new Block(name, segment.identity(), segment.map());
                }
            });
        } catch (NoSuchFileException e) {
            throw unknown(name);
        }
    }

    private NoSuchFileException unknown(String name) {
        return new NoSuchFileException(name, null, "no block of shared memory has this name in " + place);
    }

    /** Who makes the files that this JVM makes; null where files have no owners. The one way to know is to make one. */
    private UserPrincipal owner() throws IOException {
        lock.lock();
        try {
            if (owner == null && PrivateDirectory.isPosix(place.directory())) {
                Path sample = Files.createTempFile(place.directory(), PrivateDirectory.PREFIX, null);
                try {
                    owner = Files.getOwner(sample, LinkOption.NOFOLLOW_LINKS);
                } finally {
                    Files.delete(sample);
                }
            }
            return owner;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Removes a block: nobody can attach to it any more. Its memory stays for those who have.
     *
     * @param identity which block of that name is meant, see {@link Block}
     * @throws NoSuchFileException if it is gone, even if another one has its name now
     * @throws IOException if it cannot be removed
     */
    public void unlink(String name, String identity) throws IOException {
        Path file = fileOf(name);
        lock.lock();
        try {
            if (!isThere(file, identity)) {
                throw unknown(name);
            }
            Files.delete(file);
        } catch (NoSuchFileException e) {
            throw unknown(name);
        } finally {
            forgetIfGone(name, file);
            lock.unlock();
        }
    }

    /** This JVM has done with a block of that name, which may be gone. */
    public void release(String name) {
        release(name, fileOf(name));
    }

    private void release(String name, Path file) {
        lock.lock();
        try {
            forgetIfGone(name, file);
        } finally {
            lock.unlock();
        }
    }

    private void forgetIfGone(String name, Path file) {
        String identity = made.get(name);
        if (identity != null && !isThere(file, identity)) {
            made.remove(name);
            directory.removeWard(wardOf(file));
            tidy();
        }
    }

    private static boolean isThere(Path file, String identity) {
        try {
            return SegmentFile.identity(file).equals(identity);
        } catch (IOException gone) {
            return false;
        }
    }

    /** This JVM ends. */
    private void end() {
        lock.lock();
        try {
            ending = true;
            if (directory != null) {
                directory.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
