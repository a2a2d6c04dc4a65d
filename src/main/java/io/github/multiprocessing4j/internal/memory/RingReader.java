package io.github.multiprocessing4j.internal.memory;

import java.nio.ByteBuffer;

/** The side of a ring that reads. One thread at a time. What it gives are copies: nobody changes them any more. */
public final class RingReader {

    private final Ring ring;

    /** How many bytes were read. */
    private long read;

    /**
     * The reading side of a ring.
     *
     * @param memory what both sides have mapped: all zeros, before anybody uses it
     */
    public RingReader(ByteBuffer memory) {
        this.ring = new Ring(memory);
    }

    /**
     * How many bytes can be read now.
     *
     * @throws BrokenRingException if what the writer says about it cannot be
     */
    public int available() throws BrokenRingException {
        long written = ring.written();
        long left = written - read;
        if (left < 0 || left > ring.capacity()) {
            throw new BrokenRingException(
                    "the other side says that it has written " + written + " bytes, where " + read + " were read");
        }
        return (int) left;
    }

    /**
     * Reads bytes that are available.
     *
     * @return whether the writer waits for room, and the caller is to wake it
     */
    public boolean read(byte[] into, int offset, int length) {
        ring.get(read, into, offset, length);
        read += length;
        ring.publishRead(read);
        return ring.takeWaiting();
    }

    /** How many bytes were ever written, as the writer says: not to be relied upon. Any thread. */
    public long written() {
        return ring.written();
    }

    /** Whether the writer says that it has more to write: not to be relied upon. Any thread. */
    public boolean isMoreAnnounced() {
        return ring.isMore();
    }

    /** Says that the reader is going to sleep. It looks for bytes once more after that, and sleeps then. */
    public void announceSleep() {
        ring.setAsleep(true);
    }

    /** Says that the reader is awake. */
    public void endSleep() {
        ring.setAsleep(false);
    }
}
