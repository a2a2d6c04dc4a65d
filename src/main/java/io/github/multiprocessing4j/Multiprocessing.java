package io.github.multiprocessing4j;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The words of Python's {@code multiprocessing}, on the default start method.
 *
 * <p>Every method does what the method of the same name on {@link Context} does.
 */
public final class Multiprocessing {

    private Multiprocessing() {}

    // Start methods

    /**
     * The words bound to the default start method: what the program has set by {@link #setStartMethod}; or what the
     * system property {@code multiprocessing4j.startMethod} names, as in {@code -Dmultiprocessing4j.startMethod=spawn};
     * or {@link StartMethod#THREAD}. It is fixed when it is used for the first time.
     *
     * @return the default context
     * @throws IllegalArgumentException if the system property names no start method
     */
    public static Context context() {
        return current();
    }

    /**
     * The words bound to one start method.
     *
     * @param method the start method
     * @return its context
     * @throws NullPointerException if {@code method} is {@code null}
     */
    public static Context context(StartMethod method) {
        return new Context(Objects.requireNonNull(method, "method"));
    }

    /**
     * The words bound to the start method of a name.
     *
     * @param method the name, in any case: {@code "thread"}
     * @return its context
     * @throws IllegalArgumentException if no start method has that name
     * @throws NullPointerException if {@code method} is {@code null}
     */
    public static Context context(String method) {
        return new Context(StartMethod.of(Objects.requireNonNull(method, "method")));
    }

    private static Context current() {
        return new Context(Processes.here().startMethod());
    }

    /**
     * Sets the default start method of the program. That is for the program to do, early; libraries use a
     * {@link #context(StartMethod) context}.
     *
     * @param method the start method
     * @throws IllegalStateException if the default was set or used before
     * @throws NullPointerException if {@code method} is {@code null}
     */
    public static void setStartMethod(StartMethod method) {
        Processes.here().setStartMethod(Objects.requireNonNull(method, "method"));
    }

    /**
     * The default start method: see {@link #context()}.
     *
     * @return the start method
     * @throws IllegalArgumentException if the system property names no start method
     */
    public static StartMethod startMethod() {
        return Processes.here().startMethod();
    }

    /**
     * The start methods that are available in this version.
     *
     * @return an unmodifiable list, the default of a program that says nothing first
     */
    public static List<StartMethod> allStartMethods() {
        return Engines.AVAILABLE;
    }

    /**
     * Says which launcher starts the JVMs of pools and processes that are made from now on, on
     * {@link StartMethod#SPAWN}, and do not say it themselves.
     *
     * @param launcher a {@code java} command of the very version of this JVM; {@code null} for that of this JVM, which
     *     is the default
     */
    public static void setExecutable(Path launcher) {
        Processes.here().setExecutable(launcher);
    }

    /**
     * Says which launcher starts the JVMs of pools and processes: see {@link #setExecutable(Path)}.
     *
     * @param launcher the path of a {@code java} command
     * @throws java.nio.file.InvalidPathException if it is no path
     * @throws NullPointerException if {@code launcher} is {@code null}
     */
    public static void setExecutable(String launcher) {
        setExecutable(Path.of(Objects.requireNonNull(launcher, "launcher")));
    }

    // Work

    /**
     * A new pool of as many workers as there are processors.
     *
     * @return the pool
     * @throws UnsupportedOperationException if the start method is not available
     */
    public static Pool pool() {
        return current().pool();
    }

    /**
     * A new pool.
     *
     * @param workers how many tasks run at a time, at least 1
     * @return the pool
     * @throws IllegalArgumentException if {@code workers} is less than 1
     * @throws UnsupportedOperationException if the start method is not available
     */
    public static Pool pool(int workers) {
        return current().pool(workers);
    }

    /**
     * A new pool: see {@link Pool#create}.
     *
     * @param options fills in the options
     * @return the pool
     * @throws IllegalArgumentException if an option has a value that it cannot have
     * @throws IllegalStateException if an option is set twice
     * @throws NullPointerException if {@code options} is {@code null}
     * @throws UnsupportedOperationException if the start method is not available
     */
    public static Pool pool(Consumer<? super PoolOptions> options) {
        return current().pool(options);
    }

