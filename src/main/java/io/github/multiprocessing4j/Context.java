package io.github.multiprocessing4j;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The words of {@link Multiprocessing}, bound to one {@link StartMethod}.
 *
 * <p>Immutable, and safe for use by any number of threads.
 */
public final class Context {

    private final StartMethod startMethod;

    Context(StartMethod startMethod) {
        this.startMethod = Objects.requireNonNull(startMethod, "startMethod");
    }

    /**
     * Where the pools and processes of this context run their work.
     *
     * @return the start method
     */
    public StartMethod startMethod() {
        return startMethod;
    }

    // Work

    // Passing

    // Waiting

    /**
     * A lock that any thread may release, and that is not re-entrant.
     *
     * @return a new lock, which is free
     */
    public Lock lock() {
        return new Lock();
    }

    /**
     * A re-entrant lock, which only the thread that holds it can release.
     *
     * @return a new lock, which is free
     */
    public RLock rlock() {
        return new RLock();
    }

    /**
     * A semaphore of value 1.
     *
     * @return a new semaphore
     */
    public Semaphore semaphore() {
        return new Semaphore();
    }

    /**
     * A semaphore.
     *
     * @param value how many permits there are at first; 0 or more
     * @return a new semaphore
     * @throws IllegalArgumentException if {@code value} is negative
     */
    public Semaphore semaphore(int value) {
        return new Semaphore(value);
    }

    /**
     * A semaphore of value 1, and never more.
     *
     * @return a new semaphore
     */
    public BoundedSemaphore boundedSemaphore() {
        return new BoundedSemaphore();
    }

    /**
     * A semaphore that never has more permits than at first.
     *
     * @param value how many permits there are at first, and at most; 0 or more
     * @return a new semaphore
     * @throws IllegalArgumentException if {@code value} is negative
     */
    public BoundedSemaphore boundedSemaphore(int value) {
        return new BoundedSemaphore(value);
    }

    /**
     * A flag that threads wait for.
     *
     * @return a new event, which is not set
     */
    public Event event() {
        return new Event();
    }

    /**
     * A condition over a new {@link RLock}.
     *
     * @return a new condition
     */
    public Condition condition() {
        return new Condition();
    }

    /**
     * A condition over a lock.
     *
     * @param lock the lock, which may have other conditions too
     * @return a new condition
     * @throws NullPointerException if {@code lock} is {@code null}
     */
    public Condition condition(Mutex lock) {
        return new Condition(lock);
    }

    /**
     * A barrier without an action and without a time limit.
     *
     * @param parties how many meet; at least 1
     * @return a new barrier
     * @throws IllegalArgumentException if {@code parties} is less than 1
     */
    public Barrier barrier(int parties) {
        return new Barrier(parties);
    }

    /**
     * A barrier with an action.
     *
     * @param parties how many meet; at least 1
     * @param action run once in each round, by the last party to come
     * @return a new barrier
     * @throws IllegalArgumentException if {@code parties} is less than 1
     * @throws NullPointerException if {@code action} is {@code null}
     */
    public Barrier barrier(int parties, Action action) {
        return new Barrier(parties, action);
    }

    /**
     * A barrier with a time limit.
     *
     * @param parties how many meet; at least 1
     * @param timeout how long {@link Barrier#await()} waits; zero and less mean not at all
     * @return a new barrier
     * @throws IllegalArgumentException if {@code parties} is less than 1
     * @throws NullPointerException if {@code timeout} is {@code null}
     */
    public Barrier barrier(int parties, Duration timeout) {
        return new Barrier(parties, timeout);
    }

    /**
     * A barrier with an action and a time limit.
     *
     * @param parties how many meet; at least 1
     * @param action run once in each round, by the last party to come
     * @param timeout how long {@link Barrier#await()} waits; zero and less mean not at all
     * @return a new barrier
     * @throws IllegalArgumentException if {@code parties} is less than 1
     * @throws NullPointerException if an argument is {@code null}
     */
    public Barrier barrier(int parties, Action action, Duration timeout) {
        return new Barrier(parties, action, timeout);
    }

    // Sharing

