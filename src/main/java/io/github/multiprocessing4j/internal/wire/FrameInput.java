package io.github.multiprocessing4j.internal.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of one frame. Whoever wants more than there are is told that the message is malformed. */
final class FrameInput extends InputStream {

    /** Null if all bytes are here. */
    private final InputStream in;

    /** All bytes; null if they have to be read. */
    private final byte[] bytes;

    private long remaining;
    private long values;

    /**
     * The bytes of a frame.
     *
     * @param length how many there are
     * @param values how many values may be made of them: a byte becomes an object that needs many of them
     */
    FrameInput(InputStream in, long length, long values) {
        this.in = in;
        this.bytes = null;
        this.remaining = length;
        this.values = values;
    }

    /** The bytes of a frame, all of which are here. */
    FrameInput(byte[] bytes, long values) {
        this.in = null;
        this.bytes = bytes;
        this.remaining = bytes.length;
        this.values = values;
    }

    /** Notes that another value is made of the bytes. */
    void count() throws MalformedMessageException {
        if (values == 0) {
            throw new MalformedMessageException("too many values in a message");
        }
        values--;
    }

    long remaining() {
        return remaining;
    }

    @Override
    public int read() throws IOException {
        if (remaining == 0) {
            return -1;
        }
        if (bytes != null) {
            int at = bytes.length - (int) remaining;
            remaining--;
            return bytes[at] & 0xff;
        }
        int b = in.read();
        if (b < 0) {
            throw cut();
        }
        remaining--;
        return b;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (remaining == 0) {
            return -1;
        }
        int most = (int) Math.min(length, remaining);
        if (bytes != null) {
            System.arraycopy(bytes, bytes.length - (int) remaining, into, offset, most);
            remaining -= most;
            return most;
        }
        int count = in.read(into, offset, most);
        if (count < 0) {
            throw cut();
        }
        remaining -= count;
        return count;
    }

    private EOFException cut() {
        return new EOFException("the stream ended " + remaining + " bytes before the end of a message");
    }
}
