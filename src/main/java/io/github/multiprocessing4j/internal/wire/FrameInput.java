package io.github.multiprocessing4j.internal.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of one frame. Whoever wants more than there are is told that the message is malformed. */
final class FrameInput extends InputStream {

    private final InputStream in;
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
        this.remaining = length;
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
        int count = in.read(into, offset, (int) Math.min(length, remaining));
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