    /**
     * A shared value with an {@link RLock} of its own. (Python: {@code Value('i', initial)}, and so
     * on: see {@link Value} for the codes.)
     *
     * @param <T> the type, which is that of {@code initial}: Integer, Long, Short, Byte, Character,
     *     Float, Double or Boolean
     * @param initial the value at first
     * @return a new value
     * @throws IllegalArgumentException if {@code initial} is of another type
     * @throws NullPointerException if {@code initial} is {@code null}
     */
    public <T> Value<T> value(T initial) {
        return Value.of(initial, Guard.by(new RLock()));
    }

    /**
     * A shared value with a given lock. (Python: {@code Value('i', initial, lock=lock)}.)
     *
     * @param <T> the type, which is that of {@code initial}: Integer, Long, Short, Byte, Character,
     *     Float, Double or Boolean
     * @param initial the value at first
     * @param lock the lock that its accesses take
     * @return a new value
     * @throws IllegalArgumentException if {@code initial} is of another type
     * @throws NullPointerException if an argument is {@code null}
     */
    public <T> Value<T> value(T initial, Mutex lock) {
        return Value.of(initial, Guard.by(lock));
    }

    /**
     * A shared value without a lock. (Python: {@code RawValue('i', initial)}.)
     *
     * @param <T> the type, which is that of {@code initial}: Integer, Long, Short, Byte, Character,
     *     Float, Double or Boolean
     * @param initial the value at first
     * @return a new value
     * @throws IllegalArgumentException if {@code initial} is of another type
     * @throws NullPointerException if {@code initial} is {@code null}
     */
    public <T> Value<T> rawValue(T initial) {
        return Value.of(initial, Guard.NONE);
    }

    /**
     * A shared array of ints with an {@link RLock} of its own. (Python: {@code Array('i',
     * values)}.) Other than in Python, {@code array(10)} has one element, which is 10: an array of
     * ten zeros is {@code array(int.class, 10)}.
     *
     * @param values the elements at first, which are copied
     * @return a new array
     * @throws NullPointerException if {@code values} is {@code null}
     */
    public Array<Integer> array(int... values) {
        return Array.copyOf(values);
    }

    /**
     * A shared array of longs with an {@link RLock} of its own. (Python: {@code Array('q',
     * values)}.)
     *
     * @param values the elements at first, which are copied
     * @return a new array
     * @throws NullPointerException if {@code values} is {@code null}
     */
    public Array<Long> array(long... values) {
        return Array.copyOf(values);
    }

    /**
     * A shared array of shorts with an {@link RLock} of its own. (Python: {@code Array('h',
     * values)}.)
     *
     * @param values the elements at first, which are copied
     * @return a new array
     * @throws NullPointerException if {@code values} is {@code null}
     */
    public Array<Short> array(short... values) {
        return Array.copyOf(values);
    }

    /**
     * A shared array of bytes with an {@link RLock} of its own. (Python: {@code Array('b',
     * values)}.)
     *
     * @param values the elements at first, which are copied
     * @return a new array
     * @throws NullPointerException if {@code values} is {@code null}
     */
    public Array<Byte> array(byte... values) {
        return Array.copyOf(values);
    }

    /**
     * A shared array of chars with an {@link RLock} of its own. (Python: {@code Array('u',
     * values)}.)
     *
     * @param values the elements at first, which are copied
     * @return a new array
     * @throws NullPointerException if {@code values} is {@code null}
     */
    public Array<Character> array(char... values) {
        return Array.copyOf(values);
    }

    /**
     * A shared array of floats with an {@link RLock} of its own. (Python: {@code Array('f',
     * values)}.)
     *
     * @param values the elements at first, which are copied
     * @return a new array
     * @throws NullPointerException if {@code values} is {@code null}
     */
    public Array<Float> array(float... values) {
        return Array.copyOf(values);
    }

    /**
     * A shared array of doubles with an {@link RLock} of its own. (Python: {@code Array('d',
     * values)}.)
     *
     * @param values the elements at first, which are copied
     * @return a new array
     * @throws NullPointerException if {@code values} is {@code null}
     */
    public Array<Double> array(double... values) {
        return Array.copyOf(values);
    }

    /**
     * A shared array of booleans with an {@link RLock} of its own.
     *
     * @param values the elements at first, which are copied
     * @return a new array
     * @throws NullPointerException if {@code values} is {@code null}
     */
    public Array<Boolean> array(boolean... values) {
        return Array.copyOf(values);
    }

