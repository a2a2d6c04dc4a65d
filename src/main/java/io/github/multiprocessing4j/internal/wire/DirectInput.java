package io.github.multiprocessing4j.internal.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads what {@link DirectOutput} writes. Whoever wrote it may lie: a number of elements is believed only if there are
 * as many bytes left as these need at least.
 */
final class DirectInput {

    private static final byte[] NOTHING = {};

    private final List<byte[]> pieces;
    private final List<Slab> slabs;
    private final boolean last;

    /** How many pieces, and slabs, were begun. */
    private int piecesBegun;

    private int slabsBegun;

    /** What is being read, and how far. */
    private byte[] piece = NOTHING;

    private int at;

    /** How many bytes there were before that, in slabs too. */
    private long before;

    /** How many bytes come from that on, of which the slabs are none. */
    private long rest;

    /**
     * Reads what was written.
     *
     * @param last whether nobody uses it afterwards
     */
    DirectInput(Encoded encoded, boolean last) {
        this.pieces = encoded.pieces();
        this.slabs = encoded.slabs();
        this.last = last;
        this.rest = encoded.length();
        for (int i = 0; i < slabs.size(); i++) {
            rest -= slabs.get(i).bytes();
        }
    }

    /** How many bytes were read. */
    long position() {
        return before + at;
    }

    private long left() {
        return rest - at;
    }

    /** Goes on to the next piece that has something, when this one is read. */
    private void turn() throws EOFException {
        while (at == piece.length) {
            if (piecesBegun == pieces.size()) {
                throw new EOFException("more should come after byte " + position());
            }
            before += at;
            rest -= at;
            at = 0;
            piece = pieces.get(piecesBegun++);
        }
    }

    int takeByte() throws IOException {
        if (at == piece.length) {
            turn();
        }
        return piece[at++] & 0xff;
    }

    /**
     * How many elements there are.
     *
     * @param leastSize how many bytes each has at least
     */
    int takeCount(int leastSize) throws IOException {
        return requireBytes(takeUnsigned(), leastSize);
    }

    private int requireBytes(long count, int leastSize) throws StreamCorruptedException {
        if (count < 0 || count > left() / leastSize) {
            throw tooMany(count);
        }
        return (int) Math.min(Integer.MAX_VALUE, count);
    }

    private StreamCorruptedException tooMany(long count) {
        return new StreamCorruptedException(
                "a number of " + Long.toUnsignedString(count) + " before the last " + left() + " bytes");
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
        byte[] latin = (byte[]) takeArray(DirectKind.BYTES, count -> {});
        return new String(latin, StandardCharsets.ISO_8859_1);
    }

    String takeText() throws IOException {
        return new String((char[]) takeArray(DirectKind.CHARS, count -> {}));
    }

    /** Hears of an array before it is made, and throws if it is not to be. */
    interface Admitting {

        void admit(int length) throws IOException;
    }

    /** An array of primitives. */
    Object takeArray(DirectKind kind, Admitting admitting) throws IOException {
        long length = takeUnsigned();
        if (length > 0 && Slab.isLarge(kind, length)) {
            return takeSlab(kind, length, admitting);
        }
        int count = requireBytes(length, PrimitiveArrays.elementSize(kind));
        admitting.admit(count);
        byte[] elements = takeFully(count * PrimitiveArrays.elementSize(kind));
        if (kind == DirectKind.BYTES) {
            return elements;
        }
        Object array = PrimitiveArrays.make(kind, count);
        PrimitiveArrays.empty(kind, ByteBuffer.wrap(elements).order(ByteOrder.LITTLE_ENDIAN), array, 0, count);
        return array;
    }

    private Object takeSlab(DirectKind kind, long length, Admitting admitting) throws IOException {
        if (slabsBegun == slabs.size()) {
            throw tooMany(length);
        }
        Slab slab = slabs.get(slabsBegun++);
        if (slab.kind() != kind || slab.length() != length) {
            throw new StreamCorruptedException(
                    length + " " + kind + ", where there are " + slab.length() + " " + slab.kind());
        }
        admitting.admit(slab.length());
        before += slab.bytes();
        return last ? slab.array() : slab.copy();
    }

    private byte[] takeFully(int count) throws IOException {
        byte[] taken = new byte[count];
        takeBytes(taken, count);
        return taken;
    }

    /** So many bytes, to the beginning of an array. */
    void takeBytes(byte[] taken, int count) throws IOException {
        for (int done = 0; done < count; ) {
            turn();
            int part = Math.min(count - done, piece.length - at);
            System.arraycopy(piece, at, taken, done, part);
            at += part;
            done += part;
        }
    }
}
