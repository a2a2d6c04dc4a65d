package io.github.multiprocessing4j.internal.wire;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes numbers, text and arrays of primitives: see {@link DirectInput}. */
final class DirectOutput {

    private final PieceOutput bytes = new PieceOutput();

    /** Whether large arrays become slabs as they are, without a copy. */
    private final boolean lent;

    /** An empty one that nobody changes, until there is one. */
    private List<Slab> slabs = List.of();

    /** Copies large arrays. */
    DirectOutput() {
        this(false);
    }

    DirectOutput(boolean lent) {
        this.lent = lent;
    }

    /** What was written. */
    Encoded encoded() {
        return new Encoded(bytes.pieces(), slabs, List.of(), false);
    }

    /** Says something else by the first byte, if the first piece was not ended. */
    void markAs(int mark) {
        bytes.replaceFirst(mark);
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

    /** Text, with its kind before it. */
    void putString(String text) {
        byte[] latin = latin(text);
        if (latin != null) {
            putByte(DirectKind.LATIN_TEXT.ordinal());
            putBytes(latin);
        } else {
            putByte(DirectKind.TEXT.ordinal());
            putText(text);
        }
    }

    /** All that was written in one array; null if there is more than one holds, or something beside it. */
    byte[] whole() {
        List<byte[]> pieces = bytes.pieces();
        return slabs.isEmpty() && pieces.size() == 1 ? pieces.get(0) : null;
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
        putOwn(DirectKind.CHARS, text.toCharArray(), text.length());
    }

    /** Bytes that nobody changes any more. */
    void putBytes(byte[] own) {
        putOwn(DirectKind.BYTES, own, own.length);
    }

    /** The first bytes of an array, so many of them. */
    void putFirst(byte[] block, int length) {
        bytes.write(block, 0, length);
    }

    /** An array of primitives: as it is now, unless it is lent. */
    void putArray(DirectKind kind, Object array) {
        int length = Array.getLength(array);
        boolean copy = !lent && Slab.isLarge(kind, length);
        putOwn(kind, copy ? PrimitiveArrays.copy(kind, array, length) : array, length);
    }

    /** The elements of an array after their number, or beside everything else. */
    private void putOwn(DirectKind kind, Object array, int length) {
        putCount(length);
        if (Slab.isLarge(kind, length)) {
            if (slabs.isEmpty()) {
                slabs = new ArrayList<>();
            }
            slabs.add(Slab.of(kind, array));
            return;
        }
        if (kind == DirectKind.BYTES) {
            putFirst((byte[]) array, length);
            return;
        }
        byte[] elements = new byte[length * PrimitiveArrays.elementSize(kind)];
        PrimitiveArrays.fill(kind, ByteBuffer.wrap(elements).order(ByteOrder.LITTLE_ENDIAN), array, 0, length);
        bytes.write(elements, 0, elements.length);
    }
}
