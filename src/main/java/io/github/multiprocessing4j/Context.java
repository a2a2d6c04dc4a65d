package io.github.multiprocessing4j;

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
