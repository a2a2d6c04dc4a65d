package io.github.multiprocessing4j.internal.memory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Memory that this JVM shares with others: a file that is mapped.
 *
 * <p>It is never unmapped explicitly, for that would turn every buffer into a trap: it stays mapped for as long as this
 * object or a buffer of it is reachable. Safe for use by any number of threads; what they read and write they have to
 * agree upon.
 */
public final class Segment {

    /*
     * A buffer has 2^31 - 1 bytes at most. So a larger file is mapped in pieces, of which each begins one step after
     * the one before, and is almost two steps long: any range of one step lies wholly in the piece in which it begins.
     *
     *   step        0         1         2         3
     *   piece 0     |------------------|
     *   piece 1               |------------------|
     *   piece 2                         |-----------|
     */

    /** The most bytes of one buffer of a segment that is larger than a buffer can be. */
    public static final int STEP = 1 << 30;

    private final ByteBuffer[] pieces;
    private final long size;
    private final int step;

    private Segment(ByteBuffer[] pieces, long size, int step) {
        this.pieces = pieces;
        this.size = size;
        this.step = step;
    }

    /**
     * Makes a file of zeros that nobody but this user can read, and maps it. By any thread, interrupted or not.
     *
     * @param size more than 0
     * @throws IOException if there is such a file, no room for it, or it cannot be mapped; nothing is left of it then
     */
    public static Segment create(Path path, long size) throws IOException {
        return Apart.call(() -> {
            try (SegmentFile file = SegmentFile.create(path, size)) {
                boolean mapped = false;
                try {
                    Segment made = file.map();
                    mapped = true;
                    return made;
                } finally {
                    if (!mapped) {
                        Files.deleteIfExists(path);
                    }
                }
            }
        });
    }

    /**
     * Maps a file that somebody else has made in a private directory. By any thread, interrupted or not.
     *
     * @throws IOException if it cannot be mapped, or is not of this size
     */
    public static Segment open(Path path, long size) throws IOException {
        return Apart.call(() -> {
            try (SegmentFile file = SegmentFile.open(path, null)) {
                if (file.size() != size) {
                    throw new IOException(path + " has " + file.size() + " bytes, and not " + size);
                }
                return file.map();
            }
        });
    }

    static Segment map(FileChannel file, long size) throws IOException {
        return map(file, size, STEP);
    }

    /**
     * Maps a file. By a thread that nobody interrupts: else the channel is closed.
     *
     * @param file open for reading and writing; may be closed afterwards
     * @param size of the file
     * @param step of the pieces
     */
    static Segment map(FileChannel file, long size, int step) throws IOException {
        int longest = 2 * (step - 1) + 1;
        if (size <= longest) {
            return new Segment(new ByteBuffer[] {file.map(MapMode.READ_WRITE, 0, size)}, size, step);
        }
        ByteBuffer[] pieces = new ByteBuffer[Math.toIntExact((size - 1) / step + 1)];
        for (int i = 0; i < pieces.length; i++) {
            long offset = (long) i * step;
            pieces[i] = file.map(MapMode.READ_WRITE, offset, Math.min(longest, size - offset));
        }
        return new Segment(pieces, size, step);
    }

    /** How many bytes it has. */
    public long size() {
        return size;
    }

    /** Whether one buffer can be the whole of it. */
    public boolean isOnePiece() {
        return pieces.length == 1;
    }

    /**
     * A part of it.
     *
     * @param offset where it begins
     * @param length how many bytes it has; at most {@link #STEP} if this is not of one piece
     * @return a new buffer, big-endian
     * @throws IndexOutOfBoundsException if it is not wholly inside
     * @throws IllegalArgumentException if it is longer than a buffer can be
     */
    public ByteBuffer buffer(long offset, int length) {
        Objects.checkFromIndexSize(offset, (long) length, size);
        if (isOnePiece()) {
            return pieces[0].slice((int) offset, length);
        }
        if (length > step) {
            throw new IllegalArgumentException(
                    "length: " + length + ", more than the " + step + " bytes that can be had at once of " + size);
        }
        int piece = (int) Math.min(offset / step, pieces.length - 1);
        return pieces[piece].slice((int) (offset - (long) piece * step), length);
    }
}
