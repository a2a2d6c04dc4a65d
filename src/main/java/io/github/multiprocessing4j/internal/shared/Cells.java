package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.wire.Ticket;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Array;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A row of numbers, characters or truth values of one primitive type.
 *
 * <p>Each is read and written as a volatile variable is: whole, and in one order for all threads. Several of them at a
 * time are not: whoever needs that holds a lock.
 *
 * @param <T> the class that boxes the type
 */
public abstract class Cells<T> implements Travelling {

    /*
     * One small class for each type instead of one for all: a VarHandle is as fast as the field access it stands
     * for only where it is a constant and the types of the call are its own.
     */
    private final Class<T> type;
    private final int length;

    /** Answers other realms; null as long as the cells were not handed out. */
    private final AtomicReference<CellsHost> host = new AtomicReference<>();

    Cells(Class<T> type, int length) {
        this.type = type;
        this.length = length;
    }

    /**
     * A row of zeros (false for boolean).
     *
     * @param type one of the eight primitive types, or the class that boxes it
     * @throws IllegalArgumentException if {@code type} is another one, or {@code length} negative
     */
    public static <T> Cells<T> zeros(Class<T> type, int length) {
        Class<?> primitive = MethodType.methodType(type).unwrap().returnType();
        if (!primitive.isPrimitive() || primitive == void.class) {
            throw new IllegalArgumentException("type: "
                    + type.getName()
                    + ", which is none of int, long, short, byte, char, float, double and boolean");
        }
        if (length < 0) {
            throw new IllegalArgumentException("length: " + length);
        }
        return over(Array.newInstance(primitive, length));
    }

    /**
     * A row of the elements of an array of a primitive type.
     *
     * @param <T> the class that boxes this type
     * @param array it is copied
     */
    public static <T> Cells<T> copyOf(Object array) {
        int length = Array.getLength(array);
        Object copy = Array.newInstance(array.getClass().getComponentType(), length);
        System.arraycopy(array, 0, copy, 0, length);
        return over(copy);
    }

    @SuppressWarnings("unchecked") // the callers know the type of the array
    private static <T> Cells<T> over(Object array) {
        Cells<?> cells = switch (array.getClass().getComponentType().getName()) {
            case "int" -> new Ints((int[]) array);
            case "long" -> new Longs((long[]) array);
            case "short" -> new Shorts((short[]) array);
            case "byte" -> new Bytes((byte[]) array);
            case "char" -> new Chars((char[]) array);
            case "float" -> new Floats((float[]) array);
            case "double" -> new Doubles((double[]) array);
            default -> new Booleans((boolean[]) array);
        };
        return (Cells<T>) cells;
    }

    /**
     * Gets the cells that a ticket claims: themselves at home, or else what stands in for them. The claim is over then.
     *
     * @param type the class that boxes the elements
     * @param loss makes what is thrown when the realm is gone in which they live
     * @throws IllegalStateException if there are no such cells here any more
     * @throws ClassCastException if it is something else, or they are of another type
     */
    @SuppressWarnings("unchecked") // the type is looked at
    public static <T> Cells<T> redeem(Exchange exchange, Ticket ticket, Loss loss, Class<T> type, int length) {
        Cells<?> cells;
        if (ticket.home().equals(exchange.path())) {
            CellsHost host = (CellsHost) exchange.exports().find(ticket.object());
            if (host == null) {
                throw new IllegalStateException("the shared value is gone to which there was a claim");
            }
            cells = host.cells();
            exchange.exports().giveUp(ticket);
        } else {
            cells = exchange.stands().redeem(ticket, Cells.class, loss, far -> new FarCells<>(far, type, length));
        }
        if (cells.type != type || cells.length != length) {
            throw new ClassCastException("cells of " + cells.type + " instead of " + type);
        }
        return (Cells<T>) cells;
    }

    @Override
    public Ticket claim(Exchange exchange) {
        if (host.get() == null) {
            host.compareAndSet(null, new CellsHost(exchange, this));
        }
        return host.get().claim();
    }

    /** Nobody ever waits here. */
    @Override
    public final boolean withdraw(Reply<?> reply) {
        return false;
    }

    /** The class that boxes the elements. */
    public final Class<T> type() {
        return type;
    }

    /** How many there are. */
    public final int length() {
        return length;
    }

    /**
     * Reads one.
     *
     * @throws IndexOutOfBoundsException if there is none of that index
     */
    public abstract T get(int index);

    /**
     * Writes one.
     *
     * @throws IndexOutOfBoundsException if there is none of that index
     */
    public abstract void set(int index, T value);

