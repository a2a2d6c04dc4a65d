package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.JoinableQueueCore;
import io.github.multiprocessing4j.internal.shared.QueueCore;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

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

    /**
     * This context.
     *
     * @return this
     */
    public Context context() {
        return this;
    }

    /**
     * Always fails: the start method of a context is fixed. The default of the program is set by
     * {@link Multiprocessing#setStartMethod}.
     *
     * @param method a start method
     * @throws IllegalStateException always
     */
    public void setStartMethod(StartMethod method) {
        throw new IllegalStateException(this + ": the start method of a context cannot be set to " + method);
    }

    // Work

    /**
     * A new pool of as many workers as there are processors.
     *
     * @return the pool
     * @throws UnsupportedOperationException if the start method is not available
     */
    public Pool pool() {
        return new Pool(new PoolOptions(), this::startMethod);
    }

    /**
     * A new pool.
     *
     * @param workers how many tasks run at a time, at least 1
     * @return the pool
     * @throws IllegalArgumentException if {@code workers} is less than 1
     * @throws UnsupportedOperationException if the start method is not available
     */
    public Pool pool(int workers) {
        return new Pool(new PoolOptions().workers(workers), this::startMethod);
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
    public Pool pool(Consumer<? super PoolOptions> options) {
        return new Pool(Setting.configure(new PoolOptions(), options), this::startMethod);
    }

    /**
     * A new process that runs code. It does not run before {@link Process#start}.
     *
     * @param target the code
     * @return the process
     * @throws NullPointerException if {@code target} is {@code null}
     */
    public Process process(Action target) {
        return Process.of(startMethod, target);
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
    public <A> Process process(Action1<? super A> target, A a) {
        Objects.requireNonNull(target, "target");
        return Process.of(startMethod, () -> target.run(a));
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
    public <A, B> Process process(Action2<? super A, ? super B> target, A a, B b) {
        Objects.requireNonNull(target, "target");
        return Process.of(startMethod, () -> target.run(a, b));
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
    public <A, B, C> Process process(Action3<? super A, ? super B, ? super C> target, A a, B b, C c) {
        Objects.requireNonNull(target, "target");
        return Process.of(startMethod, () -> target.run(a, b, c));
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
    public <A, B, C, D> Process process(
            Action4<? super A, ? super B, ? super C, ? super D> target, A a, B b, C c, D d) {
        Objects.requireNonNull(target, "target");
        return Process.of(startMethod, () -> target.run(a, b, c, d));
    }

    // Passing

    /**
     * A new queue without a bound.
     *
     * @param <T> the type of the items
     * @return the queue
     */
    public <T> Queue<T> queue() {
        return new Queue<>(new QueueCore(0, copies()));
    }

    /**
     * A new queue.
     *
     * @param <T> the type of the items
     * @param maxSize how many items it holds at most; zero or negative for as many as there are
     * @return the queue
     */
    public <T> Queue<T> queue(int maxSize) {
        return new Queue<>(new QueueCore(maxSize, copies()));
    }

    /**
     * A new joinable queue without a bound.
     *
     * @param <T> the type of the items
     * @return the queue
     */
    public <T> JoinableQueue<T> joinableQueue() {
        return new JoinableQueue<>(new JoinableQueueCore(0, copies()));
    }

    /**
     * A new joinable queue.
     *
     * @param <T> the type of the items
     * @param maxSize how many items it holds at most; zero or negative for as many as there are
     * @return the queue
     */
    public <T> JoinableQueue<T> joinableQueue(int maxSize) {
        return new JoinableQueue<>(new JoinableQueueCore(maxSize, copies()));
    }

    /**
     * A new simple queue.
     *
     * @param <T> the type of the items
     * @return the queue
     */
    public <T> SimpleQueue<T> simpleQueue() {
        return new SimpleQueue<>(new QueueCore(0, copies()));
    }

    /**
     * A new pipe whose ends both send and receive, and meet to do so.
     *
     * @param <T> the type of the messages
     * @return the pipe
     */
    public <T> Pipe<T> pipe() {
        return Pipe.of(true, copies());
    }

    /**
     * A new pipe whose ends meet to send and receive.
     *
     * @param <T> the type of the messages
     * @param duplex whether both ends do both; if not, left reads and right writes
     * @return the pipe
     */
    public <T> Pipe<T> pipe(boolean duplex) {
        return Pipe.of(duplex, copies());
    }

    /**
     * A new pipe whose ends both send and receive, with a buffer in each direction.
     *
     * @param <T> the type of the messages
     * @param capacity how many messages each buffer has room for, at least 1
     * @return the pipe
     * @throws IllegalArgumentException if {@code capacity} is less than 1
     */
    public <T> Pipe<T> pipe(int capacity) {
        return Pipe.buffered(true, capacity, copies());
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
    public <T> Pipe<T> pipe(boolean duplex, int capacity) {
        return Pipe.buffered(duplex, capacity, copies());
    }

    /** Whether what is passed is copied from the first: it is made to be passed to other JVMs. */
    private boolean copies() {
        return startMethod == StartMethod.SPAWN;
    }

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
    public <T> Value<T> value(T initial) {
        return Value.of(initial, Guard.by(new RLock()));
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
    public <T> Value<T> value(T initial, Mutex lock) {
        return Value.of(initial, Guard.by(lock));
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
    public <T> Value<T> rawValue(T initial) {
        return Value.of(initial, Guard.NONE);
    }

    /**
     * A shared array of ints with an {@link RLock} of its own. (Python: {@code Array('i', values)}.) Other than in
     * Python, {@code array(10)} has one element, which is 10: an array of ten zeros is {@code array(int.class, 10)}.
     *
     * @param values the elements at first, which are copied
     * @return a new array
     * @throws NullPointerException if {@code values} is {@code null}
     */
    public Array<Integer> array(int... values) {
        return Array.copyOf(values);
    }

    /**
     * A shared array of longs with an {@link RLock} of its own. (Python: {@code Array('q', values)}.)
     *
     * @param values the elements at first, which are copied
     * @return a new array
     * @throws NullPointerException if {@code values} is {@code null}
     */
    public Array<Long> array(long... values) {
        return Array.copyOf(values);
    }

    /**
     * A shared array of shorts with an {@link RLock} of its own. (Python: {@code Array('h', values)}.)
     *
     * @param values the elements at first, which are copied
     * @return a new array
     * @throws NullPointerException if {@code values} is {@code null}
     */
    public Array<Short> array(short... values) {
        return Array.copyOf(values);
    }

    /**
     * A shared array of bytes with an {@link RLock} of its own. (Python: {@code Array('b', values)}.)
     *
     * @param values the elements at first, which are copied
     * @return a new array
     * @throws NullPointerException if {@code values} is {@code null}
     */
    public Array<Byte> array(byte... values) {
        return Array.copyOf(values);
    }

    /**
     * A shared array of chars with an {@link RLock} of its own. (Python: {@code Array('u', values)}.)
     *
     * @param values the elements at first, which are copied
     * @return a new array
     * @throws NullPointerException if {@code values} is {@code null}
     */
    public Array<Character> array(char... values) {
        return Array.copyOf(values);
    }

    /**
     * A shared array of floats with an {@link RLock} of its own. (Python: {@code Array('f', values)}.)
     *
     * @param values the elements at first, which are copied
     * @return a new array
     * @throws NullPointerException if {@code values} is {@code null}
     */
    public Array<Float> array(float... values) {
        return Array.copyOf(values);
    }

    /**
     * A shared array of doubles with an {@link RLock} of its own. (Python: {@code Array('d', values)}.)
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
    public <T> Array<T> array(Class<T> type, int length) {
        return Array.zeros(type, length, Guard.by(new RLock()));
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
    public <T> Array<T> array(Class<T> type, int length, Mutex lock) {
        return Array.zeros(type, length, Guard.by(lock));
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
    public <T> Array<T> rawArray(Class<T> type, int length) {
        return Array.zeros(type, length, Guard.NONE);
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
    public <T> Array<T> array(Class<T> type, List<? extends T> values) {
        return Array.of(type, values, Guard.by(new RLock()));
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
    public <T> Array<T> array(Class<T> type, List<? extends T> values, Mutex lock) {
        return Array.of(type, values, Guard.by(lock));
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
    public <T> Array<T> rawArray(Class<T> type, List<? extends T> values) {
        return Array.of(type, values, Guard.NONE);
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
    public SharedMemory sharedMemory(long size) throws IOException {
        return SharedMemory.create(size);
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
    public SharedMemory sharedMemory(String name, long size) throws IOException {
        return SharedMemory.create(name, size);
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
    public SharedMemory sharedMemory(String name) throws IOException {
        return SharedMemory.attach(name);
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
    public ShareableList shareableList(Object... items) throws IOException {
        return ShareableList.of(items);
    }

    // Managers

    /**
     * Makes and starts a manager. (Python: {@code Manager()}.)
     *
     * @return the manager, which is running
     * @throws InterruptedException if the thread is interrupted while it waits for the manager to start
     * @throws java.io.UncheckedIOException if its process cannot be started
     */
    public Manager manager() throws InterruptedException {
        return manager(o -> {});
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
    public Manager manager(Consumer<? super ManagerOptions> options) throws InterruptedException {
        Manager manager = new Manager(Setting.configure(new ManagerOptions(), options), this::startMethod);
        manager.start();
        return manager;
    }

    /**
     * Makes and starts a manager of shared memory. (Python: {@code SharedMemoryManager()}.)
     *
     * @return the manager, which is running
     * @throws InterruptedException if the thread is interrupted while it waits for the manager to start
     * @throws java.io.UncheckedIOException if its process cannot be started
     */
    public SharedMemoryManager sharedMemoryManager() throws InterruptedException {
        SharedMemoryManager manager = new SharedMemoryManager(new ManagerOptions(), this::startMethod);
        manager.start();
        return manager;
    }

    // About processes

    /**
     * How many processors this JVM may use.
     *
     * @return at least 1
     */
    public int cpuCount() {
        return Runtime.getRuntime().availableProcessors();
    }

    /**
     * The process that the calling code is in: on {@link StartMethod#THREAD}, the one whose own thread this is, or the
     * worker of a pool; everywhere else the main process of this JVM.
     *
     * @return the process; the same object each time
     */
    public Process currentProcess() {
        return Processes.here().current();
    }

    /**
     * The process that has made the one that the calling code is in.
     *
     * @return the process; empty in the main process
     */
    public Optional<Process> parentProcess() {
        return Optional.ofNullable(currentProcess().parent());
    }

    /**
     * The processes that were made in the calling process, and that are running.
     *
     * @return a new list
     */
    public List<Process> activeChildren() {
        return currentProcess().activeChildren();
    }

    @Override
    public String toString() {
        return "Context[" + startMethod + "]";
    }
}
