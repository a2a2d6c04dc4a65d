package io.github.multiprocessing4j.internal.shared;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * A row of elements in memory that several JVMs have mapped: one after the other, as they are on this machine, and each
 * truth value in a byte.
 *
 * @param <T> the class that boxes the type
 */
/*
 * Memory ordering. Each access is a volatile one; those to bytes, for which there is none, have the fences that make
 * them one. All elements are aligned, so that none is read half written. Others may write what they like: whatever it
 * is, it is a number. If they cut the file short, an access is an InternalError, or gives anything and an InternalError
 * soon after.
 *
 * In the home the memory is given to somebody else when this object is not used any more: not before the access is over.
 */
abstract class MappedElements<T> extends Elements<T> {

    /** The most bytes that are mapped for one row; one that is longer stays in its home. */
    private static final long MOST_BYTES = 1 << 30;

    final ByteBuffer memory;

    private MappedElements(Class<T> type, ByteBuffer memory, int length) {
        super(type, length);
        this.memory = memory;
    }

    /** How many bytes a row needs, with the mark behind it; 0 if it is not to be mapped. */
    static int bytes(Class<?> type, int length) {
        long bytes = (long) width(type) * length;
        return length == 0 || bytes > MOST_BYTES ? 0 : markAfter(bytes) + Mark.BYTES;
    }

    private static int markAfter(long bytes) {
        return (int) (bytes + Mark.BYTES - 1) & -Mark.BYTES;
    }

    private static int width(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "Integer", "Float" -> Integer.BYTES;
            case "Long", "Double" -> Long.BYTES;
            case "Short", "Character" -> Short.BYTES;
            default -> Byte.BYTES;
        };
    }

    /**
     * The elements of a type that boxes them, in memory that has room for them.
     *
     * @param memory direct
     */
    @SuppressWarnings("unchecked") // the name of the type tells it
    static <T> MappedElements<T> in(ByteBuffer memory, Class<T> type, int length) {
        MappedElements<?> elements = switch (type.getSimpleName()) {
            case "Integer" -> new Ints(memory, length);
            case "Long" -> new Longs(memory, length);
            case "Short" -> new Shorts(memory, length);
            case "Byte" -> new Bytes(memory, length);
            case "Character" -> new Chars(memory, length);
            case "Float" -> new Floats(memory, length);
            case "Double" -> new Doubles(memory, length);
            default -> new Booleans(memory, length);
        };
        return (MappedElements<T>) elements;
    }

    /** Says, for the home, that the memory is there. Before anybody else knows of it. */
    final void mark() {
        Mark.put(memory, markAfter((long) width(type()) * length()));
    }

    /** Whether the memory is there still. */
    final boolean isThere() {
        return Mark.isAt(memory, markAfter((long) width(type()) * length()));
    }

    @Override
    final boolean isMapped() {
        return true;
    }

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteBufferViewVarHandle(array, ByteOrder.nativeOrder());
    }

    /** Where an element is. */
    final int place(int index, int width) {
        return Objects.checkIndex(index, length()) * width;
    }

    final byte getByte(int index) {
        byte value = memory.get(place(index, Byte.BYTES));
        VarHandle.acquireFence();
        Reference.reachabilityFence(this);
        return value;
    }

    final void setByte(int index, byte value) {
        VarHandle.releaseFence();
        memory.put(place(index, Byte.BYTES), value);
        VarHandle.fullFence();
        Reference.reachabilityFence(this);
    }

    private static final class Ints extends MappedElements<Integer> {

        private static final VarHandle AT = view(int[].class);

        Ints(ByteBuffer memory, int length) {
            super(Integer.class, memory, length);
        }

        @Override
        Integer get(int index) {
            int value = (int) AT.getVolatile(memory, place(index, Integer.BYTES));
            Reference.reachabilityFence(this);
            return value;
        }

        @Override
        void set(int index, Integer value) {
            AT.setVolatile(memory, place(index, Integer.BYTES), (int) value);
            Reference.reachabilityFence(this);
        }
    }

    private static final class Longs extends MappedElements<Long> {

        private static final VarHandle AT = view(long[].class);

        Longs(ByteBuffer memory, int length) {
            super(Long.class, memory, length);
        }

        @Override
        Long get(int index) {
            long value = (long) AT.getVolatile(memory, place(index, Long.BYTES));
            Reference.reachabilityFence(this);
            return value;
        }

        @Override
        void set(int index, Long value) {
            AT.setVolatile(memory, place(index, Long.BYTES), (long) value);
            Reference.reachabilityFence(this);
        }
    }

    private static final class Shorts extends MappedElements<Short> {

        private static final VarHandle AT = view(short[].class);

        Shorts(ByteBuffer memory, int length) {
            super(Short.class, memory, length);
        }

        @Override
        Short get(int index) {
            short value = (short) AT.getVolatile(memory, place(index, Short.BYTES));
            Reference.reachabilityFence(this);
            return value;
        }

        @Override
        void set(int index, Short value) {
            AT.setVolatile(memory, place(index, Short.BYTES), (short) value);
            Reference.reachabilityFence(this);
        }
    }

    private static final class Bytes extends MappedElements<Byte> {

        Bytes(ByteBuffer memory, int length) {
            super(Byte.class, memory, length);
        }

        @Override
        Byte get(int index) {
            return getByte(index);
        }

        @Override
        void set(int index, Byte value) {
            setByte(index, value);
        }
    }

    private static final class Chars extends MappedElements<Character> {

        private static final VarHandle AT = view(char[].class);

        Chars(ByteBuffer memory, int length) {
            super(Character.class, memory, length);
        }

        @Override
        Character get(int index) {
            char value = (char) AT.getVolatile(memory, place(index, Character.BYTES));
            Reference.reachabilityFence(this);
            return value;
        }

        @Override
        void set(int index, Character value) {
            AT.setVolatile(memory, place(index, Character.BYTES), (char) value);
            Reference.reachabilityFence(this);
        }
    }

    private static final class Floats extends MappedElements<Float> {

        private static final VarHandle AT = view(float[].class);

        Floats(ByteBuffer memory, int length) {
            super(Float.class, memory, length);
        }

        @Override
        Float get(int index) {
            float value = (float) AT.getVolatile(memory, place(index, Float.BYTES));
            Reference.reachabilityFence(this);
            return value;
        }

        @Override
        void set(int index, Float value) {
            AT.setVolatile(memory, place(index, Float.BYTES), (float) value);
            Reference.reachabilityFence(this);
        }
    }

    private static final class Doubles extends MappedElements<Double> {

        private static final VarHandle AT = view(double[].class);

        Doubles(ByteBuffer memory, int length) {
            super(Double.class, memory, length);
        }

        @Override
        Double get(int index) {
            double value = (double) AT.getVolatile(memory, place(index, Double.BYTES));
            Reference.reachabilityFence(this);
            return value;
        }

        @Override
        void set(int index, Double value) {
            AT.setVolatile(memory, place(index, Double.BYTES), (double) value);
            Reference.reachabilityFence(this);
        }
    }

    private static final class Booleans extends MappedElements<Boolean> {

        Booleans(ByteBuffer memory, int length) {
            super(Boolean.class, memory, length);
        }

        @Override
        Boolean get(int index) {
            return getByte(index) != 0;
        }

        @Override
        void set(int index, Boolean value) {
            setByte(index, (byte) (value ? 1 : 0));
        }
    }
}