    /**
     * Reads several, each for itself.
     *
     * @param from the first
     * @param count how many
     * @throws IndexOutOfBoundsException if there are not so many from there on
     */
    public Object[] getAll(int from, int count) {
        Objects.checkFromIndexSize(from, count, length);
        Object[] values = new Object[count];
        for (int i = 0; i < count; i++) {
            values[i] = get(from + i);
        }
        return values;
    }

    /**
     * Writes several, or none at all if it fails.
     *
     * @param from where the first goes
     * @param values each of the class {@link #type()}
     * @throws IndexOutOfBoundsException if there are not so many from there on
     * @throws NullPointerException if one is null
     * @throws ClassCastException if one is of another class
     */
    public final void setAll(int from, Object[] values) {
        Objects.checkFromIndexSize(from, values.length, length);
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                throw new NullPointerException("values[" + i + "]");
            }
            type.cast(values[i]);
        }
        write(from, values);
    }

    /** Writes values that fit. */
    void write(int from, Object[] values) {
        for (int i = 0; i < values.length; i++) {
            set(from + i, type.cast(values[i]));
        }
    }

    private static final class Ints extends Cells<Integer> {

        private static final VarHandle AT = MethodHandles.arrayElementVarHandle(int[].class);
        private final int[] array;

        Ints(int[] array) {
            super(Integer.class, array.length);
            this.array = array;
        }

        @Override
        public Integer get(int index) {
            return (int) AT.getVolatile(array, index);
        }

        @Override
        public void set(int index, Integer value) {
            AT.setVolatile(array, index, (int) value);
        }
    }

    private static final class Longs extends Cells<Long> {

        private static final VarHandle AT = MethodHandles.arrayElementVarHandle(long[].class);
        private final long[] array;

        Longs(long[] array) {
            super(Long.class, array.length);
            this.array = array;
        }

        @Override
        public Long get(int index) {
            return (long) AT.getVolatile(array, index);
        }

        @Override
        public void set(int index, Long value) {
            AT.setVolatile(array, index, (long) value);
        }
    }

    private static final class Shorts extends Cells<Short> {

        private static final VarHandle AT = MethodHandles.arrayElementVarHandle(short[].class);
        private final short[] array;

        Shorts(short[] array) {
            super(Short.class, array.length);
            this.array = array;
        }

        @Override
        public Short get(int index) {
            return (short) AT.getVolatile(array, index);
        }

        @Override
        public void set(int index, Short value) {
            AT.setVolatile(array, index, (short) value);
        }
    }

    private static final class Bytes extends Cells<Byte> {

        private static final VarHandle AT = MethodHandles.arrayElementVarHandle(byte[].class);
        private final byte[] array;

        Bytes(byte[] array) {
            super(Byte.class, array.length);
            this.array = array;
        }

        @Override
        public Byte get(int index) {
            return (byte) AT.getVolatile(array, index);
        }

        @Override
        public void set(int index, Byte value) {
            AT.setVolatile(array, index, (byte) value);
        }
    }

    private static final class Chars extends Cells<Character> {

        private static final VarHandle AT = MethodHandles.arrayElementVarHandle(char[].class);
        private final char[] array;

        Chars(char[] array) {
            super(Character.class, array.length);
            this.array = array;
        }

        @Override
        public Character get(int index) {
            return (char) AT.getVolatile(array, index);
        }

        @Override
        public void set(int index, Character value) {
            AT.setVolatile(array, index, (char) value);
        }
    }

    private static final class Floats extends Cells<Float> {

        private static final VarHandle AT = MethodHandles.arrayElementVarHandle(float[].class);
        private final float[] array;

        Floats(float[] array) {
            super(Float.class, array.length);
            this.array = array;
        }

        @Override
        public Float get(int index) {
            return (float) AT.getVolatile(array, index);
        }

        @Override
        public void set(int index, Float value) {
            AT.setVolatile(array, index, (float) value);
        }
    }

    private static final class Doubles extends Cells<Double> {

        private static final VarHandle AT = MethodHandles.arrayElementVarHandle(double[].class);
        private final double[] array;

        Doubles(double[] array) {
            super(Double.class, array.length);
            this.array = array;
        }

        @Override
        public Double get(int index) {
            return (double) AT.getVolatile(array, index);
        }

        @Override
        public void set(int index, Double value) {
            AT.setVolatile(array, index, (double) value);
        }
    }

    private static final class Booleans extends Cells<Boolean> {

        private static final VarHandle AT = MethodHandles.arrayElementVarHandle(boolean[].class);
        private final boolean[] array;

        Booleans(boolean[] array) {
            super(Boolean.class, array.length);
            this.array = array;
        }

        @Override
        public Boolean get(int index) {
            return (boolean) AT.getVolatile(array, index);
        }

        @Override
        public void set(int index, Boolean value) {
            AT.setVolatile(array, index, (boolean) value);
        }
    }
}
