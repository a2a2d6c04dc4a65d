package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.Crew;
import io.github.multiprocessing4j.internal.engine.CrewPlan;
import io.github.multiprocessing4j.internal.shared.Deadline;
import io.github.multiprocessing4j.internal.shared.Realm;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A number of workers that run tasks: the same function over many items, or one call at a time.
 *
 * <p>A pool of n runs n tasks at a time and never more, whether they compute or wait. Work is begun in the order in
 * which it was submitted. On {@link StartMethod#THREAD} the workers are the daemon threads of a
 * {@link java.util.concurrent.ForkJoinPool} that belongs to the pool alone; they are started when there is work. A task
 * that waits for other tasks of its own pool runs them itself if no worker has begun them, so tasks may call
 * {@code map} on their own pool. That holds for what {@code Pool}, {@link AsyncResult} and {@link ResultIterator} wait
 * for; a task that waits for its own pool by other means, such as a {@link java.util.concurrent.CompletableFuture}, a
 * lock or an input that uses the pool, needs another worker that is free.
 *
 * <p>On {@link StartMethod#SPAWN} the workers are child JVMs; the first is started when the pool is made, others when
 * there is work. Functions, arguments and results are serialized, and what cannot be fails the call with
 * {@link EncodingException}. A worker that dies costs what it was running, a task or a chunk of a {@code map}, which
 * fails with {@link WorkerLostException}; another one takes its place. A task that does not heed its end, when its time
 * limit is over, it is cancelled or the pool is terminated, is ended with its process.
 *
 * <p>What a task throws is what the caller catches: unchecked exceptions and errors with their own class, checked ones
 * as the cause of a {@link TaskException}; a {@link TaskNote} says which task it was. The stack trace of what the
 * methods of pools, results and iterators throw, be it the task's or the pool's, goes on with the frames of whoever has
 * called them, of the last one if several have. No result is left hanging: when the pool breaks or is terminated, all
 * that is unfinished fails. Nothing is run twice unless {@link MapOptions#retries} says so.
 *
 * <p>Tasks see the context class loader and the SLF4J logging context (MDC) of whoever submitted them. {@code null} is
 * an item and a result like any other. What was done before a task was submitted happens-before the task, and the task
 * happens-before what follows when its result was got. Safe for use by any number of threads.
 *
 * <p>A pool is closed when it is not needed any more; {@link #close} waits for the work that was submitted:
 *
 * <pre>{@code
 * try (Pool pool = new Pool(4)) {
 *     List<Integer> lengths = pool.map(String::length, List.of("one", "three"));
 * }
 * }</pre>
 *
 * <p>Differs from Python: leaving the {@code with} block terminates a pool there, and finishes the work here; Python's
 * {@code close} is {@link #shutdown} here; a failing item does not keep the others of its chunk from being run; a pool
 * cannot be serialized, as there.
 *
 * @see Multiprocessing#pool()
 */
public final class Pool implements AutoCloseable {

    private final PoolLife life;
    private final StartMethod startMethod;
    private final Cleaner.Cleanable dropping;

    /** Makes a pool of as many workers as there are processors, on the default start method. */
    public Pool() {
        this(new PoolOptions(), Processes.here()::startMethod);
    }

    /**
     * Makes a pool on the default start method.
     *
     * @param workers how many tasks run at a time, at least 1
     * @throws IllegalArgumentException if {@code workers} is less than 1, or more than 32767 threads
     */
    public Pool(int workers) {
        this(new PoolOptions().workers(workers), Processes.here()::startMethod);
    }

    Pool(PoolOptions options, Supplier<StartMethod> byDefault) {
        this.startMethod = options.startMethodOr(byDefault);
        CrewPlan plan = options.plan(startMethod);
        Crew crew = crew(plan, options.resultFilter());
        this.life = new PoolLife(plan.name(), crew, plan.size());
        this.dropping = Realm.here().cleaner().register(this, new Dropped(life));
    }

    /**
     * Makes a pool.
     *
     * @param options fills in the options
     * @return the pool
     * @throws NullPointerException if {@code options} is {@code null}
     * @throws IllegalArgumentException if an option has a value that it cannot have
     * @throws IllegalStateException if an option is set twice
     * @throws UnsupportedOperationException if the start method, or something that the options ask for, is not
     *     available
     */
    public static Pool create(Consumer<? super PoolOptions> options) {
        return new Pool(Setting.configure(new PoolOptions(), options), Processes.here()::startMethod);
    }

    private Crew crew(CrewPlan plan, ObjectInputFilter results) {
        try {
            return Engines.of(startMethod, results).crew(plan);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "pool \"" + plan.name() + "\": no worker can be started: " + e.getMessage(), e);
        }
    }

    /** What happens when a pool is found that nobody can close any more. */
    private record Dropped(PoolLife life) implements Runnable {

        @Override
        public void run() {
            if (!life.isShut()) {
                life.shut();
                Logging.warn(life + " was dropped without being closed; it ends when its work is done");
            }
        }
    }

    // One task

    /**
     * Runs a task on a worker, and waits for its result.
     *
     * @param <R> the type of the result
     * @param task the task
     * @return its result
     * @throws InterruptedException if the thread is interrupted while it waits; the task goes on
     * @throws IllegalStateException if the pool was shut down
     * @throws NullPointerException if {@code task} is {@code null}
     * @throws RuntimeException as {@link AsyncResult#get()} does, if the task has failed
     */
    public <R> R apply(Task<? extends R> task) throws InterruptedException {
        return this.<R>submit(task, Limits.NONE, null, true).get();
    }

    /**
     * Runs a task on a worker with options, and waits for its result.
     *
     * @param <R> the type of the result
     * @param task the task
     * @param options fills in the options
     * @return its result
     * @throws InterruptedException if the thread is interrupted while it waits; the task goes on
     * @throws IllegalStateException if the pool was shut down
     * @throws NullPointerException if an argument is {@code null}
     * @throws RuntimeException as {@link AsyncResult#get()} does, if the task has failed
     */
    public <R> R apply(Task<? extends R> task, Consumer<? super TaskOptions> options) throws InterruptedException {
        Limits limits = Setting.configure(new TaskOptions(), options).limits();
        return this.<R>submit(task, limits, null, true).get();
    }

    /**
     * Applies a function to an argument on a worker, and waits for its result.
     *
     * @param <A> the type of the argument
     * @param <R> the type of the result
     * @param fn the function
     * @param a its argument
     * @return its result
     * @throws InterruptedException if the thread is interrupted while it waits; the task goes on
     * @throws IllegalStateException if the pool was shut down
     * @throws NullPointerException if {@code fn} is {@code null}
     * @throws RuntimeException as {@link AsyncResult#get()} does, if the task has failed
     */
    public <A, R> R apply(Fn<? super A, ? extends R> fn, A a) throws InterruptedException {
        Objects.requireNonNull(fn, "fn");
        return this.<R>apply(() -> fn.apply(a));
    }

    /**
     * Applies a function to two arguments on a worker, and waits for its result.
     *
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <R> the type of the result
     * @param fn the function
     * @param a its first argument
     * @param b its second argument
     * @return its result
     * @throws InterruptedException if the thread is interrupted while it waits; the task goes on
     * @throws IllegalStateException if the pool was shut down
     * @throws NullPointerException if {@code fn} is {@code null}
     * @throws RuntimeException as {@link AsyncResult#get()} does, if the task has failed
     */
    public <A, B, R> R apply(Fn2<? super A, ? super B, ? extends R> fn, A a, B b) throws InterruptedException {
        Objects.requireNonNull(fn, "fn");
        return this.<R>apply(() -> fn.apply(a, b));
    }

    /**
     * Applies a function to three arguments on a worker, and waits for its result.
     *
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <C> the type of the third argument
     * @param <R> the type of the result
     * @param fn the function
     * @param a its first argument
     * @param b its second argument
     * @param c its third argument
     * @return its result
     * @throws InterruptedException if the thread is interrupted while it waits; the task goes on
     * @throws IllegalStateException if the pool was shut down
     * @throws NullPointerException if {@code fn} is {@code null}
     * @throws RuntimeException as {@link AsyncResult#get()} does, if the task has failed
     */
    public <A, B, C, R> R apply(Fn3<? super A, ? super B, ? super C, ? extends R> fn, A a, B b, C c)
            throws InterruptedException {
        Objects.requireNonNull(fn, "fn");
        return this.<R>apply(() -> fn.apply(a, b, c));
    }

    /**
     * Hands in a task. Does not wait.
     *
     * @param <R> the type of the result
     * @param task the task
     * @return its result to be
     * @throws IllegalStateException if the pool was shut down
     * @throws NullPointerException if {@code task} is {@code null}
     */
    public <R> AsyncResult<R> applyAsync(Task<? extends R> task) {
        return submit(task, Limits.NONE, null, false);
    }

    /**
     * Hands in a task with options. Does not wait.
     *
     * @param <R> the type of the result
     * @param task the task
     * @param options fills in the options
     * @return its result to be
     * @throws IllegalStateException if the pool was shut down, or an option is set twice
     * @throws IllegalArgumentException if an option has a value that it cannot have
     * @throws NullPointerException if an argument is {@code null}
     */
    public <R> AsyncResult<R> applyAsync(Task<? extends R> task, Consumer<? super TaskOptions> options) {
        Limits limits = Setting.configure(new TaskOptions(), options).limits();
        return submit(task, limits, null, false);
    }

    /**
     * Hands in a task, and has its result told. Does not wait.
     *
     * <p>The callbacks are called on one thread of the pool, one at a time, before the result is ready; what they throw
     * is logged. They are not called for a result that was cancelled, or whose pool was terminated. A callback may
     * submit work to its pool; if it waits for that, all other callbacks wait too, and with them the tasks that wait
     * for their results.
     *
     * @param <R> the type of the result
     * @param task the task
     * @param callback told the value; may be {@code null}
     * @param errorCallback told what {@link AsyncResult#get()} will throw; may be {@code null}
     * @return its result to be
     * @throws IllegalStateException if the pool was shut down
     * @throws NullPointerException if {@code task} is {@code null}
     */
    public <R> AsyncResult<R> applyAsync(
            Task<? extends R> task, Consumer<? super R> callback, Consumer<? super Throwable> errorCallback) {
        Completion.Callbacks<R> callbacks = new Completion.Callbacks<>(callback, errorCallback);
        return submit(task, Limits.NONE, callbacks.isEmpty() ? null : callbacks, false);
    }

    /**
     * Hands in a function and its argument. Does not wait.
     *
     * @param <A> the type of the argument
     * @param <R> the type of the result
     * @param fn the function
     * @param a its argument
     * @return its result to be
     * @throws IllegalStateException if the pool was shut down
     * @throws NullPointerException if {@code fn} is {@code null}
     */
    public <A, R> AsyncResult<R> applyAsync(Fn<? super A, ? extends R> fn, A a) {
        Objects.requireNonNull(fn, "fn");
        return applyAsync(() -> fn.apply(a));
    }

    /**
     * Hands in a function and its argument, and has the result told: see {@link #applyAsync(Task, Consumer, Consumer)}.
     * Does not wait.
     *
     * @param <A> the type of the argument
     * @param <R> the type of the result
     * @param fn the function
     * @param a its argument
     * @param callback told the value; may be {@code null}
     * @param errorCallback told the failure; may be {@code null}
     * @return its result to be
     * @throws IllegalStateException if the pool was shut down
     * @throws NullPointerException if {@code fn} is {@code null}
     */
    public <A, R> AsyncResult<R> applyAsync(
            Fn<? super A, ? extends R> fn,
            A a,
            Consumer<? super R> callback,
            Consumer<? super Throwable> errorCallback) {
        Objects.requireNonNull(fn, "fn");
        return applyAsync(() -> fn.apply(a), callback, errorCallback);
    }

    /**
     * Hands in a function and its two arguments. Does not wait.
     *
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <R> the type of the result
     * @param fn the function
     * @param a its first argument
     * @param b its second argument
     * @return its result to be
     * @throws IllegalStateException if the pool was shut down
     * @throws NullPointerException if {@code fn} is {@code null}
     */
    public <A, B, R> AsyncResult<R> applyAsync(Fn2<? super A, ? super B, ? extends R> fn, A a, B b) {
        Objects.requireNonNull(fn, "fn");
        return applyAsync(() -> fn.apply(a, b));
    }

    /**
     * Hands in a function and its two arguments, and has the result told: see {@link #applyAsync(Task, Consumer,
     * Consumer)}. Does not wait.
     *
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <R> the type of the result
     * @param fn the function
     * @param a its first argument
     * @param b its second argument
     * @param callback told the value; may be {@code null}
     * @param errorCallback told the failure; may be {@code null}
     * @return its result to be
     * @throws IllegalStateException if the pool was shut down
     * @throws NullPointerException if {@code fn} is {@code null}
     */
    public <A, B, R> AsyncResult<R> applyAsync(
            Fn2<? super A, ? super B, ? extends R> fn,
            A a,
            B b,
            Consumer<? super R> callback,
            Consumer<? super Throwable> errorCallback) {
        Objects.requireNonNull(fn, "fn");
        return applyAsync(() -> fn.apply(a, b), callback, errorCallback);
    }

    /**
     * Hands in a function and its three arguments. Does not wait.
     *
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <C> the type of the third argument
     * @param <R> the type of the result
     * @param fn the function
     * @param a its first argument
     * @param b its second argument
     * @param c its third argument
     * @return its result to be
     * @throws IllegalStateException if the pool was shut down
     * @throws NullPointerException if {@code fn} is {@code null}
     */
    public <A, B, C, R> AsyncResult<R> applyAsync(Fn3<? super A, ? super B, ? super C, ? extends R> fn, A a, B b, C c) {
        Objects.requireNonNull(fn, "fn");
        return applyAsync(() -> fn.apply(a, b, c));
    }

    /**
     * Hands in a task.
     *
     * @param callbacks null if nobody is to be told
     * @param awaited whether the caller is about to wait for it
     */
    private <R> AsyncResult<R> submit(
            Task<? extends R> task, Limits limits, Completion.Callbacks<? super R> callbacks, boolean awaited) {
        Objects.requireNonNull(task, "task");
        AsyncResult<R> result = new AsyncResult<>(life);
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Call<R> call = new Call<>(result, task, Call.Terms.of(limits, callbacks), loader);
        result.attach(call);
        life.crew().prepare(call);
        enter();
        if (awaited) {
            life.crew().submitAwaited(call);
        } else {
            life.crew().submit(call);
        }
        return result;
    }

    /** Accepts an operation. Until then this pool must not be taken for dropped. */
    private void enter() {
        try {
            life.enter();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    // Many tasks, whose results come as a whole

    /**
     * Applies a function to every item, and waits for all results.
     *
     * <p>The input is read to its end first, on the calling thread. If tasks fail, this waits for the others all the
     * same, and then throws the failure of the first one to fail.
     *
     * <p>On {@link StartMethod#SPAWN} large arrays of numbers are sent from where they are, without a copy: what other
     * threads change in them meanwhile, a task may see or not. So it may, if this is interrupted, with what is changed
     * afterwards: a task that was cancelled on its way may have begun. With a time limit, or {@code failFast}, and by
     * the methods that do not wait, such arrays are copied at the call.
     *
     * @param <A> the type of the items
     * @param <R> the type of the results
     * @param fn the function
     * @param items the items
     * @return the results, in the order of the items: a list of fixed size whose elements may be replaced
     * @throws InterruptedException if the thread is interrupted while it waits; the tasks are cancelled, since nobody
     *     could get at their results
     * @throws IllegalStateException if the pool was shut down
     * @throws NullPointerException if an argument is {@code null}
     * @throws RuntimeException as {@link AsyncResult#get()} does, if a task has failed; or what the input throws
     */
    public <A, R> List<R> map(Fn<? super A, ? extends R> fn, Iterable<? extends A> items) throws InterruptedException {
        return await(this.<R>gather(fn, items, new MapOptions().awaited(), Completion.Callbacks.none()));
    }

    /**
     * Applies a function to every item with options, and waits for all results: see {@link #map(Fn, Iterable)}.
     *
     * @param <A> the type of the items
     * @param <R> the type of the results
     * @param fn the function
     * @param items the items
     * @param options fills in the options
     * @return the results, in the order of the items
     * @throws InterruptedException if the thread is interrupted while it waits; the tasks are cancelled
     * @throws IllegalStateException if the pool was shut down, or an option is set twice
     * @throws IllegalArgumentException if an option has a value that it cannot have
     * @throws NullPointerException if an argument is {@code null}
     * @throws RuntimeException as {@link AsyncResult#get()} does, if a task has failed; or what the input throws
     */
    public <A, R> List<R> map(
            Fn<? super A, ? extends R> fn, Iterable<? extends A> items, Consumer<? super MapOptions> options)
            throws InterruptedException {
        return await(this.<R>gather(fn, items, configured(options).awaited(), Completion.Callbacks.none()));
    }

    /**
     * Applies a function to every item. Does not wait, but for the input to be read.
     *
     * @param <A> the type of the items
     * @param <R> the type of the results
     * @param fn the function
     * @param items the items
     * @return the results to be, in the order of the items
     * @throws IllegalStateException if the pool was shut down
     * @throws NullPointerException if an argument is {@code null}
     * @throws RuntimeException what the input throws
     */
    public <A, R> AsyncResult<List<R>> mapAsync(Fn<? super A, ? extends R> fn, Iterable<? extends A> items) {
        return gather(fn, items, new MapOptions(), Completion.Callbacks.none());
    }

    /**
     * Applies a function to every item, with options. Does not wait, but for the input to be read.
     *
     * @param <A> the type of the items
     * @param <R> the type of the results
     * @param fn the function
     * @param items the items
     * @param options fills in the options
     * @return the results to be, in the order of the items
     * @throws IllegalStateException if the pool was shut down, or an option is set twice
     * @throws IllegalArgumentException if an option has a value that it cannot have
     * @throws NullPointerException if an argument is {@code null}
     * @throws RuntimeException what the input throws
     */
    public <A, R> AsyncResult<List<R>> mapAsync(
            Fn<? super A, ? extends R> fn, Iterable<? extends A> items, Consumer<? super MapOptions> options) {
        return gather(fn, items, configured(options), Completion.Callbacks.none());
    }

    /**
     * Applies a function to every item, and has the list of results told, as {@link #applyAsync(Task, Consumer,
     * Consumer)} has one. Does not wait, but for the input to be read.
     *
     * @param <A> the type of the items
     * @param <R> the type of the results
     * @param fn the function
     * @param items the items
     * @param callback told the whole list; may be {@code null}
     * @param errorCallback told the failure; may be {@code null}
     * @return the results to be, in the order of the items
     * @throws IllegalStateException if the pool was shut down
     * @throws NullPointerException if {@code fn} or {@code items} is {@code null}
     * @throws RuntimeException what the input throws
     */
    public <A, R> AsyncResult<List<R>> mapAsync(
            Fn<? super A, ? extends R> fn,
            Iterable<? extends A> items,
            Consumer<? super List<R>> callback,
            Consumer<? super Throwable> errorCallback) {
        return gather(fn, items, new MapOptions(), new Completion.Callbacks<List<R>>(callback, errorCallback));
    }

    /**
     * Applies a function to every item, with options, and has the list of results told. Does not wait, but for the
     * input to be read.
     *
     * @param <A> the type of the items
     * @param <R> the type of the results
     * @param fn the function
     * @param items the items
     * @param options fills in the options
     * @param callback told the whole list; may be {@code null}
     * @param errorCallback told the failure; may be {@code null}
     * @return the results to be, in the order of the items
     * @throws IllegalStateException if the pool was shut down, or an option is set twice
     * @throws IllegalArgumentException if an option has a value that it cannot have
     * @throws NullPointerException if {@code fn}, {@code items} or {@code options} is {@code null}
     * @throws RuntimeException what the input throws
     */
    public <A, R> AsyncResult<List<R>> mapAsync(
            Fn<? super A, ? extends R> fn,
            Iterable<? extends A> items,
            Consumer<? super MapOptions> options,
            Consumer<? super List<R>> callback,
            Consumer<? super Throwable> errorCallback) {
        return gather(fn, items, configured(options), new Completion.Callbacks<List<R>>(callback, errorCallback));
    }

    /**
     * Applies a function of two arguments to every pair, and waits for all results: see {@link #map(Fn, Iterable)}.
     *
     * <pre>{@code
     * List<Double> powers = pool.starmap(Math::pow, List.of(Map.entry(2.0, 3.0), Map.entry(3.0, 2.0)));
     * }</pre>
     *
     * @param <A> the type of the first arguments
     * @param <B> the type of the second arguments
     * @param <R> the type of the results
     * @param fn the function
     * @param pairs the pairs; the entry set of a map will do
     * @return the results, in the order of the pairs
     * @throws InterruptedException if the thread is interrupted while it waits; the tasks are cancelled
     * @throws IllegalStateException if the pool was shut down
     * @throws NullPointerException if an argument is {@code null}
     * @throws RuntimeException as {@link AsyncResult#get()} does, if a task has failed; or what the input throws
     */
    public <A, B, R> List<R> starmap(
            Fn2<? super A, ? super B, ? extends R> fn, Iterable<? extends Map.Entry<? extends A, ? extends B>> pairs)
            throws InterruptedException {
        return await(this.<A, B, R>starmap(fn, pairs, new MapOptions().awaited()));
    }

    /**
     * Applies a function of two arguments to every pair with options, and waits for all results: see {@link #map(Fn,
     * Iterable)}.
     *
     * @param <A> the type of the first arguments
     * @param <B> the type of the second arguments
     * @param <R> the type of the results
     * @param fn the function
     * @param pairs the pairs
     * @param options fills in the options
     * @return the results, in the order of the pairs
     * @throws InterruptedException if the thread is interrupted while it waits; the tasks are cancelled
     * @throws IllegalStateException if the pool was shut down, or an option is set twice
     * @throws IllegalArgumentException if an option has a value that it cannot have
     * @throws NullPointerException if an argument is {@code null}
     * @throws RuntimeException as {@link AsyncResult#get()} does, if a task has failed; or what the input throws
     */
    public <A, B, R> List<R> starmap(
            Fn2<? super A, ? super B, ? extends R> fn,
            Iterable<? extends Map.Entry<? extends A, ? extends B>> pairs,
            Consumer<? super MapOptions> options)
            throws InterruptedException {
        return await(this.<A, B, R>starmap(fn, pairs, configured(options).awaited()));
    }

    /**
     * Applies a function of two arguments to every pair. Does not wait, but for the input to be read.
     *
     * @param <A> the type of the first arguments
     * @param <B> the type of the second arguments
     * @param <R> the type of the results
     * @param fn the function
     * @param pairs the pairs
     * @return the results to be, in the order of the pairs
     * @throws IllegalStateException if the pool was shut down
     * @throws NullPointerException if an argument is {@code null}
     * @throws RuntimeException what the input throws
     */
    public <A, B, R> AsyncResult<List<R>> starmapAsync(
            Fn2<? super A, ? super B, ? extends R> fn, Iterable<? extends Map.Entry<? extends A, ? extends B>> pairs) {
        return this.<A, B, R>starmap(fn, pairs, new MapOptions());
    }

    /**
     * Applies a function of two arguments to every pair, with options. Does not wait, but for the input to be read.
     *
     * @param <A> the type of the first arguments
     * @param <B> the type of the second arguments
     * @param <R> the type of the results
     * @param fn the function
     * @param pairs the pairs
     * @param options fills in the options
     * @return the results to be, in the order of the pairs
     * @throws IllegalStateException if the pool was shut down, or an option is set twice
     * @throws IllegalArgumentException if an option has a value that it cannot have
     * @throws NullPointerException if an argument is {@code null}
     * @throws RuntimeException what the input throws
     */
    public <A, B, R> AsyncResult<List<R>> starmapAsync(
            Fn2<? super A, ? super B, ? extends R> fn,
            Iterable<? extends Map.Entry<? extends A, ? extends B>> pairs,
            Consumer<? super MapOptions> options) {
        return this.<A, B, R>starmap(fn, pairs, configured(options));
    }

    private <A, B, R> AsyncResult<List<R>> starmap(
            Fn2<? super A, ? super B, ? extends R> fn,
            Iterable<? extends Map.Entry<? extends A, ? extends B>> pairs,
            MapOptions options) {
        Objects.requireNonNull(fn, "fn");
        Object[] all = Chunks.snapshot(Objects.requireNonNull(pairs, "pairs"));
        List<Pair<A, B>> portable = new ArrayList<>(all.length);
        for (Object pair : all) {
            portable.add(Pair.of((Map.Entry<?, ?>) pair));
        }
        Fn<Pair<A, B>, R> onPair = pair -> fn.apply(pair.a(), pair.b());
        return gather(onPair, portable, options, Completion.Callbacks.none());
    }

    /** An entry of the user's, which need not be serializable where what is in it is. */
    private record Pair<A, B>(A a, B b) implements Serializable {

        @SuppressWarnings("unchecked") // they are as the signature of starmap says
        static <A, B> Pair<A, B> of(Map.Entry<?, ?> entry) {
            return entry == null ? null : new Pair<>((A) entry.getKey(), (B) entry.getValue());
        }
    }

    private <R> AsyncResult<List<R>> gather(
            Fn<?, ? extends R> fn,
            Iterable<?> items,
            MapOptions options,
            Completion.Callbacks<? super List<R>> callbacks) {
        Objects.requireNonNull(fn, "fn");
        Objects.requireNonNull(items, "items");
        Items all = Items.of(items, life.size(), options);
        enter();
        boolean started = false;
        try {
            AsyncResult<List<R>> result = Gather.start(life, fn, all, options, callbacks);
            started = true;
            return result;
        } finally {
            if (!started) {
                life.leave();
            }
        }
    }

    private static MapOptions configured(Consumer<? super MapOptions> options) {
        return Setting.configure(new MapOptions(), options).forMap();
    }

    private static <T> T await(AsyncResult<T> result) throws InterruptedException {
        try {
            return result.get();
        } catch (InterruptedException e) {
            result.cancel();
            throw e;
        }
    }

    // Many tasks, whose results come one by one

    /**
     * Applies a function to the items and gives the results one by one, in the order of the items.
     *
     * <p>The input is read on a thread of its own, only so far ahead as {@link MapOptions#bufferSize} allows, so it may
     * be endless. Does not wait.
     *
     * <p>Where a task of the pool itself takes the results, the input must not wait for the pool: its workers may all
     * be waiting for the input. An input that takes no notice of interrupts may keep its thread a while after the pool
     * has ended.
     *
     * @param <A> the type of the items
     * @param <R> the type of the results
     * @param fn the function
     * @param items the items; read from another thread, until the iterator is closed
     * @return the results, to be read to the end or closed
     * @throws IllegalStateException if the pool was shut down
     * @throws NullPointerException if an argument is {@code null}
     */
    public <A, R> ResultIterator<R> imap(Fn<? super A, ? extends R> fn, Iterable<? extends A> items) {
        return iterate(fn, items, true, new MapOptions());
    }

    /**
     * Applies a function to the items and gives the results one by one, in the order of the items, with options: see
     * {@link #imap(Fn, Iterable)}.
     *
     * @param <A> the type of the items
     * @param <R> the type of the results
     * @param fn the function
     * @param items the items; read from another thread, until the iterator is closed
     * @param options fills in the options
     * @return the results, to be read to the end or closed
     * @throws IllegalStateException if the pool was shut down, or an option is set twice
     * @throws IllegalArgumentException if an option has a value that it cannot have
     * @throws NullPointerException if an argument is {@code null}
     */
    public <A, R> ResultIterator<R> imap(
            Fn<? super A, ? extends R> fn, Iterable<? extends A> items, Consumer<? super MapOptions> options) {
        return iterate(
                fn, items, true, Setting.configure(new MapOptions(), options).forImap());
    }

    /**
     * Applies a function to the items and gives the results one by one, each as soon as it is there: see
     * {@link #imap(Fn, Iterable)}.
     *
     * @param <A> the type of the items
     * @param <R> the type of the results
     * @param fn the function
     * @param items the items; read from another thread, until the iterator is closed
     * @return the results, to be read to the end or closed
     * @throws IllegalStateException if the pool was shut down
     * @throws NullPointerException if an argument is {@code null}
     */
    public <A, R> ResultIterator<R> imapUnordered(Fn<? super A, ? extends R> fn, Iterable<? extends A> items) {
        return iterate(fn, items, false, new MapOptions());
    }

    /**
     * Applies a function to the items and gives the results one by one, each as soon as it is there, with options: see
     * {@link #imap(Fn, Iterable)}.
     *
     * @param <A> the type of the items
     * @param <R> the type of the results
     * @param fn the function
     * @param items the items; read from another thread, until the iterator is closed
     * @param options fills in the options
     * @return the results, to be read to the end or closed
     * @throws IllegalStateException if the pool was shut down, or an option is set twice
     * @throws IllegalArgumentException if an option has a value that it cannot have
     * @throws NullPointerException if an argument is {@code null}
     */
    public <A, R> ResultIterator<R> imapUnordered(
            Fn<? super A, ? extends R> fn, Iterable<? extends A> items, Consumer<? super MapOptions> options) {
        return iterate(
                fn, items, false, Setting.configure(new MapOptions(), options).forImap());
    }

    private <R> ResultIterator<R> iterate(
            Fn<?, ? extends R> fn, Iterable<?> items, boolean ordered, MapOptions options) {
        Objects.requireNonNull(fn, "fn");
        Objects.requireNonNull(items, "items");
        try {
            return Imap.start(life, fn, items, ordered, options);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    // The pool itself

    /**
     * This pool as an {@link ExecutorService}, for whatever asks for one. Its own futures help as
     * {@link AsyncResult#get()} does when a task of the pool waits for them; those that others make over it cannot. To
     * shut down either is to shut down both. {@link ExecutorService#shutdownNow()} cancels the tasks that have not
     * begun, and their futures say so; the list that it gives is always empty.
     *
     * @return a view of this pool
     */
    public ExecutorService asExecutorService() {
        return new PoolExecutorService(this, life);
    }

    /**
     * The name of the pool.
     *
     * @return the name
     */
    public String name() {
        return life.name();
    }

    /**
     * How many tasks run at a time.
     *
     * @return the number of workers
     */
    public int workers() {
        return life.size();
    }

    /**
     * Where the tasks run.
     *
     * @return the start method
     */
    public StartMethod startMethod() {
        return startMethod;
    }

    /**
     * Accepts no more work; what was submitted is finished. Does not wait. Python's {@code close}. Tasks that are
     * running may still submit tasks, for otherwise they could not be finished; not so tasks that were cancelled.
     * Harmless when called again.
     */
    public void shutdown() {
        life.shut();
    }

    /**
     * Waits until all that was submitted is finished, all callbacks have returned, and the workers are gone.
     *
     * <p>An {@link #imap} whose results nobody takes cannot keep this from returning: when no other work is left, its
     * input is read no further. So an imap is read to its end before its pool is joined.
     *
     * @throws InterruptedException if the thread is interrupted while it waits; nothing is stopped
     * @throws IllegalStateException if the pool was not shut down, or if a task or callback of the pool calls this
     */
    public void join() throws InterruptedException {
        join(Deadline.NEVER, "join()");
    }

    /**
     * Waits as {@link #join()} does, for some time.
     *
     * @param timeout how long to wait at most; negative counts as zero
     * @return whether all is finished and the workers are gone
     * @throws InterruptedException if the thread is interrupted while it waits; nothing is stopped
     * @throws IllegalStateException if the pool was not shut down, or if a task or callback of the pool calls this
     * @throws NullPointerException if {@code timeout} is {@code null}
     */
    public boolean join(Duration timeout) throws InterruptedException {
        return join(Deadline.after(Objects.requireNonNull(timeout, "timeout")), "join()");
    }

    private boolean join(Deadline deadline, String call) throws InterruptedException {
        life.refuseFromInside(call);
        if (!life.isShut()) {
            throw new IllegalStateException(
                    life + " is still open; shutdown(), terminate() or close() comes before join()");
        }
        return life.join(deadline);
    }

    /**
     * Stops the pool now. What is unfinished fails with {@link java.util.concurrent.CancellationException}, running
     * tasks are told to stop, callbacks that wait are not called. Does not wait: {@link #join} waits for the workers to
     * be gone. On {@link StartMethod#THREAD} running tasks are interrupted; one that takes no notice keeps its thread
     * until it returns. Harmless when called again.
     */
    public void terminate() {
        life.terminate();
        dropping.clean();
    }

    /**
     * Accepts no more work, and waits for what was submitted: {@link #shutdown} and {@link #join}. A caller who is
     * interrupted meanwhile finds the pool terminated, and his interrupt flag set. Harmless when called again.
     *
     * @throws IllegalStateException if a task or callback of the pool calls this, since it would wait for itself; the
     *     pool stays as it was
     */
    @Override
    public void close() {
        life.refuseFromInside("close()");
        shutdown();
        try {
            join();
        } catch (InterruptedException e) {
            terminate();
            Thread.currentThread().interrupt();
        }
        dropping.clean();
    }

    @Override
    public String toString() {
        return life + " (" + startMethod + ", " + life.size() + " workers)";
    }
}