    /**
     * A new process that runs code. It does not run before {@link Process#start}.
     *
     * @param target the code
     * @return the process
     * @throws NullPointerException if {@code target} is {@code null}
     */
    public static Process process(Action target) {
        return current().process(target);
    }

    /**
     * A new process that runs code of one argument. It does not run before {@link Process#start}.
     *
     * @param <A> the type of the argument
     * @param target the code
     * @param a its argument
     * @return the process
     * @throws NullPointerException if {@code target} is {@code null}
     */
    public static <A> Process process(Action1<? super A> target, A a) {
        return current().process(target, a);
    }

    /**
     * A new process that runs code of two arguments. It does not run before {@link Process#start}.
     *
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param target the code
     * @param a its first argument
     * @param b its second argument
     * @return the process
     * @throws NullPointerException if {@code target} is {@code null}
     */
    public static <A, B> Process process(Action2<? super A, ? super B> target, A a, B b) {
        return current().process(target, a, b);
    }

    /**
     * A new process that runs code of three arguments. It does not run before {@link Process#start}.
     *
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <C> the type of the third argument
     * @param target the code
     * @param a its first argument
     * @param b its second argument
     * @param c its third argument
     * @return the process
     * @throws NullPointerException if {@code target} is {@code null}
     */
    public static <A, B, C> Process process(Action3<? super A, ? super B, ? super C> target, A a, B b, C c) {
        return current().process(target, a, b, c);
    }

    /**
     * A new process that runs code of four arguments. It does not run before {@link Process#start}.
     *
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <C> the type of the third argument
     * @param <D> the type of the fourth argument
     * @param target the code
     * @param a its first argument
     * @param b its second argument
     * @param c its third argument
     * @param d its fourth argument
     * @return the process
     * @throws NullPointerException if {@code target} is {@code null}
     */
    public static <A, B, C, D> Process process(
            Action4<? super A, ? super B, ? super C, ? super D> target, A a, B b, C c, D d) {
        return current().process(target, a, b, c, d);
    }

    // Passing

    /**
     * A new queue without a bound.
     *
     * @param <T> the type of the items
     * @return the queue
     */
    public static <T> Queue<T> queue() {
        return current().queue();
    }

    /**
     * A new queue.
     *
     * @param <T> the type of the items
     * @param maxSize how many items it holds at most; zero or negative for as many as there are
     * @return the queue
     */
    public static <T> Queue<T> queue(int maxSize) {
        return current().queue(maxSize);
    }

    /**
     * A new joinable queue without a bound.
     *
     * @param <T> the type of the items
     * @return the queue
     */
    public static <T> JoinableQueue<T> joinableQueue() {
        return current().joinableQueue();
    }

    /**
     * A new joinable queue.
     *
     * @param <T> the type of the items
     * @param maxSize how many items it holds at most; zero or negative for as many as there are
     * @return the queue
     */
    public static <T> JoinableQueue<T> joinableQueue(int maxSize) {
        return current().joinableQueue(maxSize);
    }

    /**
     * A new simple queue.
     *
     * @param <T> the type of the items
     * @return the queue
     */
    public static <T> SimpleQueue<T> simpleQueue() {
        return current().simpleQueue();
    }

    /**
     * A new pipe whose ends both send and receive, and meet to do so.
     *
     * @param <T> the type of the messages
     * @return the pipe
     */
    public static <T> Pipe<T> pipe() {
        return current().pipe();
    }

    /**
     * A new pipe whose ends meet to send and receive.
     *
     * @param <T> the type of the messages
     * @param duplex whether both ends do both; if not, left reads and right writes
     * @return the pipe
     */
    public static <T> Pipe<T> pipe(boolean duplex) {
        return current().pipe(duplex);
    }

