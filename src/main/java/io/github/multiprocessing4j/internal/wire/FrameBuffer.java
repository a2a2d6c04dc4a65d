package io.github.multiprocessing4j.internal.wire;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Makes short messages frames, one after the other in the same memory. One thread at a time. */
final class FrameBuffer {

    /** How long a frame may be. */
    static final int MOST = 1 << 14;

    private final byte[] bytes = new byte[MOST];

    /** How long the frame is, or would be. */
    private long length;

    private final DataOutputStream out = new DataOutputStream(new OutputStream() {
        @Override
        public void write(int b) {
            if (length < MOST) {
                bytes[(int) length] = (byte) b;
            }
            length++;
        }

        @Override
        public void write(byte[] from, int offset, int count) {
            if (length + count <= MOST) {
                System.arraycopy(from, offset, bytes, (int) length, count);
            }
            length += count;
        }
    });

    /**
     * Makes a message a frame.
     *
     * @return how long it is; -1 if it is too long for that
     */
    int put(Object[] message) {
        length = FrameWriter.HEADER;
        try {
            Plain.write(message, out);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        if (length > MOST) {
            return -1;
        }
        ByteBuffer.wrap(bytes).putInt(FrameWriter.MARK).putLong(length - FrameWriter.HEADER);
        return (int) length;
    }

    /** Holds the frame. */
    byte[] bytes() {
        return bytes;
    }
}
