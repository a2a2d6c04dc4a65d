package io.github.multiprocessing4j;

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
     * The words bound to the default start method: what the program has set by {@link
     * #setStartMethod}; or what the system property {@code multiprocessing4j.startMethod} names, as
     * in {@code -Dmultiprocessing4j.startMethod=spawn}; or {@link StartMethod#THREAD}. It is fixed
     * when it is used for the first time.
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
        return new Context(method);
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
        return new Context(StartMethod.of(method));
    }

    private static Context current() {
        return new Context(Processes.here().startMethod());
    }

    /**
     * Sets the default start method of the program. That is for the program to do, early; libraries
     * use a {@link #context(StartMethod) context}.
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
     * A new process that runs code of three arguments. It does not run before {@link
     * Process#start}.
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
    public static <A, B, C> Process process(
            Action3<? super A, ? super B, ? super C> target, A a, B b, C c) {
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

    // Sharing

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
     * The process that the calling code is in: on {@link StartMethod#THREAD}, the one whose own
     * thread this is, or the worker of a pool; everywhere else the main process of this JVM.
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
     * The processes that the calling process has started and that have not ended.
     *
     * @return a new list
     */
    public static List<Process> activeChildren() {
        return currentProcess().activeChildren();
    }
}
