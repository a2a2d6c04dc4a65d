package io.github.multiprocessing4j.internal.shared;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A row of elements of one primitive type, in an array of this JVM or in memory that others have mapped too.
 *
 * <p>Each is read and written whole. Reads are volatile; writes into an array are releases, which the writer follows up
 * by something volatile, see {@link HomeCells}; writes into mapped memory are volatile. Safe for use by any number of
 * threads.
 *
 * @param <T> the class that boxes the type
 */
abstract class Elements<T> {

    /*
     * One small class for each type instead of one for all: a VarHandle is as fast as the field access it stands
     * for only where it is a constant and the types of the call are its own.
     */
    private final Class<T> type;
    private final int length;

    Elements(Class<T> type, int length) {
        this.type = type;
        this.length = length;
    }

    /** The elements of an array, which is not copied. */
    @SuppressWarnings("unchecked") // the callers know the type of the array
    static <T> Elements<T> over(Object array) {
        Elements<?> elements = switch (array.getClass().getComponentType().getName()) {
            case "int" -> new Ints((int[]) array);
            case "long" -> new Longs((long[]) array);
            case "short" -> new Shorts((short[]) array);
            case "byte" -> new Bytes((byte[]) array);
            case "char" -> new Chars((char[]) array);
            case "float" -> new Floats((float[]) array);
            case "double" -> new Doubles((double[]) array);
            default -> new Booleans((boolean[]) array);
        };
        return (Elements<T>) elements;
    }

    /** The class that boxes them. */
    final Class<T> type() {
        return type;
    }

    /** How many there are. */
    final int length() {
        return length;
    }

    /** Whether others have mapped them too. */
    boolean isMapped() {
        return false;
    }

    abstract T get(int index);

    abstract void set(int index, T value);

    private static final class Ints extends Elements<Integer> {

        private static final VarHandle AT = MethodHandles.arrayElementVarHandle(int[].class);
        private final int[] array;

        Ints(int[] array) {
            super(Integer.class, array.length);
            this.array = array;
        }

        @Override
        Integer get(int index) {
            return (int) AT.getVolatile(array, index);
        }

        @Override
        void set(int index, Integer value) {
            AT.setRelease(array, index, (int) value);
        }
    }

    private static final class Longs extends Elements<Long> {

        private static final VarHandle AT = MethodHandles.arrayElementVarHandle(long[].class);
        private final long[] array;

        Longs(long[] array) {
            super(Long.class, array.length);
            this.array = array;
        }

        @Override
        Long get(int index) {
            return (long) AT.getVolatile(array, index);
        }

        @Override
        void set(int index, Long value) {
            AT.setRelease(array, index, (long) value);
        }
    }

    private static final class Shorts extends Elements<Short> {

        private static final VarHandle AT = MethodHandles.arrayElementVarHandle(short[].class);
        private final short[] array;

        Shorts(short[] array) {
            super(Short.class, array.length);
            this.array = array;
        }

        @Override
        Short get(int index) {
            return (short) AT.getVolatile(array, index);
        }

        @Override
        void set(int index, Short value) {
            AT.setRelease(array, index, (short) value);
        }
    }

    private static final class Bytes extends Elements<Byte> {

        private static final VarHandle AT = MethodHandles.arrayElementVarHandle(byte[].class);
        private final byte[] array;

        Bytes(byte[] array) {
            super(Byte.class, array.length);
            this.array = array;
        }

        @Override
        Byte get(int index) {
            return (byte) AT.getVolatile(array, index);
        }

        @Override
        void set(int index, Byte value) {
            AT.setRelease(array, index, (byte) value);
        }
    }

    private static final class Chars extends Elements<Character> {

        private static final VarHandle AT = MethodHandles.arrayElementVarHandle(char[].class);
        private final char[] array;

        Chars(char[] array) {
            super(Character.class, array.length);
            this.array = array;
        }

        @Override
        Character get(int index) {
            return (char) AT.getVolatile(array, index);
        }

        @Override
        void set(int index, Character value) {
            AT.setRelease(array, index, (char) value);
        }
    }

    private static final class Floats extends Elements<Float> {

        private static final VarHandle AT = MethodHandles.arrayElementVarHandle(float[].class);
        private final float[] array;

        Floats(float[] array) {
            super(Float.class, array.length);
            this.array = array;
        }

        @Override
        Float get(int index) {
            return (float) AT.getVolatile(array, index);
        }

        @Override
        void set(int index, Float value) {
            AT.setRelease(array, index, (float) value);
        }
    }

    private static final class Doubles extends Elements<Double> {

        private static final VarHandle AT = MethodHandles.arrayElementVarHandle(double[].class);
        private final double[] array;

        Doubles(double[] array) {
            super(Double.class, array.length);
            this.array = array;
        }

        @Override
        Double get(int index) {
            return (double) AT.getVolatile(array, index);
        }

        @Override
        void set(int index, Double value) {
            AT.setRelease(array, index, (double) value);
        }
    }

    private static final class Booleans extends Elements<Boolean> {

        private static final VarHandle AT = MethodHandles.arrayElementVarHandle(boolean[].class);
        private final boolean[] array;

        Booleans(boolean[] array) {
            super(Boolean.class, array.length);
            this.array = array;
        }

        @Override
        Boolean get(int index) {
            return (boolean) AT.getVolatile(array, index);
        }

        @Override
        void set(int index, Boolean value) {
            AT.setRelease(array, index, (boolean) value);
        }
    }
}
