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
 * worker has begun it, so it never waits in vain.
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
    private final CompletableFuture<T> done = new CompletableFuture<>();

    /** What is being done for this result; null when it is ready. Written again when a task is tried again. */
    private volatile Errand errand;

    AsyncResult(PoolLife life) {
        this.life = life;
    }

    /** The work behind a result. */
    interface Errand {

        /** Stops what is not over. */
        void cancel();

        /** On a worker of the pool: runs here what no worker has begun; whether there was any. */
        boolean help();

        /** Whether the user is told of the result on the callback thread, before it is ready. */
        boolean isTold();
    }

    void attach(Errand work) {
        errand = work;
        if (done.isDone()) {
            work.cancel(); // cancelled before there was anything to cancel
        }
    }

    /** Makes the result ready; false if it was. */
    boolean complete(T value) {
        errand = null;
        return done.complete(value);
    }

    /** Makes the result ready; false if it was. */
    boolean fail(Throwable failure) {
        boolean first = done.completeExceptionally(failure);
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
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw Outcomes.raise(e.getCause());
        }
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
        Deadline deadline = Deadline.after(Objects.requireNonNull(timeout, "timeout"));
        prepareToWait(deadline);
        try {
            return done.get(Math.max(0, deadline.remaining()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw Outcomes.raise(e.getCause());
        } catch (TimeoutException e) {
            throw new TimeoutException(life + ": no result within " + timeout);
        }
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
        } catch (ExecutionException | CancellationException e) {
            return true;
        }
    }

    private void prepareToWait(Deadline deadline) {
        Errand work = errand;
        if (work == null || done.isDone()) {
            return;
        }
        if (work.isTold() && life.callbacks().isHere()) {
            throw new IllegalStateException(
                    life + ": a callback cannot wait for a result that has callbacks: they run after it");
        }
        if (life.crew().isWorkerHere()) {
            while (work != null && !deadline.isOver() && work.help()) {
                work = errand; // a task that has failed may be tried again
            }
        }
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
        return !done.isCompletedExceptionally();
    }

    /** Whether the result is that it was cancelled, or its pool terminated. */
    boolean isCancelled() {
        return done.isCancelled();
    }

    /** Why the result is no value; the result must be ready and a failure. */
    Throwable failure() {
        return done.handle((value, failure) -> failure).join();
    }

    /**
     * Takes the work back: tasks that have not begun never will, running ones are told to stop. On
     * {@link StartMethod#THREAD} that is an interrupt, which a task may ignore. Does not wait.
     *
     * @return true if the result is cancelled now; false if it was ready before
     */
    public boolean cancel() {
        CancellationException cancelled = new CancellationException(life + ": the result was cancelled");
        if (!done.completeExceptionally(cancelled)) {
            return false;
        }
        Errand work = errand; // after that, so that attach() or this sees the other
        errand = null;
        if (work != null) {
            work.cancel();
        }
        return true;
    }

    /**
     * This result as a {@link CompletableFuture}, which becomes complete when this is ready. To cancel it is to
     * {@linkplain #cancel cancel} this; to complete it otherwise has no effect on this.
     *
     * <p>What is chained to it without an executor runs on the thread that makes the result ready: a worker or the
     * callback thread of the pool, which it must not block.
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
        done.whenComplete((value, failure) -> {
            if (failure == null) {
                future.complete(value);
            } else {
                future.completeExceptionally(failure);
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
