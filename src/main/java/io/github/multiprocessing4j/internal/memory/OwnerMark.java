package io.github.multiprocessing4j.internal.memory;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file by which others see whose a directory is, and whether he lives: its name names the process, which holds a lock
 * on it.
 *
 * <p>The lock says it alone that a process is dead. The number of a process means nothing in another container that
 * shares the directory, and when a process has started is told in terms of a clock that may be set. But a lock is lost
 * when its own JVM closes the file by another way; so those who live by their number are let alone all the same.
 */
final class OwnerMark implements Closeable {

    private static final Pattern NAME = Pattern.compile("owner-(\\d{1,18})-(\\d{1,18})");

    /** How a mark is called until it is locked, lest somebody find it unlocked. */
    private static final String UNFINISHED = "unfinished";

    private final FileChannel channel;

    private OwnerMark(FileChannel channel) {
        this.channel = channel;
    }

    /** Marks a directory as one of this process. */
    static OwnerMark put(Path directory, FileAttribute<?>... attributes) throws IOException {
        Path unfinished = directory.resolve(UNFINISHED);
        FileChannel channel = FileChannel.open(
                unfinished,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                attributes);
        boolean put = false;
        try {
            if (channel.tryLock() == null) {
                throw new IOException("somebody else has locked " + unfinished);
            }
            Files.move(unfinished, directory.resolve(ofThisProcess()), StandardCopyOption.ATOMIC_MOVE);
            put = true;
            return new OwnerMark(channel);
        } finally {
            if (!put) {
                channel.close();
            }
        }
    }

    static String ofThisProcess() {
        ProcessHandle process = ProcessHandle.current();
        return "owner-" + process.pid() + "-" + startOf(process).orElse(0L);
    }

    private static Optional<Long> startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli);
    }

    static boolean isMark(Path name) {
        return NAME.matcher(name.toString()).matches();
    }

    /** Whether a file is a mark of another process, which is not seen among those that live here. */
    static boolean mayBeDead(String name) {
        Matcher mark = NAME.matcher(name);
        if (!mark.matches() || name.equals(ofThisProcess())) {
            return false;
        }
        long start = Long.parseLong(mark.group(2));
        return ProcessHandle.of(Long.parseLong(mark.group(1)))
                .flatMap(process -> startOf(process))
                .map(millis -> millis != start)
                .orElse(true);
    }

    /** Locks the mark of another process, which is only possible when that is dead; null if it is not. */
    static OwnerMark seize(SeekableByteChannel file) throws IOException {
        FileLock lock = null;
        try {
            if (file instanceof FileChannel channel) {
                lock = channel.tryLock();
                return lock == null ? null : new OwnerMark(channel);
            }
            return null;
        } catch (OverlappingFileLockException seizedByAnotherThread) {
            return null;
        } finally {
            if (lock == null) {
                file.close();
            }
        }
    }

    /** Gives the lock up. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
