package io.github.multiprocessing4j.internal.memory;

import java.nio.ByteBuffer;

/** The side of a ring that writes. One thread at a time, but for {@link #isRoomFor}. */
public final class RingWriter {

    /** How much memory a ring needs besides its capacity. */
    public static final int OVERHEAD = Ring.HEADER;

    private final Ring ring;

    /** How many bytes were written, and are published. Whoever writes; looked at by others. */
    private volatile long written;

    /**
     * The writing side of a ring.
     *
     * @param memory what both sides have mapped: all zeros, before anybody uses it
     */
    public RingWriter(ByteBuffer memory) {
        this.ring = new Ring(memory);
    }

    /**
     * How many bytes can be written now.
     *
     * @throws BrokenRingException if what the reader says about it cannot be
     */
    public int room() throws BrokenRingException {
        long mine = written;
        long read = ring.read();
        if (isLie(read, mine)) {
            throw new BrokenRingException("the other side says that it has read " + read + " bytes of " + mine);
        }
        return ring.capacity() - (int) (mine - read);
    }

    /** Whether some bytes more can be written, or the ring is broken, as whoever writes will see. Any thread. */
    public boolean isRoomFor(int length) {
        long mine = written;
        long read = ring.read();
        return isLie(read, mine) || ring.capacity() - (mine - read) >= length;
    }

    private boolean isLie(long read, long mine) {
        return read < 0 || read > mine || mine - read > ring.capacity();
    }

    /**
     * Writes bytes, for which there is room.
     *
     * @return whether the reader sleeps, and the caller is to wake it
     */
    public boolean write(byte[] from, int offset, int length) {
        writeQuietly(from, offset, length);
        return ring.takeAsleep();
    }

    /** Writes bytes, for which there is room. It is to be asked later whether the reader has slept over that. */
    public void writeQuietly(byte[] from, int offset, int length) {
        long start = written;
        ring.put(start, from, offset, length);
        written = start + length;
        ring.publishWritten(start + length);
    }

    /** Whether the reader sleeps though there is something to be read, and the caller is to wake it. Any thread. */
    public boolean isSleptOver() {
        return ring.read() != written && ring.takeAsleep();
    }

    /** Says that the writer is going to wait for room. It looks for some once more after that, and waits then. */
    public void announceWait() {
        ring.setWaiting(true);
    }

    /** Says that the writer does not wait any more. */
    public void endWait() {
        ring.setWaiting(false);
    }
}
