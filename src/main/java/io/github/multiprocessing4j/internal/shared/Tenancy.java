package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.memory.Segment;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The use of another realm's memory by this one, from when it is asked for until that realm is gone. */
final class Tenancy {

    private final Map<String, WeakReference<Segment>> pages = new ConcurrentHashMap<>();
    private volatile boolean over;

    /** Whether the realm is gone: its memory is there still, but what lived in it is lost. */
    boolean isOver() {
        return over;
    }

    void end() {
        over = true;
    }

    /**
     * Maps a piece of the memory.
     *
     * @throws IOException if that cannot be done
     */
    ByteBuffer map(Lease lease) throws IOException {
        WeakReference<Segment> known = pages.get(lease.file());
        Segment page = known == null ? null : known.get();
        if (page == null) {
            page = Segment.open(Path.of(lease.file()), lease.fileSize());
            pages.values().removeIf(ref -> ref.get() == null);
            pages.put(lease.file(), new WeakReference<>(page));
        }
        return page.buffer(lease.offset(), lease.length());
    }
}
