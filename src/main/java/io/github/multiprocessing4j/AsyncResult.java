package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.Deadline;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The result of work that a {@link Pool} was given, which may not be there yet.
 *
 * <p>It becomes ready exactly once: with a value, with the exception of a task, because it was cancelled, or because
 * its pool was terminated. It always does. When callbacks were given, they have returned before it is ready; only
 * {@link #cancel} and {@link Pool#terminate} do not wait for them. What was done by the task happens-before what
 * follows a successful return from {@code get} or {@code await} here.
 *
 * <p>Safe for use by any number of threads. A task that waits for a result of its own pool runs the work itself if no
 * worker has begun it. With a time limit, the task that it is running is finished first.
 *
 * <p>Python's {@code AsyncResult.get} never returns when a worker has died or the pool was terminated.
 *
 * <pre>{@code
 * AsyncResult<Integer> result = pool.applyAsync(Integer::parseInt, "12");
 * int twelve = result.get();
 * }</pre>
 *
 * @param <T> the type of the value
 */
public final class AsyncResult<T> {

    /*
     * The state, and with it who is to be stopped, helped or asked while it is not ready:
     *
     * null                    made, and seen by nobody else
     * null -> Errand          attach(), before anybody else sees it
     * Errand -> Errand        attach(), when a task is tried again
     * null, Errand -> ready   settle(), cancel(): whoever is first. The value, NOTHING for null, or a Failure
     *
     * A future is made when somebody has to wait or wants to be told. Whoever makes the result ready looks for it after
     * that, and whoever makes it looks whether the result is ready after that: so one of them completes it.
     */
    private static final Object NOTHING = new Object();

    private static final VarHandle STATE;
    private static final VarHandle FUTURE;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(AsyncResult.class, "state", Object.class);
            FUTURE = lookup.findVarHandle(AsyncResult.class, "future", CompletableFuture.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final PoolLife life;

    private volatile Object state;

    /**
     * Completed with the state when that is a ready one, failures too: so that what the user's code has thrown never
     * meets the future's own way with exceptions, which differs by type and by version of the JDK.
     */
    private volatile CompletableFuture<Object> future;

    AsyncResult(PoolLife life) {
        this.life = life;
    }

    PoolLife life() {
        return life;
    }

    /**
     * Why there is no value.
     *
     * @param error what the user catches
     * @param cancelled whether the result was cancelled or its pool terminated, rather than that a task failed
     * @param caller for whoever catches it
     */
    private record Failure(Throwable error, boolean cancelled, CallerTrace caller) {

        Failure(Throwable error, boolean cancelled) {
            this(error, cancelled, new CallerTrace());
        }

        RuntimeException raise() {
            throw Outcomes.raise(error, caller);
        }
    }

    /** The work behind a result. */
    sealed interface Errand permits Call, Gather {

        /**
         * Stops what is not over.
         *
         * @param running whether to stop what is running too
         */
        void cancel(boolean running);

        /** On a worker of the pool: runs here one job that no worker has begun; whether there was one. */
        boolean help();

        /** Whether the user is told of the result on the callback thread, before it is ready. */
        boolean isTold();
    }

    /** Says what is being done for this result; that is stopped if nobody wants it any more. */
    void attach(Errand work) {
        Object now = state;
        if (now == null) {
            STATE.setRelease(this, work);
            return;
        }
        while (isOpen(now)) {
            if (STATE.compareAndSet(this, now, work)) {
                return;
            }
            now = state;
        }
        work.cancel(true); // cancelled before there was anything to cancel
    }

    /** Whether that is the state of a result that is not ready. */
    private static boolean isOpen(Object state) {
        return state == null || state instanceof Call || state instanceof Gather; // each a class, which is seen at once
    }

    /** Makes the result ready; false if it was. */
    boolean complete(T value) {
        return settle(value == null ? NOTHING : value);
    }

    /** Makes the result ready, because a task has failed; false if it was. */
    boolean fail(Throwable failure) {
        return settle(new Failure(failure, false));
    }

    /** Makes the result ready, because nobody wants it any more; false if it was. */
    boolean drop(Throwable failure) {
        return settle(new Failure(failure, true));
    }

    private boolean settle(Object outcome) {
        return isOpen(replace(outcome));
    }

    /** Makes the result ready, if it was not; gives the state that it had. */
    private Object replace(Object outcome) {
        Object now = state;
        while (isOpen(now) && !STATE.compareAndSet(this, now, outcome)) {
            now = state;
        }
        if (isOpen(now)) {
            CompletableFuture<Object> waiting = future;
            if (waiting != null) {
                life.crew().leaveToUser(); // who may have chained something to it
                waiting.complete(outcome);
            }
        }
        return now;
    }

    private CompletableFuture<Object> future() {
        CompletableFuture<Object> found = future;
        if (found == null) {
            CompletableFuture<Object> made = new CompletableFuture<>();
            found = FUTURE.compareAndSet(this, null, made) ? made : future;
            Object now = state;
            if (!isOpen(now)) {
                found.complete(now);
            }
        }
        return found;
    }

    /**
     * Waits for the value.
     *
     * @return the value, which may be {@code null}
     * @throws InterruptedException if the thread is interrupted while it waits; the work goes on
     * @throws RuntimeException of its own class: what the task has thrown, if that is unchecked
     * @throws Error of its own class: what the task has thrown, if that is one
     * @throws TaskException if the task has thrown a checked exception, which is the cause
     * @throws TaskTimeoutException if the task ran longer than its own time limit
     * @throws WorkerLostException if the worker died
     * @throws BrokenPoolException if the pool cannot run anything
     * @throws CancellationException if the result was cancelled or the pool was terminated
     * @throws IllegalStateException if this is called by a callback of the pool, on whose return the result depends
     */
    public T get() throws InterruptedException {
        prepareToWait(Deadline.NEVER);
        Object now = state;
        return value(isOpen(now) ? awaitFuture() : now);
    }

    private Object awaitFuture() throws InterruptedException {
        try {
            return future().get();
        } catch (ExecutionException e) {
            throw new AssertionError(e); // it is only ever completed with a value
        }
    }

    @SuppressWarnings("unchecked")
    private T value(Object outcome) {
        if (outcome instanceof Failure failure) {
            throw failure.raise();
        }
        return outcome == NOTHING ? null : (T) outcome;
    }

    /**
     * Waits for the value, for some time.
     *
     * @param timeout how long to wait at most; negative counts as zero
     * @return the value, which may be {@code null}
     * @throws TimeoutException if it is not there in time; the work goes on, and can be waited for again
     * @throws InterruptedException if the thread is interrupted while it waits; the work goes on
     * @throws RuntimeException as {@link #get()} does
     */
    public T get(Duration timeout) throws InterruptedException, TimeoutException {
        if (!await(timeout)) {
            throw new TimeoutException(life + ": no result within " + timeout);
        }
        return value(state);
    }

    /**
     * Waits until the result is ready, whatever it is.
     *
     * @throws InterruptedException if the thread is interrupted while it waits; the work goes on
     * @throws IllegalStateException if this is called by a callback of the pool, on whose return the result depends
     */
    public void await() throws InterruptedException {
        await(Deadline.NEVER);
    }

    /**
     * Waits until the result is ready, for some time.
     *
     * @param timeout how long to wait at most; negative counts as zero
     * @return whether it is ready; Python's {@code wait} does not say
     * @throws InterruptedException if the thread is interrupted while it waits; the work goes on
     * @throws IllegalStateException if this is called by a callback of the pool, on whose return the result depends
     */
    public boolean await(Duration timeout) throws InterruptedException {
        return await(Deadline.after(Objects.requireNonNull(timeout, "timeout")));
    }

    private boolean await(Deadline deadline) throws InterruptedException {
        prepareToWait(deadline);
        if (ready()) {
            return true;
        }
        try {
            future().get(Math.max(0, deadline.remaining()), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private void prepareToWait(Deadline deadline) throws InterruptedException {
        Errand work = errand();
        if (work == null) {
            return;
        }
        if (work.isTold() && life.callbacks().isHere()) {
            throw new IllegalStateException(
                    life + ": a callback cannot wait for a result that has callbacks: they run after it");
        }
        if (!life.crew().isWorkerHere()) {
            if (deadline.isDistant() && !Thread.currentThread().isInterrupted()) {
                life.crew().attend(this::ready);
            }
            return;
        }
        do {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            work = errand(); // a task that has failed may be tried again
        } while (work != null && !deadline.isOver() && work.help());
    }

    /** What is being done for this result; null when it is ready. */
    private Errand errand() {
        Object now = state;
        return isOpen(now) ? (Errand) now : null;
    }

    /**
     * Whether the result is ready. Does not wait.
     *
     * @return whether {@link #get()} would return or throw at once
     */
    public boolean ready() {
        return !isOpen(state);
    }

    /**
     * Whether the result is a value. Does not wait.
     *
     * @return true for a value, false for a failure
     * @throws IllegalStateException if the result is not ready
     */
    public boolean successful() {
        Object now = state;
        if (isOpen(now)) {
            throw new IllegalStateException(life + ": the result is not ready");
        }
        return !(now instanceof Failure);
    }

    /** Runs something when the result is ready, on the thread that makes it so. */
    void whenReady(Runnable action) {
        future().thenRun(action);
    }

    /** On a worker of the pool: runs here a job of this result that no worker has begun; whether there was one. */
    boolean help() {
        Errand work = errand();
        return work != null && life.crew().isWorkerHere() && work.help();
    }

    /** Whether the result was cancelled, or its pool terminated. */
    boolean isCancelled() {
        return state instanceof Failure failure && failure.cancelled;
    }

    /** Why the result is no value; null if it is one. */
    Throwable failure() {
        return state instanceof Failure failure ? failure.error : null;
    }

    /**
     * Takes the work back: tasks that have not begun never will, running ones are told to stop. On
     * {@link StartMethod#THREAD} that is an interrupt, which a task may ignore. Does not wait.
     *
     * @return true if the result is cancelled now; false if it was ready before
     */
    public boolean cancel() {
        return cancel(true);
    }

    /**
     * Takes the work back.
     *
     * @param running whether running tasks are told to stop
     */
    boolean cancel(boolean running) {
        CancellationException cancelled = new CancellationException(life + ": the result was cancelled");
        Object before = replace(new Failure(cancelled, true));
        if (!isOpen(before)) {
            return false;
        }
        if (before != null) {
            ((Errand) before).cancel(running);
        }
        return true;
    }

    /**
     * This result as a {@link CompletableFuture}, which becomes complete when this is ready. To cancel it is to
     * {@linkplain #cancel cancel} this; to complete it otherwise has no effect on this.
     *
     * <p>A task that waits for the future of a result of its own pool needs another worker that is free; it is
     * {@link #get()} that runs the work itself.
     *
     * <p>What is chained to it without an executor runs on the thread that makes the result ready, which it must not
     * block: a worker, the callback thread or the timer of the pool, or whoever cancels or terminates.
     *
     * @return a new future
     */
    public CompletableFuture<T> toCompletableFuture() {
        CompletableFuture<T> copy = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                AsyncResult.this.cancel();
                return super.cancel(mayInterruptIfRunning);
            }
        };
        future().thenAccept(outcome -> {
            if (outcome instanceof Failure failure) {
                copy.completeExceptionally(failure.error);
            } else {
                copy.complete(value(outcome));
            }
        });
        return copy;
    }

    @Override
    public String toString() {
        String state = !ready() ? "not ready" : successful() ? "successful" : "failed";
        return "AsyncResult[" + life + ", " + state + "]";
    }
}
