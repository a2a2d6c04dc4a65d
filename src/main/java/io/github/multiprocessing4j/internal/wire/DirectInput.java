package io.github.multiprocessing4j.internal.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads what {@link DirectOutput} writes. Whoever wrote it may lie: a number of elements is believed only if there are
 * as many bytes left as these need at least.
 */
final class DirectInput {

    private static final int BLOCK = 1 << 13;

    private final InputStream bytes;
    private final long length;
    private long left;
    private ByteBuffer block;

    DirectInput(InputStream bytes, long length) {
        this.bytes = bytes;
        this.length = length;
        this.left = length;
    }

    /** How many bytes were read. */
    long position() {
        return length - left;
    }

    int takeByte() throws IOException {
        int value = bytes.read();
        if (value < 0) {
            throw new EOFException("more should come after byte " + position());
        }
        left--;
        return value;
    }

    /**
     * How many elements there are.
     *
     * @param leastSize how many bytes each has at least
     */
    int takeCount(int leastSize) throws IOException {
        long count = takeUnsigned();
        if (count < 0 || count > left / leastSize) {
            throw new StreamCorruptedException(
                    "a number of " + Long.toUnsignedString(count) + " before the last " + left + " bytes");
        }
        return (int) Math.min(Integer.MAX_VALUE, count);
    }

    /** A number of one of some things. */
    long takeNumberOf(long count) throws IOException {
        long number = takeUnsigned();
        if (number < 0 || number >= count) {
            throw new StreamCorruptedException("number " + Long.toUnsignedString(number) + " of " + count);
        }
        return number;
    }

    long takeNumber() throws IOException {
        long value = takeUnsigned();
        return value >>> 1 ^ -(value & 1);
    }

    /** As {@link #takeNumber}, of one that is within bounds. */
    long takeNumber(long least, long most) throws IOException {
        long value = takeNumber();
        if (value < least || value > most) {
            throw new StreamCorruptedException("a number of " + value);
        }
        return value;
    }

    private long takeUnsigned() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int part = takeByte();
            value |= (part & 0x7fL) << shift;
            if (part < 0x80) {
                return value;
            }
        }
        throw new StreamCorruptedException("a number without an end");
    }

    int takeShort() throws IOException {
        return takeByte() | takeByte() << 8;
    }

    int takeInt() throws IOException {
        return takeShort() | takeShort() << 16;
    }

    long takeLong() throws IOException {
        return takeInt() & 0xffffffffL | (long) takeInt() << 32;
    }

    String takeLatin() throws IOException {
        return new String(takeBytes(), StandardCharsets.ISO_8859_1);
    }

    String takeText() throws IOException {
        char[] characters = new char[takeCount(2)];
        takeArray(characters.length, 2, (from, at, count) -> from.asCharBuffer().get(characters, at, count));
        return new String(characters);
    }

    byte[] takeBytes() throws IOException {
        byte[] into = new byte[takeCount(1)];
        takeFully(into, into.length);
        return into;
    }

    private void takeFully(byte[] into, int count) throws IOException {
        if (bytes.readNBytes(into, 0, count) < count) {
            throw new EOFException("more should come after byte " + position());
        }
        left -= count;
    }

    /** How elements of an array get out of a buffer. */
    interface Emptying {

        void empty(ByteBuffer block, int at, int count);
    }

    /** The elements of an array, whose number was read before. */
    void takeArray(int length, int elementSize, Emptying emptying) throws IOException {
        if (block == null) {
            block = ByteBuffer.allocate(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
        }
        int most = BLOCK / elementSize;
        for (int at = 0; at < length; at += most) {
            int count = Math.min(most, length - at);
            takeFully(block.array(), count * elementSize);
            emptying.empty(block.clear(), at, count);
        }
    }
}
