package io.github.multiprocessing4j.internal.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of one frame. Whoever wants more than there are is told that the message is malformed. */
final class FrameInput extends InputStream {

    private final InputStream in;
    private long remaining;

    FrameInput(InputStream in, long length) {
        this.in = in;
        this.remaining = length;
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
