package io.github.multiprocessing4j.internal.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Memory of this JVM that others are to map too, in pieces.
 *
 * <p>The pieces lie on pages: files in a private directory, each of which is there for as long as one of its pieces is
 * in use, so that whoever is told of a piece can map its page at any time. The directory goes with the last page, or
 * when this JVM ends; if it is killed, as {@link Blocks} do. Safe for use by any number of threads.
 */
public final class Pages {

    /** What different JVMs write lies in different lines of the processors' caches, which are fetched in pairs. */
    private static final int UNIT = 128;

    private static final int UNITS = 512;

    private final ReentrantLock lock = new ReentrantLock();

    // All guarded by the lock.
    private final List<Page> pages = new ArrayList<>();
    private PrivateDirectory directory; // while there are pages
    private long numbered;
    private boolean watched;
    private boolean ending;

    /** No memory yet. */
    public Pages() {}

    /**
     * Takes a piece that nobody uses, of zeros. Does file work, and so may take its time.
     *
     * @param bytes how many it has at least; more than 0
     * @throws IOException if there is no room for it, or this JVM is ending
     */
    public Piece take(int bytes) throws IOException {
        int units = (int) (((long) bytes + UNIT - 1) / UNIT);
        lock.lock();
        try {
            for (Page page : pages) {
                Piece piece = page.take(units);
                if (piece != null) {
                    return piece;
                }
            }
            try {
                Page fresh = makePage(Math.max(units, UNITS));
                pages.add(fresh);
                return fresh.take(units);
            } finally {
                tidy();
            }
        } finally {
            lock.unlock();
        }
    }

    private Page makePage(int units) throws IOException {
        watchForTheEnd();
        if (directory != null && !Files.isDirectory(directory.path())) {
            directory.close(); // somebody has cleared it away
            directory = null;
        }
        if (directory == null) {
            directory = PrivateDirectory.createInMemory();
        }
        Path path = directory.resolve("page-" + numbered++);
        long size = (long) units * UNIT;
        return new Page(path, Segment.create(path, size), units);
    }

    private void watchForTheEnd() throws IOException {
        if (ending) {
            throw new IOException("this JVM is ending: it shares no memory");
        }
        if (!watched) {
            try {
                Runtime.getRuntime().addShutdownHook(new Thread(null, this::end, "mp-shutdown", 0, false));
            } catch (IllegalStateException late) {
                throw new IOException("this JVM is ending: it shares no memory", late);
            }
            watched = true;
        }
    }

    private void end() {
        lock.lock();
        try {
            ending = true;
            pages.clear();
            tidy();
        } finally {
            lock.unlock();
        }
    }

    private void tidy() {
        if (pages.isEmpty() && directory != null) {
            directory.close();
            directory = null;
        }
    }

    private void free(Page page, int unit, int units) {
        lock.lock();
        try {
            page.used.clear(unit, unit + units);
            if (!page.used.isEmpty()) {
                page.clear(unit, units);
            } else if (pages.remove(page)) {
                Files.deleteIfExists(page.path);
            }
        } catch (IOException inUse) {
            return; // on a system that does not delete what is mapped: it goes with its directory
        } finally {
            tidy();
            lock.unlock();
        }
    }

    /** A file of so many units. Its fields are guarded by the lock. */
    private final class Page {

        private final Path path;
        private final Segment memory;
        private final int units;
        private final BitSet used = new BitSet();

        Page(Path path, Segment memory, int units) {
            this.path = path;
            this.memory = memory;
            this.units = units;
        }

        /** Takes the first units in a row that are free; null if there are not so many. */
        Piece take(int count) {
            for (int from = used.nextClearBit(0); from + count <= units; ) {
                int next = used.nextSetBit(from);
                if (next < 0 || next - from >= count) {
                    used.set(from, from + count);
                    return piece(from, count);
                }
                from = used.nextClearBit(next);
            }
            return null;
        }

        private Piece piece(int unit, int count) {
            long offset = (long) unit * UNIT;
            return new Piece(
                    path.toString(),
                    memory.size(),
                    offset,
                    memory.buffer(offset, count * UNIT),
                    () -> free(this, unit, count));
        }

        void clear(int unit, int count) {
            memory.buffer((long) unit * UNIT, count * UNIT).put(new byte[count * UNIT]);
        }
    }
}
