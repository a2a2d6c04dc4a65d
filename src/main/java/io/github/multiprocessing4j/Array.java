package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.Cells;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * An array of numbers, characters or truth values that is shared. Its length does not change.
 *
 * <p>Its elements are of type {@link Integer} (Python's code {@code i}), {@link Short} ({@code h}), {@link Long}
 * ({@code q}), {@link Byte} ({@code b}, {@code c}), {@link Character} ({@code u}), {@link Float} ({@code f}),
 * {@link Double} ({@code d}) or {@link Boolean}, and are kept unboxed.
 *
 * <p>An array has a lock: an {@link RLock} of its own, or the {@link Mutex} it was made with. Each access takes the
 * lock, and so waits while somebody else holds it; except an iterator, see there. To do several accesses as one step,
 * hold the lock around them. An array over a {@link Lock}, which is not re-entrant, must not be accessed by a thread
 * that holds this lock. The elements of an array without a lock are read and written like {@code volatile} variables,
 * each for itself. Safe for use by any number of threads, platform and virtual ones.
 *
 * <p>Indices count from 0; other than in Python, negative ones are errors.
 *
 * <pre>{@code
 * Array<Integer> squares = Multiprocessing.array(0, 1, 4, 9);
 * try (Held held = squares.lock().hold()) {
 *     squares.set(0, squares.get(1) + squares.get(2));
 * }
 * List<Integer> middle = squares.slice(1, 3);
 * }</pre>
 *
 * @param <T> the type of the elements, boxed
 * @see Context#array(Class, int)
 */
public final class Array<T> implements Iterable<T>, Serializable {

    private static final long serialVersionUID = 1L;

    private final transient Cells<T> cells;
    private final transient Guard guard;

    Array(Cells<T> cells, Guard guard) {
        this.cells = cells;
        this.guard = guard;
    }

    /** An array of zeros. */
    static <T> Array<T> zeros(Class<T> type, int length, Guard guard) {
        return new Array<>(Cells.zeros(Objects.requireNonNull(type, "type"), length), guard);
    }

    /** An array of the elements of a list. */
    static <T> Array<T> of(Class<T> type, List<? extends T> values, Guard guard) {
        Object[] elements = Objects.requireNonNull(values, "values").toArray();
        Array<T> array = zeros(type, elements.length, guard);
        array.cells.setAll(0, elements);
        return array;
    }

    /** An array of the elements of an array of the primitive type that T boxes. */
    static <T> Array<T> copyOf(Object values) {
        return copyOf(Objects.requireNonNull(values, "values"), Guard.by(new RLock()));
    }

    static <T> Array<T> copyOf(Object values, Guard guard) {
        return new Array<>(Cells.copyOf(values), guard);
    }

    /**
     * The number of elements. (Python: {@code len}.)
     *
     * @return 0 or more
     */
    public int length() {
        return cells.length();
    }

    /**
     * Reads an element. Takes the lock, if there is one.
     *
     * @param index from 0 to {@code length() - 1}
     * @return the element, never {@code null}
     * @throws IndexOutOfBoundsException if there is none of that index
     * @throws InterruptedException if the thread is interrupted before or while it waits for the lock
     */
    public T get(int index) throws InterruptedException {
        Objects.checkIndex(index, cells.length());
        guard.enter();
        try {
            return cells.get(index);
        } finally {
            guard.exit();
        }
    }

    /**
     * Writes an element. Takes the lock, if there is one.
     *
     * @param index from 0 to {@code length() - 1}
     * @param value the new element
     * @throws IndexOutOfBoundsException if there is none of that index
     * @throws InterruptedException if the thread is interrupted before or while it waits for the lock; nothing is
     *     written then
     * @throws NullPointerException if {@code value} is {@code null}
     */
    public void set(int index, T value) throws InterruptedException {
        Objects.checkIndex(index, cells.length());
        Objects.requireNonNull(value, "value");
        guard.enter();
        try {
            cells.set(index, value);
        } finally {
            guard.exit();
        }
    }

    /**
     * Reads a range of elements, under the lock if there is one. (Python: {@code a[from:to]}.)
     *
     * @param from the index of the first one
     * @param to the index after the last one
     * @return a new list, which is the caller's own
     * @throws IndexOutOfBoundsException if {@code from} is negative or greater than {@code to}, or {@code to} greater
     *     than the length
     * @throws InterruptedException if the thread is interrupted before or while it waits for the lock
     */
    public List<T> slice(int from, int to) throws InterruptedException {
        Objects.checkFromToIndex(from, to, cells.length());
        guard.enter();
        try {
            List<T> elements = new ArrayList<>(to - from);
            for (Object element : cells.getAll(from, to - from)) {
                elements.add(cells.type().cast(element));
            }
            return elements;
        } finally {
            guard.exit();
        }
    }

    /**
     * Writes a range of elements, under the lock if there is one. (Python: {@code a[from:to] = values}.) If it fails,
     * nothing is written.
     *
     * @param from the index of the first one
     * @param to the index after the last one
     * @param values as many as the range has
     * @throws IndexOutOfBoundsException if {@code from} is negative or greater than {@code to}, or {@code to} greater
     *     than the length
     * @throws IllegalArgumentException if there are not as many values as the range has
     * @throws InterruptedException if the thread is interrupted before or while it waits for the lock
     * @throws NullPointerException if {@code values} or one of them is {@code null}
     */
    public void setSlice(int from, int to, List<? extends T> values) throws InterruptedException {
        Objects.checkFromToIndex(from, to, cells.length());
        Object[] elements = Objects.requireNonNull(values, "values").toArray();
        if (elements.length != to - from) {
            throw new IllegalArgumentException(
                    elements.length + " values for the " + (to - from) + " elements from " + from + " to " + to);
        }
        guard.enter();
        try {
            cells.setAll(from, elements);
        } finally {
            guard.exit();
        }
    }

    /**
     * Reads all elements, under the lock if there is one. (Python: {@code a[:]}.)
     *
     * @return a new list, which is the caller's own
     * @throws InterruptedException if the thread is interrupted before or while it waits for the lock
     */
    public List<T> toList() throws InterruptedException {
        return slice(0, cells.length());
    }

    /**
     * Reads the elements one after the other, each as it is when its turn comes. It does not take the lock: hold the
     * lock around the loop, or use {@link #toList}, if nobody shall write meanwhile.
     *
     * @return an iterator that removes nothing
     */
    @Override
    public Iterator<T> iterator() {
        return new Iterator<>() {

            private int next;

            @Override
            public boolean hasNext() {
                return next < cells.length();
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("all " + next + " elements were read");
                }
                return cells.get(next++);
            }
        };
    }

    /**
     * Reads the text in an array of bytes, under the lock if there is one: UTF-8, up to the first zero byte or the end
     * of the array. (Python: {@code a.value} of code {@code c}.) Bytes that are no UTF-8 are read as U+FFFD.
     *
     * @return the text
     * @throws InterruptedException if the thread is interrupted before or while it waits for the lock
     * @throws UnsupportedOperationException if the elements are not bytes
     */
    public String text() throws InterruptedException {
        Cells<Byte> bytes = bytes();
        guard.enter();
        try {
            byte[] text = new byte[bytes.length()];
            Object[] read = bytes.getAll(0, text.length);
            int length = 0;
            while (length < text.length && (text[length] = (byte) read[length]) != 0) {
                length++;
            }
            return new String(text, 0, length, StandardCharsets.UTF_8);
        } finally {
            guard.exit();
        }
    }

    /**
     * Writes text into an array of bytes, under the lock if there is one: in UTF-8, and zeros in the rest of the array.
     * Text that fills the array has no zero byte at its end.
     *
     * @param text the text; what follows a U+0000 in it is written, but not read by {@link #text}; a lone surrogate is
     *     written as a question mark
     * @throws IllegalArgumentException if it has more bytes than the array; nothing is written then
     * @throws InterruptedException if the thread is interrupted before or while it waits for the lock; nothing is
     *     written then
     * @throws NullPointerException if {@code text} is {@code null}
     * @throws UnsupportedOperationException if the elements are not bytes
     */
    public void setText(String text) throws InterruptedException {
        Cells<Byte> bytes = bytes();
        byte[] encoded = Objects.requireNonNull(text, "text").getBytes(StandardCharsets.UTF_8);
        if (encoded.length > bytes.length()) {
            throw new IllegalArgumentException(
                    "the text has " + encoded.length + " bytes, the array " + bytes.length());
        }
        guard.enter();
        try {
            Object[] written = new Object[bytes.length()];
            for (int i = 0; i < written.length; i++) {
                written[i] = i < encoded.length ? encoded[i] : (byte) 0;
            }
            bytes.setAll(0, written);
        } finally {
            guard.exit();
        }
    }

    @SuppressWarnings("unchecked")
    private Cells<Byte> bytes() {
        if (cells.type() != (Class<?>) Byte.class) {
            throw new UnsupportedOperationException(
                    "text in an array of " + cells.type().getSimpleName());
        }
        return (Cells<Byte>) cells;
    }

    /**
     * The lock that the accesses take. (Python: {@code get_lock}.)
     *
     * @return the lock the array was made with, or else its own {@link RLock}
     * @throws UnsupportedOperationException if the array has no lock
     */
    public Mutex lock() {
        return guard.mutex();
    }

    /**
     * The same array without the lock: what is written through one is read through the other. (Python:
     * {@code get_obj}.)
     *
     * @return an array without a lock
     */
    public Array<T> unguarded() {
        return guard == Guard.NONE ? this : new Array<>(cells, Guard.NONE);
    }

    @Override
    public String toString() {
        return "Array[" + cells.length() + " x " + cells.type().getSimpleName() + "]";
    }

    /** Written is a handle, with which the reader gets this object, and no other one of its kind. */
    private Object writeReplace() {
        return new Handle(this, claims -> new Written<>(Row.of(cells, guard, claims)));
    }

    /** What is written of an array. */
    private record Written<T>(Row<T> row) implements Serializable {

        private Object readResolve() {
            return new Array<>(row.cells(), row.guard());
        }
    }
}
