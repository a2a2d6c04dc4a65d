package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.Cells;
import java.io.Serializable;
import java.util.Objects;

/**
 * A number, a character or a truth value that is shared.
 *
 * <p>It keeps the type of its initial value: {@link Integer} (Python's code {@code i}), {@link Short} ({@code h}),
 * {@link Long} ({@code q}), {@link Byte} ({@code b}, {@code c}), {@link Character} ({@code u}), {@link Float}
 * ({@code f}), {@link Double} ({@code d}) or {@link Boolean}.
 *
 * <p>A value has a lock: an {@link RLock} of its own, or the {@link Mutex} it was made with. Each access takes the
 * lock, and so waits while somebody else holds it. To read, compute and write as one step, use {@link #update}: it is
 * what Python writes as {@code with v.get_lock(): v.value += 1}. A value over a {@link Lock}, which is not re-entrant,
 * must not be accessed by a thread that holds this lock. A value without a lock is read and written like a
 * {@code volatile} variable. Safe for use by any number of threads, platform and virtual ones.
 *
 * <pre>{@code
 * Value<Integer> count = Multiprocessing.value(0);
 * count.update(n -> n + 1);
 * int seen = count.get();
 * }</pre>
 *
 * @param <T> the type of the value, boxed
 * @see Context#value(Object)
 */
public final class Value<T> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final transient Cells<T> cell;
    private final transient Guard guard;

    private Value(Cells<T> cell, Guard guard) {
        this.cell = cell;
        this.guard = guard;
    }

    /** A value of the type of {@code initial}, which must be one of those that cells have. */
    static <T> Value<T> of(T initial, Guard guard) {
        Objects.requireNonNull(initial, "initial");
        @SuppressWarnings("unchecked") // the types that cells have are final, so this is T
        Class<T> type = (Class<T>) initial.getClass();
        Cells<T> cell = Cells.zeros(type, 1);
        cell.set(0, initial);
        return new Value<>(cell, guard);
    }

    /**
     * Reads the value. Takes the lock, if there is one.
     *
     * @return the value, never {@code null}
     * @throws InterruptedException if the thread is interrupted before or while it waits for the lock
     */
    public T get() throws InterruptedException {
        guard.enter();
        try {
            return cell.get(0);
        } finally {
            guard.exit();
        }
    }

    /**
     * Writes the value. Takes the lock, if there is one.
     *
     * @param value the new value
     * @throws InterruptedException if the thread is interrupted before or while it waits for the lock; nothing is
     *     written then
     * @throws NullPointerException if {@code value} is {@code null}
     */
    public void set(T value) throws InterruptedException {
        Objects.requireNonNull(value, "value");
        guard.enter();
        try {
            cell.set(0, value);
        } finally {
            guard.exit();
        }
    }

    /**
     * Replaces the value by a function of it, with the lock held: nobody who takes the lock comes between.
     *
     * @param function gives the new value from the present one; if it throws, nothing is written
     * @return the new value
     * @throws InterruptedException if the thread is interrupted before or while it waits for the lock, or the function
     *     throws this; nothing is written then
     * @throws NullPointerException if {@code function} is {@code null} or gives {@code null}
     * @throws UnsupportedOperationException if the value has no lock
     * @throws RuntimeException what the function throws; a checked exception comes as the cause of a
     *     {@link TaskException}
     */
    public T update(Fn<? super T, ? extends T> function) throws InterruptedException {
        Objects.requireNonNull(function, "function");
        Mutex lock = guard.mutex();
        lock.acquire();
        try {
            T present = cell.get(0);
            T next = UserCode.call(() -> function.apply(present));
            cell.set(0, Objects.requireNonNull(next, "the function gave null"));
            return next;
        } finally {
            lock.release();
        }
    }

    /**
     * The lock that the accesses take. (Python: {@code get_lock}.)
     *
     * @return the lock the value was made with, or else its own {@link RLock}
     * @throws UnsupportedOperationException if the value has no lock
     */
    public Mutex lock() {
        return guard.mutex();
    }

    /**
     * The same value without the lock: what is written through one is read through the other. (Python:
     * {@code get_obj}.)
     *
     * @return a value without a lock
     */
    public Value<T> unguarded() {
        return guard == Guard.NONE ? this : new Value<>(cell, Guard.NONE);
    }

    /** Shows the value, which is read without the lock. */
    @Override
    public String toString() {
        return "Value[" + cell.get(0) + "]";
    }

    /** Written is a handle, with which the reader gets this object, and no other one of its kind. */
    private Object writeReplace() {
        return new Handle(this, claims -> new Written<>(Row.of(cell, guard, claims)));
    }

    /** What is written of a value. */
    private record Written<T>(Row<T> row) implements Serializable {

        private Object readResolve() {
            return new Value<>(row.cells(), row.guard());
        }
    }
}