    /**
     * A new pipe whose ends both send and receive, with a buffer in each direction.
     *
     * @param <T> the type of the messages
     * @param capacity how many messages each buffer has room for, at least 1
     * @return the pipe
     * @throws IllegalArgumentException if {@code capacity} is less than 1
     */
    public static <T> Pipe<T> pipe(int capacity) {
        return current().pipe(capacity);
    }

    /**
     * A new pipe with a buffer in each direction.
     *
     * @param <T> the type of the messages
     * @param duplex whether both ends do both; if not, left reads and right writes
     * @param capacity how many messages each buffer has room for, at least 1
     * @return the pipe
     * @throws IllegalArgumentException if {@code capacity} is less than 1
     */
    public static <T> Pipe<T> pipe(boolean duplex, int capacity) {
        return current().pipe(duplex, capacity);
    }

    // Waiting

    /**
     * A lock that any thread may release, and that is not re-entrant.
     *
     * @return a new lock, which is free
     */
    public static Lock lock() {
        return current().lock();
    }

    /**
     * A re-entrant lock, which only the thread that holds it can release.
     *
     * @return a new lock, which is free
     */
    public static RLock rlock() {
        return current().rlock();
    }

    /**
     * A semaphore of value 1.
     *
     * @return a new semaphore
     */
    public static Semaphore semaphore() {
        return current().semaphore();
    }

    /**
     * A semaphore.
     *
     * @param value how many permits there are at first; 0 or more
     * @return a new semaphore
     * @throws IllegalArgumentException if {@code value} is negative
     */
    public static Semaphore semaphore(int value) {
        return current().semaphore(value);
    }

    /**
     * A semaphore of value 1, and never more.
     *
     * @return a new semaphore
     */
    public static BoundedSemaphore boundedSemaphore() {
        return current().boundedSemaphore();
    }

    /**
     * A semaphore that never has more permits than at first.
     *
     * @param value how many permits there are at first, and at most; 0 or more
     * @return a new semaphore
     * @throws IllegalArgumentException if {@code value} is negative
     */
    public static BoundedSemaphore boundedSemaphore(int value) {
        return current().boundedSemaphore(value);
    }

    /**
     * A flag that threads wait for.
     *
     * @return a new event, which is not set
     */
    public static Event event() {
        return current().event();
    }

    /**
     * A condition over a new {@link RLock}.
     *
     * @return a new condition
     */
    public static Condition condition() {
        return current().condition();
    }

    /**
     * A condition over a lock.
     *
     * @param lock the lock, which may have other conditions too
     * @return a new condition
     * @throws NullPointerException if {@code lock} is {@code null}
     */
    public static Condition condition(Mutex lock) {
        return current().condition(lock);
    }

