package io.github.multiprocessing4j.internal.wire;

import java.io.IOException;
import java.io.StreamCorruptedException;

/**
 * Arrays of primitives in the direct form: their length, and the elements as they lie in memory, the low byte first.
 */
final class PrimitiveArrays {

    private PrimitiveArrays() {}

    /** Hears of an array before it is made, and throws if it is not to be. */
    interface Admitting {

        void admit(Class<?> type, long length) throws IOException;
    }

    /** Writes an array of a kind. */
    static void put(DirectKind kind, Object value, DirectOutput out) {
        switch (kind) {
            case BYTES -> out.putBytes((byte[]) value);
            case BOOLEANS -> {
                boolean[] array = (boolean[]) value;
                out.putArray(array.length, Byte.BYTES, (block, from, count) -> {
                    for (int i = 0; i < count; i++) {
                        block.put((byte) (array[from + i] ? 1 : 0));
                    }
                });
            }
            case SHORTS -> {
                short[] array = (short[]) value;
                out.putArray(
                        array.length,
                        Short.BYTES,
                        (block, from, count) -> block.asShortBuffer().put(array, from, count));
            }
            case CHARS -> {
                char[] array = (char[]) value;
                out.putArray(
                        array.length,
                        Character.BYTES,
                        (block, from, count) -> block.asCharBuffer().put(array, from, count));
            }
            case INTS -> {
                int[] array = (int[]) value;
                out.putArray(
                        array.length,
                        Integer.BYTES,
                        (block, from, count) -> block.asIntBuffer().put(array, from, count));
            }
            case LONGS -> {
                long[] array = (long[]) value;
                out.putArray(
                        array.length,
                        Long.BYTES,
                        (block, from, count) -> block.asLongBuffer().put(array, from, count));
            }
            case FLOATS -> {
                float[] array = (float[]) value;
                out.putArray(
                        array.length,
                        Float.BYTES,
                        (block, from, count) -> block.asFloatBuffer().put(array, from, count));
            }
            default -> {
                double[] array = (double[]) value;
                out.putArray(
                        array.length,
                        Double.BYTES,
                        (block, from, count) -> block.asDoubleBuffer().put(array, from, count));
            }
        }
    }

    /** Reads an array of a kind. */
    static Object take(DirectKind kind, DirectInput in, Admitting admitting) throws IOException {
        return switch (kind) {
            case BYTES -> {
                byte[] array = in.takeBytes();
                admitting.admit(byte[].class, array.length);
                yield array;
            }
            case BOOLEANS -> {
                boolean[] array = new boolean[count(boolean[].class, Byte.BYTES, in, admitting)];
                in.takeArray(array.length, Byte.BYTES, (block, at, count) -> {
                    for (int i = 0; i < count; i++) {
                        array[at + i] = block.get() != 0;
                    }
                });
                yield array;
            }
            case SHORTS -> {
                short[] array = new short[count(short[].class, Short.BYTES, in, admitting)];
                in.takeArray(
                        array.length,
                        Short.BYTES,
                        (block, at, count) -> block.asShortBuffer().get(array, at, count));
                yield array;
            }
            case CHARS -> {
                char[] array = new char[count(char[].class, Character.BYTES, in, admitting)];
                in.takeArray(
                        array.length,
                        Character.BYTES,
                        (block, at, count) -> block.asCharBuffer().get(array, at, count));
                yield array;
            }
            case INTS -> {
                int[] array = new int[count(int[].class, Integer.BYTES, in, admitting)];
                in.takeArray(
                        array.length,
                        Integer.BYTES,
                        (block, at, count) -> block.asIntBuffer().get(array, at, count));
                yield array;
            }
            case LONGS -> {
                long[] array = new long[count(long[].class, Long.BYTES, in, admitting)];
                in.takeArray(
                        array.length,
                        Long.BYTES,
                        (block, at, count) -> block.asLongBuffer().get(array, at, count));
                yield array;
            }
            case FLOATS -> {
                float[] array = new float[count(float[].class, Float.BYTES, in, admitting)];
                in.takeArray(
                        array.length,
                        Float.BYTES,
                        (block, at, count) -> block.asFloatBuffer().get(array, at, count));
                yield array;
            }
            case DOUBLES -> {
                double[] array = new double[count(double[].class, Double.BYTES, in, admitting)];
                in.takeArray(
                        array.length,
                        Double.BYTES,
                        (block, at, count) -> block.asDoubleBuffer().get(array, at, count));
                yield array;
            }
            default -> throw new StreamCorruptedException("kind " + kind);
        };
    }

    private static int count(Class<?> type, int elementSize, DirectInput in, Admitting admitting) throws IOException {
        int count = in.takeCount(elementSize);
        admitting.admit(type, count);
        return count;
    }
}
