package io.github.multiprocessing4j.internal.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes numbers, text and arrays of primitives: see {@link DirectInput}. */
final class DirectOutput {

    /** Arrays go through a buffer of so many bytes. */
    private static final int BLOCK = 1 << 13;

    private final PieceOutput bytes = new PieceOutput();
    private ByteBuffer block;

    List<byte[]> pieces() {
        return bytes.pieces();
    }

    /** See {@link PieceOutput#endFirst}. */
    byte[] endFirst(byte[] known) {
        return bytes.endFirst(known);
    }

    void putByte(int value) {
        bytes.write(value);
    }

    /** A number that is seldom large, and never negative. */
    void putCount(int value) {
        putUnsigned(value);
    }

    /** A number that is seldom far from zero. */
    void putNumber(long value) {
        putUnsigned(value << 1 ^ value >> 63);
    }

    /** Seven bits in each byte, the lowest first; the eighth says whether there are more. */
    private void putUnsigned(long value) {
        long left = value;
        while ((left & ~0x7fL) != 0) {
            bytes.write((int) left & 0x7f | 0x80);
            left >>>= 7;
        }
        bytes.write((int) left);
    }

    void putShort(int value) {
        bytes.write(value);
        bytes.write(value >> 8);
    }

    void putInt(int value) {
        putShort(value);
        putShort(value >> 16);
    }

    void putLong(long value) {
        putInt((int) value);
        putInt((int) (value >> 32));
    }

    /** Whether all characters of a text have a byte each, in the bytes that are given then; null if not. */
    static byte[] latin(String text) {
        byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);
        // What has no byte becomes a question mark: so look whether there are more of these than before.
        for (int i = 0; i < latin.length; i++) {
            if (latin[i] == '?' && text.charAt(i) != '?') {
                return null;
            }
        }
        return latin.length == text.length() ? latin : null;
    }

    /** Text of any characters, in two bytes each: nothing is lost of what is no proper text. */
    void putText(String text) {
        putCount(text.length());
        for (int i = 0; i < text.length(); i++) {
            putShort(text.charAt(i));
        }
    }

    void putBytes(byte[] from) {
        putCount(from.length);
        bytes.write(from, 0, from.length);
    }

    /** How elements of an array get into a buffer. */
    interface Filling {

        void fill(ByteBuffer block, int from, int count);
    }

    /** The elements of an array, after their number. */
    void putArray(int length, int elementSize, Filling filling) {
        putCount(length);
        if (block == null) {
            block = ByteBuffer.allocate(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
        }
        int most = BLOCK / elementSize;
        for (int from = 0; from < length; from += most) {
            int count = Math.min(most, length - from);
            filling.fill(block.clear(), from, count);
            bytes.write(block.array(), 0, count * elementSize);
        }
    }
}
