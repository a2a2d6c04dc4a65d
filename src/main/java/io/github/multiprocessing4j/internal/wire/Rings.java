package io.github.multiprocessing4j.internal.wire;

import io.github.multiprocessing4j.internal.memory.RingWriter;
import io.github.multiprocessing4j.internal.memory.Segment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** The memory of one link that a parent and its child share: a ring for each direction. */
public final class Rings {

    /** What is longer goes through in parts. Container engines give a container 64 MiB of shared memory by default. */
    private static final int CAPACITY = 1 << 18;

    private static final int RING = RingWriter.OVERHEAD + CAPACITY;

    private final Path path;
    private final ByteBuffer in;
    private final ByteBuffer out;

    private Rings(Path path, Segment memory, int in, int out) {
        this.path = path;
        this.in = memory.buffer(in, RING);
        this.out = memory.buffer(out, RING);
    }

    /**
     * Makes rings, for the parent.
     *
     * @param path of a file that there is not
     * @throws IOException if there is no room for them, or they cannot be mapped
     */
    public static Rings create(Path path) throws IOException {
        return new Rings(path, Segment.create(path, 2 * RING), RING, 0);
    }

    /**
     * Maps rings that the parent has made, for the child.
     *
     * @throws IOException if that is impossible
     */
    public static Rings open(Path path) throws IOException {
        return new Rings(path, Segment.open(path, 2 * RING), 0, RING);
    }

    /** Where the file is. */
    public Path path() {
        return path;
    }

    /** Deletes the file, as soon as both sides have mapped it, or will not. */
    public void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException inUse) {
            return; // on a system that does not delete what is mapped: it goes with its directory
        }
    }

    Transport transport(SocketChannel bell) throws IOException {
        return new RingTransport(bell, in, out);
    }
}
