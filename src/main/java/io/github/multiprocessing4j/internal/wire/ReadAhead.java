package io.github.multiprocessing4j.internal.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** A buffer before a stream, which can be looked into. For one thread at a time: so nothing is locked for a byte. */
final class ReadAhead extends InputStream {

    private final InputStream in;
    private final byte[] buffer;
    private final ByteBuffer view;
    private int position;
    private int count;

    /** How many bytes were ever taken from the stream. */
    private long taken;

    ReadAhead(InputStream in, int size) {
        this.in = in;
        this.buffer = new byte[size];
        this.view = ByteBuffer.wrap(buffer);
    }

    @Override
    public int read() throws IOException {
        return hasMore() ? buffer[position++] & 0xff : -1;
    }

    /** Waits for a byte; false if there is none any more. */
    boolean hasMore() throws IOException {
        return position < count || fill();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (position == count) {
            if (length >= buffer.length) {
                int direct = in.read(into, offset, length);
                taken += Math.max(0, direct);
                return direct;
            }
            if (length > 0 && !fill()) {
                return -1;
            }
        }
        int part = Math.min(length, count - position);
        System.arraycopy(buffer, position, into, offset, part);
        position += part;
        return part;
    }

    /** Waits for bytes, with an empty buffer; false if there are none any more. */
    private boolean fill() throws IOException {
        position = 0;
        count = Math.max(0, in.read(buffer, 0, buffer.length));
        taken += count;
        return count > 0;
    }

    @Override
    public int available() throws IOException {
        return count - position + in.available();
    }

    /** Whether there are bytes in the buffer. */
    boolean holds() {
        return position < count;
    }

    /**
     * Whether so many bytes, which fit into the buffer, are in it, or can be without waiting.
     *
     * @param extra how many bytes more are read, at most, if some are
     */
    boolean holds(int length, int extra) throws IOException {
        int missing = length - (count - position);
        int available = missing > 0 ? in.available() : 0;
        if (available > 0) {
            if (count == position || position + length + extra > buffer.length) {
                compact();
            }
            int most = Math.min(buffer.length - count, missing + extra);
            int more = in.read(buffer, count, Math.min(most, available));
            count += Math.max(0, more);
            taken += Math.max(0, more);
        }
        return count - position >= length;
    }

    /**
     * Reads so many bytes, which fit into the buffer: they are between position and limit of what is given, until more
     * is read.
     *
     * @throws EOFException if the stream ends before
     */
    ByteBuffer take(int length) throws IOException {
        if (count - position < length) {
            compact();
        }
        while (count - position < length) {
            int more = in.read(buffer, count, buffer.length - count);
            if (more < 0) {
                throw new EOFException(
                        "the stream ended " + (length - count + position) + " bytes before the end of a message");
            }
            count += more;
            taken += more;
        }
        view.limit(position + length).position(position);
        position += length;
        return view;
    }

    /** Makes room at the end of the buffer. */
    private void compact() {
        System.arraycopy(buffer, position, buffer, 0, count - position);
        count -= position;
        position = 0;
    }

    /** How many bytes were ever read from here. */
    long passed() {
        return taken - (count - position);
    }

    /** A number in the buffer, which will be read only later. */
    long peekLong(int offset) {
        return view.clear().getLong(position + offset);
    }
}
