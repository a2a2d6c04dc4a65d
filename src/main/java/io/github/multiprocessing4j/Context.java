package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.JoinableQueueCore;
import io.github.multiprocessing4j.internal.shared.QueueCore;
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
        throw new IllegalStateException(
                this + ": the start method of a context cannot be set to " + method);
    }

    // Work

    /**
     * A new pool of as many workers as there are processors.
     *
     * @return the pool
     * @throws UnsupportedOperationException if the start method is not available
     */
    public Pool pool() {
        return new Pool(new PoolOptions(), startMethod);
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
        return new Pool(new PoolOptions().workers(workers), startMethod);
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
        return new Pool(Setting.configure(new PoolOptions(), options), startMethod);
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
    public <A, B, C> Process process(
            Action3<? super A, ? super B, ? super C> target, A a, B b, C c) {
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
        return new Queue<>(new QueueCore(0));
    }

    /**
     * A new queue.
     *
     * @param <T> the type of the items
     * @param maxSize how many items it holds at most; zero or negative for as many as there are
     * @return the queue
     */
    public <T> Queue<T> queue(int maxSize) {
        return new Queue<>(new QueueCore(maxSize));
    }

    /**
     * A new joinable queue without a bound.
     *
     * @param <T> the type of the items
     * @return the queue
     */
    public <T> JoinableQueue<T> joinableQueue() {
        return new JoinableQueue<>(new JoinableQueueCore(0));
    }

    /**
     * A new joinable queue.
     *
     * @param <T> the type of the items
     * @param maxSize how many items it holds at most; zero or negative for as many as there are
     * @return the queue
     */
    public <T> JoinableQueue<T> joinableQueue(int maxSize) {
        return new JoinableQueue<>(new JoinableQueueCore(maxSize));
    }

    /**
     * A new simple queue.
     *
     * @param <T> the type of the items
     * @return the queue
     */
    public <T> SimpleQueue<T> simpleQueue() {
        return new SimpleQueue<>();
    }

    /**
     * A new pipe whose ends both send and receive, and meet to do so.
     *
     * @param <T> the type of the messages
     * @return the pipe
     */
    public <T> Pipe<T> pipe() {
        return Pipe.rendezvous(true);
    }

    /**
     * A new pipe whose ends meet to send and receive.
     *
     * @param <T> the type of the messages
     * @param duplex whether both ends do both; if not, left reads and right writes
     * @return the pipe
     */
    public <T> Pipe<T> pipe(boolean duplex) {
        return Pipe.rendezvous(duplex);
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
        return Pipe.buffered(true, capacity);
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
        return Pipe.buffered(duplex, capacity);
    }

    // Waiting

    // Sharing

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
     * The process that the calling code is in: on {@link StartMethod#THREAD}, the one whose own
     * thread this is, or the worker of a pool; everywhere else the main process of this JVM.
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
     * The processes that the calling process has started and that have not ended.
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
