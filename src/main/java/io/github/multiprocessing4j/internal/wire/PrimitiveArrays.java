package io.github.multiprocessing4j.internal.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Arrays of primitives, of the kinds from {@link DirectKind#BOOLEANS} to {@link DirectKind#DOUBLES}. Their elements are
 * written as they lie in memory, the low byte first.
 */
final class PrimitiveArrays {

    /** How much goes at once through memory that the processor has at hand, where bytes have to be made of elements. */
    private static final int BLOCK = 1 << 16;

    /** How much memory is reserved on the word of somebody alone who may lie. */
    static final int FIRST_PART = 1 << 16;

    /** How much is reserved once that has come. */
    private static final int SECOND_PART = 1 << 20;

    /** How many times as much is reserved as what has come, after that. */
    private static final int GROWTH = 8;

    private PrimitiveArrays() {}

    /** Whether a kind, which may be null, is one of these. */
    static boolean isOne(DirectKind kind) {
        return kind != null && kind.compareTo(DirectKind.BOOLEANS) >= 0 && kind.compareTo(DirectKind.DOUBLES) <= 0;
    }

    /** How many bytes an element has where it is written. */
    static int elementSize(DirectKind kind) {
        return switch (kind) {
            case BOOLEANS, BYTES -> Byte.BYTES;
            case SHORTS -> Short.BYTES;
            case CHARS -> Character.BYTES;
            case INTS -> Integer.BYTES;
            case LONGS -> Long.BYTES;
            case FLOATS -> Float.BYTES;
            case DOUBLES -> Double.BYTES;
            default -> throw strange(kind);
        };
    }

    /** The class of the arrays of a kind. */
    static Class<?> type(DirectKind kind) {
        return switch (kind) {
            case BOOLEANS -> boolean[].class;
            case BYTES -> byte[].class;
            case SHORTS -> short[].class;
            case CHARS -> char[].class;
            case INTS -> int[].class;
            case LONGS -> long[].class;
            case FLOATS -> float[].class;
            case DOUBLES -> double[].class;
            default -> throw strange(kind);
        };
    }

    static Object make(DirectKind kind, int length) {
        return switch (kind) {
            case BOOLEANS -> new boolean[length];
            case BYTES -> new byte[length];
            case SHORTS -> new short[length];
            case CHARS -> new char[length];
            case INTS -> new int[length];
            case LONGS -> new long[length];
            case FLOATS -> new float[length];
            case DOUBLES -> new double[length];
            default -> throw strange(kind);
        };
    }

    /** An array that begins as another one does. Copying is what they are there for: nothing is zeroed before. */
    static Object copy(DirectKind kind, Object array, int length) {
        return switch (kind) {
            case BOOLEANS -> Arrays.copyOf((boolean[]) array, length);
            case BYTES -> Arrays.copyOf((byte[]) array, length);
            case SHORTS -> Arrays.copyOf((short[]) array, length);
            case CHARS -> Arrays.copyOf((char[]) array, length);
            case INTS -> Arrays.copyOf((int[]) array, length);
            case LONGS -> Arrays.copyOf((long[]) array, length);
            case FLOATS -> Arrays.copyOf((float[]) array, length);
            case DOUBLES -> Arrays.copyOf((double[]) array, length);
            default -> throw strange(kind);
        };
    }

    /** Puts elements of an array into a block, from its position on, in its order. */
    static void fill(DirectKind kind, ByteBuffer block, Object array, int from, int count) {
        switch (kind) {
            case BOOLEANS -> {
                boolean[] truths = (boolean[]) array;
                for (int i = from; i < from + count; i++) {
                    block.put((byte) (truths[i] ? 1 : 0));
                }
            }
            case BYTES -> block.put((byte[]) array, from, count);
            case SHORTS -> block.asShortBuffer().put((short[]) array, from, count);
            case CHARS -> block.asCharBuffer().put((char[]) array, from, count);
            case INTS -> block.asIntBuffer().put((int[]) array, from, count);
            case LONGS -> block.asLongBuffer().put((long[]) array, from, count);
            case FLOATS -> block.asFloatBuffer().put((float[]) array, from, count);
            case DOUBLES -> block.asDoubleBuffer().put((double[]) array, from, count);
            default -> throw strange(kind);
        }
    }

    /** Gets elements of an array out of a block, from its position on, in its order. */
    static void empty(DirectKind kind, ByteBuffer block, Object array, int at, int count) {
        switch (kind) {
            case BOOLEANS -> {
                boolean[] truths = (boolean[]) array;
                for (int i = at; i < at + count; i++) {
                    truths[i] = block.get() != 0;
                }
            }
            case BYTES -> block.get((byte[]) array, at, count);
            case SHORTS -> block.asShortBuffer().get((short[]) array, at, count);
            case CHARS -> block.asCharBuffer().get((char[]) array, at, count);
            case INTS -> block.asIntBuffer().get((int[]) array, at, count);
            case LONGS -> block.asLongBuffer().get((long[]) array, at, count);
            case FLOATS -> block.asFloatBuffer().get((float[]) array, at, count);
            case DOUBLES -> block.asDoubleBuffer().get((double[]) array, at, count);
            default -> throw strange(kind);
        }
    }

    /** Writes all elements. */
    static void write(DirectKind kind, Object array, OutputStream out) throws IOException {
        if (kind == DirectKind.BYTES) {
            out.write((byte[]) array);
            return;
        }
        int length = Array.getLength(array);
        int size = elementSize(kind);
        ByteBuffer block = block((long) length * size);
        int most = block.capacity() / size;
        for (int from = 0; from < length; from += Math.min(most, length - from)) {
            int count = Math.min(most, length - from);
            fill(kind, block.clear(), array, from, count);
            out.write(block.array(), 0, count * size);
        }
    }

    /**
     * Reads so many elements.
     *
     * @param believed how much memory is reserved before anything has come, in bytes; more than that, when it has come,
     *     and then a few times as much as that
     */
    static Object read(DirectKind kind, int length, long believed, InputStream in) throws IOException {
        int size = elementSize(kind);
        Object array = make(kind, (int) Math.min(length, believed / size));
        ByteBuffer block = kind == DirectKind.BYTES ? null : block((long) length * size);
        int count = 0;
        for (; ; ) {
            int room = Array.getLength(array);
            readInto(kind, array, count, room - count, block, in);
            if (room == length) {
                return array;
            }
            count = room;
            long next = Math.max(SECOND_PART / size, (long) GROWTH * count);
            array = copy(kind, array, (int) Math.min(length, next));
        }
    }

    private static void readInto(DirectKind kind, Object array, int at, int count, ByteBuffer block, InputStream in)
            throws IOException {
        if (block == null) {
            readFully(in, (byte[]) array, at, count);
            return;
        }
        int size = elementSize(kind);
        int most = block.capacity() / size;
        for (int done = 0; done < count; done += Math.min(most, count - done)) {
            int part = Math.min(most, count - done);
            readFully(in, block.array(), 0, part * size);
            empty(kind, block.clear(), array, at + done, part);
        }
    }

    private static void readFully(InputStream in, byte[] into, int at, int count) throws IOException {
        if (in.readNBytes(into, at, count) < count) {
            throw new EOFException();
        }
    }

    private static ByteBuffer block(long bytes) {
        return ByteBuffer.allocate((int) Math.min(BLOCK, bytes)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static IllegalArgumentException strange(DirectKind kind) {
        return new IllegalArgumentException(kind + " is no kind of array of primitives");
    }
}
