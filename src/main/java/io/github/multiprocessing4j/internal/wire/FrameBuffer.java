package io.github.multiprocessing4j.internal.wire;

import java.io.IOException;

/** Makes short messages frames, one after the other in the same memory. One thread at a time. */
final class FrameBuffer {

    /** How long a frame may be. */
    static final int MOST = 1 << 14;

    private final ShortOutput out = new ShortOutput(MOST);
    private final Plain.Slabs slabs = this::write;

    /**
     * Makes a message a frame.
     *
     * @return how long it is; -1 if it is too long for that
     */
    int put(Object[] message) {
        out.moveTo(FrameWriter.HEADER);
        try {
            Plain.write(message, out, slabs);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        long length = out.length();
        if (length > MOST) {
            return -1;
        }
        out.moveTo(0);
        out.writeInt(FrameWriter.MARK);
        out.writeLong(length - FrameWriter.HEADER);
        return (int) length;
    }

    private void write(Slab slab) throws IOException {
        if (slab.bytes() > MOST) {
            out.skip(slab.bytes());
        } else {
            slab.writeTo(out);
        }
    }

    /** Holds the frame. */
    byte[] bytes() {
        return out.bytes();
    }
}
