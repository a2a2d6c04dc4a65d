package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.wire.Ticket;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.util.Objects;

/**
 * A row of numbers, characters or truth values of one primitive type.
 *
 * <p>Each is read and written as a volatile variable is: whole, and in one order for all threads. Several of them at a
 * time are not: whoever needs that holds a lock.
 *
 * @param <T> the class that boxes the type
 */
public abstract class Cells<T> implements Travelling {

    private final Class<T> type;
    private final int length;

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
        return new HomeCells<>(Elements.over(Array.newInstance(primitive, length)));
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
        return new HomeCells<>(Elements.over(copy));
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
}