    /**
     * A shared array of zeros with an {@link RLock} of its own. (Python: {@code Array('i',
     * length)}.)
     *
     * @param <T> the type of the elements, boxed
     * @param type the type of the elements: a primitive type, {@code int.class}, or the class that
     *     boxes it
     * @param length how many; 0 or more
     * @return a new array
     * @throws IllegalArgumentException if {@code type} is none of the eight primitive types and the
     *     classes that box them, or {@code length} is negative
     * @throws NullPointerException if {@code type} is {@code null}
     */
    public <T> Array<T> array(Class<T> type, int length) {
        return Array.zeros(type, length, Guard.by(new RLock()));
    }

    /**
     * A shared array of zeros with a given lock. (Python: {@code Array('i', length, lock=lock)}.)
     *
     * @param <T> the type of the elements, boxed
     * @param type the type of the elements: a primitive type, {@code int.class}, or the class that
     *     boxes it
     * @param length how many; 0 or more
     * @param lock the lock that its accesses take
     * @return a new array
     * @throws IllegalArgumentException if {@code type} is none of the eight primitive types and the
     *     classes that box them, or {@code length} is negative
     * @throws NullPointerException if an argument is {@code null}
     */
    public <T> Array<T> array(Class<T> type, int length, Mutex lock) {
        return Array.zeros(type, length, Guard.by(lock));
    }

    /**
     * A shared array of zeros without a lock. (Python: {@code RawArray('i', length)}.)
     *
     * @param <T> the type of the elements, boxed
     * @param type the type of the elements: a primitive type, {@code int.class}, or the class that
     *     boxes it
     * @param length how many; 0 or more
     * @return a new array
     * @throws IllegalArgumentException if {@code type} is none of the eight primitive types and the
     *     classes that box them, or {@code length} is negative
     * @throws NullPointerException if {@code type} is {@code null}
     */
    public <T> Array<T> rawArray(Class<T> type, int length) {
        return Array.zeros(type, length, Guard.NONE);
    }

    /**
     * A shared array of the elements of a list, with an {@link RLock} of its own. (Python: {@code
     * Array('i', values)}.)
     *
     * @param <T> the type of the elements, boxed
     * @param type the type of the elements: a primitive type, {@code int.class}, or the class that
     *     boxes it
     * @param values the elements at first, which are copied
     * @return a new array
     * @throws IllegalArgumentException if {@code type} is none of the eight primitive types and the
     *     classes that box them
     * @throws NullPointerException if an argument or an element is {@code null}
     */
    public <T> Array<T> array(Class<T> type, List<? extends T> values) {
        return Array.of(type, values, Guard.by(new RLock()));
    }

    /**
     * A shared array of the elements of a list, with a given lock. (Python: {@code Array('i',
     * values, lock=lock)}.)
     *
     * @param <T> the type of the elements, boxed
     * @param type the type of the elements: a primitive type, {@code int.class}, or the class that
     *     boxes it
     * @param values the elements at first, which are copied
     * @param lock the lock that its accesses take
     * @return a new array
     * @throws IllegalArgumentException if {@code type} is none of the eight primitive types and the
     *     classes that box them
     * @throws NullPointerException if an argument or an element is {@code null}
     */
    public <T> Array<T> array(Class<T> type, List<? extends T> values, Mutex lock) {
        return Array.of(type, values, Guard.by(lock));
    }

    /**
     * A shared array of the elements of a list, without a lock. (Python: {@code RawArray('i',
     * values)}.)
     *
     * @param <T> the type of the elements, boxed
     * @param type the type of the elements: a primitive type, {@code int.class}, or the class that
     *     boxes it
     * @param values the elements at first, which are copied
     * @return a new array
     * @throws IllegalArgumentException if {@code type} is none of the eight primitive types and the
     *     classes that box them
     * @throws NullPointerException if an argument or an element is {@code null}
     */
    public <T> Array<T> rawArray(Class<T> type, List<? extends T> values) {
        return Array.of(type, values, Guard.NONE);
    }

    // About processes

    @Override
    public String toString() {
        return "Context[" + startMethod + "]";
    }
}
