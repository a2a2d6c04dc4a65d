package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.Deadline;
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

    private final PoolLife life;

    /**
     * The value, or a {@link Failure}: as a value of the future too, so that what the user's code has thrown never
     * meets the future's own way with exceptions, which differs by type and by version of the JDK.
     */
    private final CompletableFuture<Object> done = new CompletableFuture<>();

    /** Whether code of the user may be run when this becomes ready. */
    private volatile boolean chained;

    /** What is being done for this result; null when it is ready. Written again when a task is tried again. */
    private volatile Errand errand;

    AsyncResult(PoolLife life) {
        this.life = life;
    }

    /**
     * Why there is no value.
     *
     * @param error what the user catches
     * @param cancelled whether the result was cancelled or its pool terminated, rather than that a task failed
     */
    private record Failure(Throwable error, boolean cancelled) {}

    /** The work behind a result. */
    interface Errand {

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

    void attach(Errand work) {
        errand = work;
        if (done.isDone()) {
            errand = null;
            work.cancel(true); // cancelled before there was anything to cancel
        }
    }

    /** Makes the result ready; false if it was. */
    boolean complete(T value) {
        return settle(value);
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
        if (chained) {
            life.crew().leaveToUser();
        }
        boolean first = done.complete(outcome);
        if (first) {
            errand = null;
        }
        return first;
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
        return value(await(done));
    }

    private static Object await(CompletableFuture<Object> done) throws InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e); // it is only ever completed with a value
        }
    }

    @SuppressWarnings("unchecked")
    private T value(Object outcome) {
        if (outcome instanceof Failure failure) {
            throw Outcomes.raise(failure.error);
        }
        return (T) outcome;
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
        return value(done.getNow(null));
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
        try {
            done.get(Math.max(0, deadline.remaining()), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private void prepareToWait(Deadline deadline) throws InterruptedException {
        Errand work = errand;
        if (work == null || done.isDone()) {
            return;
        }
        if (work.isTold() && life.callbacks().isHere()) {
            throw new IllegalStateException(
                    life + ": a callback cannot wait for a result that has callbacks: they run after it");
        }
        if (!life.crew().isWorkerHere()) {
            if (!deadline.isOver() && !Thread.currentThread().isInterrupted()) {
                life.crew().attend(done::isDone);
            }
            return;
        }
        do {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            work = errand; // a task that has failed may be tried again
        } while (work != null && !deadline.isOver() && work.help());
    }

    /**
     * Whether the result is ready. Does not wait.
     *
     * @return whether {@link #get()} would return or throw at once
     */
    public boolean ready() {
        return done.isDone();
    }

    /**
     * Whether the result is a value. Does not wait.
     *
     * @return true for a value, false for a failure
     * @throws IllegalStateException if the result is not ready
     */
    public boolean successful() {
        if (!done.isDone()) {
            throw new IllegalStateException(life + ": the result is not ready");
        }
        return !(done.getNow(null) instanceof Failure);
    }

    /** Runs something when the result is ready, on the thread that makes it so. */
    void whenReady(Runnable action) {
        chained = true;
        done.thenRun(action);
    }

    /** On a worker of the pool: runs here a job of this result that no worker has begun; whether there was one. */
    boolean help() {
        Errand work = errand;
        return work != null && life.crew().isWorkerHere() && work.help();
    }

    /** Whether the result was cancelled, or its pool terminated. */
    boolean isCancelled() {
        return done.getNow(null) instanceof Failure failure && failure.cancelled;
    }

    /** Why the result is no value; null if it is one. */
    Throwable failure() {
        return done.getNow(null) instanceof Failure failure ? failure.error : null;
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
        if (!done.complete(new Failure(cancelled, true))) {
            return false;
        }
        Errand work = errand; // after that, so that attach() or this sees the other
        errand = null;
        if (work != null) {
            work.cancel(running);
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
        CompletableFuture<T> future = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                AsyncResult.this.cancel();
                return super.cancel(mayInterruptIfRunning);
            }
        };
        chained = true;
        done.thenAccept(outcome -> {
            if (outcome instanceof Failure failure) {
                future.completeExceptionally(failure.error);
            } else {
                future.complete(value(outcome));
            }
        });
        return future;
    }

    @Override
    public String toString() {
        String state = !done.isDone() ? "not ready" : successful() ? "successful" : "failed";
        return "AsyncResult[" + life + ", " + state + "]";
    }
}
