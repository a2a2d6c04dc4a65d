package io.github.multiprocessing4j.internal.memory;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/** The side of a ring that writes. One thread at a time, but for {@link #isRoomFor}. */
public final class RingWriter {

    /** How much memory a ring needs besides its capacity. */
    public static final int OVERHEAD = Ring.HEADER;

    private final Ring ring;

    /**
     * How many bytes were written, and are about to be published. Whoever writes; looked at by others, to whom it does
     * not matter if they see it late: they have an older count of bytes read then, too, or take a look in vain.
     */
    private final AtomicLong written = new AtomicLong();

    /** How many bytes were read when it was last looked at. Whoever writes. */
    private long read;

    /**
     * The writing side of a ring.
     *
     * @param memory what both sides have mapped: all zeros, before anybody uses it
     */
    public RingWriter(ByteBuffer memory) {
        this.ring = new Ring(memory);
    }

    /**
     * How many bytes can be written now: so many at least.
     *
     * @param wanted for how many there has to be room, so that it need not be looked for more
     * @throws BrokenRingException if what the reader says about it cannot be
     */
    public int room(int wanted) throws BrokenRingException {
        long mine = written.getPlain();
        int known = ring.capacity() - (int) (mine - read);
        if (known >= wanted) {
            return known; // and nobody is disturbed who reads
        }
        long now = ring.read();
        if (isLie(now, mine)) {
            throw new BrokenRingException("the other side says that it has read " + now + " bytes of " + mine);
        }
        read = now;
        return ring.capacity() - (int) (mine - now);
    }

    /** How many bytes were ever written. Any thread. */
    public long written() {
        return written.get();
    }

    /** Whether some bytes more can be written, or the ring is broken, as whoever writes will see. Any thread. */
    public boolean isRoomFor(int length) {
        long mine = written.get();
        long now = ring.read();
        return isLie(now, mine) || ring.capacity() - (mine - now) >= length;
    }

    private boolean isLie(long reading, long mine) {
        return reading < 0 || reading > mine || mine - reading > ring.capacity();
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
        long start = written.getPlain();
        ring.put(start, from, offset, length);
        written.lazySet(start + length);
        ring.publishWritten(start + length);
    }

    /** Whether the reader sleeps though there is something to be read, and the caller is to wake it. Any thread. */
    public boolean isSleptOver() {
        return ring.read() != written.get() && ring.takeAsleep();
    }

    /** Says whether there is more to be written than was written so far. */
    public void announceMore(boolean more) {
        ring.setMore(more);
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
