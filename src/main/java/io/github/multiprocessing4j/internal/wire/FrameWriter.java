package io.github.multiprocessing4j.internal.wire;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes messages as frames: a mark, the length, and so many bytes. One thread at a time. */
public final class FrameWriter {

    /** Begins every frame, so that a reader that has lost its place notices. */
    static final int MARK = 0x6d70346a;

    /** How many bytes come before those of the message: the mark, and how many these are. */
    static final int HEADER = Integer.BYTES + Long.BYTES;

    private static final int BUFFER = 1 << 16;

    private final DataOutputStream out;

    /** Writes to a stream. */
    public FrameWriter(OutputStream out) {
        this.out = new DataOutputStream(new BufferedOutputStream(out, BUFFER));
    }

    /** Writes a message, which may stay in a buffer. */
    public void write(Object[] message) throws IOException {
        long length = length(message);
        out.writeInt(MARK);
        out.writeLong(length);
        Plain.write(message, out);
    }

    /** Sees to it that all is written. */
    public void flush() throws IOException {
        out.flush();
    }

    /** How many bytes a message has. */
    static long length(Object[] message) {
        CountingOutput counting = new CountingOutput();
        try {
            Plain.write(message, new DataOutputStream(counting), slab -> counting.count += slab.bytes());
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return counting.count;
    }

    private static final class CountingOutput extends OutputStream {

        private long count;

        @Override
        public void write(int b) {
            count++;
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            count += length;
        }
    }
}