    /**
     * A barrier without an action and without a time limit.
     *
     * @param parties how many meet; at least 1
     * @return a new barrier
     * @throws IllegalArgumentException if {@code parties} is less than 1
     */
    public static Barrier barrier(int parties) {
        return current().barrier(parties);
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
    public static Barrier barrier(int parties, Action action) {
        return current().barrier(parties, action);
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
    public static Barrier barrier(int parties, Duration timeout) {
        return current().barrier(parties, timeout);
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
    public static Barrier barrier(int parties, Action action, Duration timeout) {
        return current().barrier(parties, action, timeout);
    }

    // Sharing

    /**
     * A shared value with an {@link RLock} of its own. (Python: {@code Value('i', initial)}, and so on: see
     * {@link Value} for the codes.)
     *
     * @param <T> the type, which is that of {@code initial}: Integer, Long, Short, Byte, Character, Float, Double or
     *     Boolean
     * @param initial the value at first
     * @return a new value
     * @throws IllegalArgumentException if {@code initial} is of another type
     * @throws NullPointerException if {@code initial} is {@code null}
     */
    public static <T> Value<T> value(T initial) {
        return current().value(initial);
    }

    /**
     * A shared value with a given lock. (Python: {@code Value('i', initial, lock=lock)}.)
     *
     * @param <T> the type, which is that of {@code initial}: Integer, Long, Short, Byte, Character, Float, Double or
     *     Boolean
     * @param initial the value at first
     * @param lock the lock that its accesses take
     * @return a new value
     * @throws IllegalArgumentException if {@code initial} is of another type
     * @throws NullPointerException if an argument is {@code null}
     */
    public static <T> Value<T> value(T initial, Mutex lock) {
        return current().value(initial, lock);
    }

    /**
     * A shared value without a lock. (Python: {@code RawValue('i', initial)}.)
     *
     * @param <T> the type, which is that of {@code initial}: Integer, Long, Short, Byte, Character, Float, Double or
     *     Boolean
     * @param initial the value at first
     * @return a new value
     * @throws IllegalArgumentException if {@code initial} is of another type
     * @throws NullPointerException if {@code initial} is {@code null}
     */
    public static <T> Value<T> rawValue(T initial) {
        return current().rawValue(initial);
    }

    /**
     * A shared array of ints with an {@link RLock} of its own. (Python: {@code Array('i', values)}.) Other than in
     * Python, {@code array(10)} has one element, which is 10: an array of ten zeros is {@code array(int.class, 10)}.
     *
     * @param values the elements at first, which are copied
     * @return a new array
     * @throws NullPointerException if {@code values} is {@code null}
     */
    public static Array<Integer> array(int... values) {
        return current().array(values);
    }

    /**
     * A shared array of longs with an {@link RLock} of its own. (Python: {@code Array('q', values)}.)
     *
     * @param values the elements at first, which are copied
     * @return a new array
     * @throws NullPointerException if {@code values} is {@code null}
     */
    public static Array<Long> array(long... values) {
        return current().array(values);
    }

    /**
     * A shared array of shorts with an {@link RLock} of its own. (Python: {@code Array('h', values)}.)
     *
     * @param values the elements at first, which are copied
     * @return a new array
     * @throws NullPointerException if {@code values} is {@code null}
     */
    public static Array<Short> array(short... values) {
        return current().array(values);
    }

    /**
     * A shared array of bytes with an {@link RLock} of its own. (Python: {@code Array('b', values)}.)
     *
     * @param values the elements at first, which are copied
     * @return a new array
     * @throws NullPointerException if {@code values} is {@code null}
     */
    public static Array<Byte> array(byte... values) {
        return current().array(values);
    }

    /**
     * A shared array of chars with an {@link RLock} of its own. (Python: {@code Array('u', values)}.)
     *
     * @param values the elements at first, which are copied
     * @return a new array
     * @throws NullPointerException if {@code values} is {@code null}
     */
    public static Array<Character> array(char... values) {
        return current().array(values);
    }

    /**
     * A shared array of floats with an {@link RLock} of its own. (Python: {@code Array('f', values)}.)
     *
     * @param values the elements at first, which are copied
     * @return a new array
     * @throws NullPointerException if {@code values} is {@code null}
     */
    public static Array<Float> array(float... values) {
        return current().array(values);
    }

    /**
     * A shared array of doubles with an {@link RLock} of its own. (Python: {@code Array('d', values)}.)
     *
     * @param values the elements at first, which are copied
     * @return a new array
     * @throws NullPointerException if {@code values} is {@code null}
     */
    public static Array<Double> array(double... values) {
        return current().array(values);
    }

    /**
     * A shared array of booleans with an {@link RLock} of its own.
     *
     * @param values the elements at first, which are copied
     * @return a new array
     * @throws NullPointerException if {@code values} is {@code null}
     */
    public static Array<Boolean> array(boolean... values) {
        return current().array(values);
    }

    /**
     * A shared array of zeros with an {@link RLock} of its own. (Python: {@code Array('i', length)}.)
     *
     * @param <T> the type of the elements, boxed
     * @param type the type of the elements: a primitive type, {@code int.class}, or the class that boxes it
     * @param length how many; 0 or more
     * @return a new array
     * @throws IllegalArgumentException if {@code type} is none of the eight primitive types and the classes that box
     *     them, or {@code length} is negative
     * @throws NullPointerException if {@code type} is {@code null}
     */
    public static <T> Array<T> array(Class<T> type, int length) {
        return current().array(type, length);
    }

    /**
     * A shared array of zeros with a given lock. (Python: {@code Array('i', length, lock=lock)}.)
     *
     * @param <T> the type of the elements, boxed
     * @param type the type of the elements: a primitive type, {@code int.class}, or the class that boxes it
     * @param length how many; 0 or more
     * @param lock the lock that its accesses take
     * @return a new array
     * @throws IllegalArgumentException if {@code type} is none of the eight primitive types and the classes that box
     *     them, or {@code length} is negative
     * @throws NullPointerException if an argument is {@code null}
     */
    public static <T> Array<T> array(Class<T> type, int length, Mutex lock) {
        return current().array(type, length, lock);
    }

    /**
     * A shared array of zeros without a lock. (Python: {@code RawArray('i', length)}.)
     *
     * @param <T> the type of the elements, boxed
     * @param type the type of the elements: a primitive type, {@code int.class}, or the class that boxes it
     * @param length how many; 0 or more
     * @return a new array
     * @throws IllegalArgumentException if {@code type} is none of the eight primitive types and the classes that box
     *     them, or {@code length} is negative
     * @throws NullPointerException if {@code type} is {@code null}
     */
    public static <T> Array<T> rawArray(Class<T> type, int length) {
        return current().rawArray(type, length);
    }

    /**
     * A shared array of the elements of a list, with an {@link RLock} of its own. (Python: {@code Array('i', values)}.)
     *
     * @param <T> the type of the elements, boxed
     * @param type the type of the elements: a primitive type, {@code int.class}, or the class that boxes it
     * @param values the elements at first, which are copied
     * @return a new array
     * @throws IllegalArgumentException if {@code type} is none of the eight primitive types and the classes that box
     *     them
     * @throws NullPointerException if an argument or an element is {@code null}
     */
    public static <T> Array<T> array(Class<T> type, List<? extends T> values) {
        return current().array(type, values);
    }

    /**
     * A shared array of the elements of a list, with a given lock. (Python: {@code Array('i', values, lock=lock)}.)
     *
     * @param <T> the type of the elements, boxed
     * @param type the type of the elements: a primitive type, {@code int.class}, or the class that boxes it
     * @param values the elements at first, which are copied
     * @param lock the lock that its accesses take
     * @return a new array
     * @throws IllegalArgumentException if {@code type} is none of the eight primitive types and the classes that box
     *     them
     * @throws NullPointerException if an argument or an element is {@code null}
     */
    public static <T> Array<T> array(Class<T> type, List<? extends T> values, Mutex lock) {
        return current().array(type, values, lock);
    }

    /**
     * A shared array of the elements of a list, without a lock. (Python: {@code RawArray('i', values)}.)
     *
     * @param <T> the type of the elements, boxed
     * @param type the type of the elements: a primitive type, {@code int.class}, or the class that boxes it
     * @param values the elements at first, which are copied
     * @return a new array
     * @throws IllegalArgumentException if {@code type} is none of the eight primitive types and the classes that box
     *     them
     * @throws NullPointerException if an argument or an element is {@code null}
     */
    public static <T> Array<T> rawArray(Class<T> type, List<? extends T> values) {
        return current().rawArray(type, values);
    }

    // Memory

    /**
     * A block of shared memory with a fresh name. (Python: {@code SharedMemory(create=True, size=size)}.)
     *
     * @param size how many bytes it has, at least 1
     * @return a new block
     * @throws IllegalArgumentException if {@code size} is less than 1
     * @throws IllegalStateException if this JVM is ending
     * @throws IOException if there is no room for it
     */
    public static SharedMemory sharedMemory(long size) throws IOException {
        return current().sharedMemory(size);
    }

    /**
     * A new block of shared memory: see {@link SharedMemory#create(String, long)}. (Python: {@code SharedMemory(name,
     * create=True, size=size)}.)
     *
     * @param name its name
     * @param size how many bytes it has, at least 1
     * @return a new block
     * @throws IllegalArgumentException if the name is none that blocks can have, or {@code size} is less than 1
     * @throws IllegalStateException if this JVM is ending
     * @throws java.nio.file.FileAlreadyExistsException if there is a block of that name
     * @throws IOException if there is no room for it
     * @throws NullPointerException if {@code name} is {@code null}
     */
    public static SharedMemory sharedMemory(String name, long size) throws IOException {
        return current().sharedMemory(name, size);
    }

    /**
     * A block of shared memory that is there: see {@link SharedMemory#attach}. (Python: {@code SharedMemory(name)}.)
     *
     * @param name its name
     * @return the block
     * @throws IllegalArgumentException if the name is none that blocks can have
     * @throws java.nio.file.NoSuchFileException if there is no block of that name
     * @throws IOException if what has that name is no block of this user's
     * @throws NullPointerException if {@code name} is {@code null}
     */
    public static SharedMemory sharedMemory(String name) throws IOException {
        return current().sharedMemory(name);
    }

    /**
     * A list of fixed length in shared memory. (Python: {@code ShareableList(items)}.)
     *
     * @param items the items at first: see {@link ShareableList}
     * @return a new list
     * @throws IllegalArgumentException if an item is of a class that lists have not, or all together are too large
     * @throws IllegalStateException if this JVM is ending
     * @throws IOException if there is no room for it
     * @throws NullPointerException if {@code items} is {@code null}
     */
    public static ShareableList shareableList(Object... items) throws IOException {
        return current().shareableList(items);
    }

    // Managers

    /**
     * Makes and starts a manager. (Python: {@code Manager()}.)
     *
     * @return the manager, which is running
     * @throws InterruptedException if the thread is interrupted while it waits for the manager to start
     * @throws java.io.UncheckedIOException if its process cannot be started
     */
    public static Manager manager() throws InterruptedException {
        return current().manager();
    }

    /**
     * Makes and starts a manager.
     *
     * @param options fills in the options
     * @return the manager, which is running
     * @throws InterruptedException if the thread is interrupted while it waits for the manager to start
     * @throws NullPointerException if {@code options} is {@code null}
     * @throws IllegalArgumentException if an option has a value that it cannot have
     * @throws IllegalStateException if an option is set twice
     * @throws EncodingException if a registered factory cannot travel to a process of its own
     * @throws java.io.UncheckedIOException if its process cannot be started
     */
    public static Manager manager(Consumer<? super ManagerOptions> options) throws InterruptedException {
        return current().manager(options);
    }

    /**
     * Makes and starts a manager of shared memory. (Python: {@code SharedMemoryManager()}.)
     *
     * @return the manager, which is running
     * @throws InterruptedException if the thread is interrupted while it waits for the manager to start
     * @throws java.io.UncheckedIOException if its process cannot be started
     */
    public static SharedMemoryManager sharedMemoryManager() throws InterruptedException {
        return current().sharedMemoryManager();
    }

    // About processes

    /**
     * How many processors this JVM may use.
     *
     * @return at least 1
     */
    public static int cpuCount() {
        return Runtime.getRuntime().availableProcessors();
    }

    /**
     * The process that the calling code is in: on {@link StartMethod#THREAD}, the one whose own thread this is, or the
     * worker of a pool; everywhere else the main process of this JVM.
     *
     * @return the process; the same object each time
     */
    public static Process currentProcess() {
        return Processes.here().current();
    }

    /**
     * The process that has made the one that the calling code is in.
     *
     * @return the process; empty in the main process
     */
    public static Optional<Process> parentProcess() {
        return Optional.ofNullable(currentProcess().parent());
    }

    /**
     * The processes that were made in the calling process, and that are running.
     *
     * @return a new list
     */
    public static List<Process> activeChildren() {
        return currentProcess().activeChildren();
    }
}
