package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A pool, as an {@link java.util.concurrent.ExecutorService}.
 *
 * <p>What is submitted goes through {@link Pool#applyAsync}, so that nothing but the user's own code travels to a
 * worker; the futures stay here.
 */
final class PoolExecutorService extends AbstractExecutorService {

    private final Pool pool;
    private final PoolLife life;

    PoolExecutorService(Pool pool, PoolLife life) {
        this.pool = pool;
        this.life = life;
    }

    @Override
    public void execute(Runnable command) {
        Objects.requireNonNull(command, "command");
        String of = life.toString();
        AsyncResult<Object> result = hand(() -> run(command, of));
        if (command instanceof Future<?> future) {
            // Whoever waits for it is told when it is never run.
            result.toCompletableFuture().exceptionally(failure -> {
                future.cancel(false);
                return null;
            });
        }
    }

    @Override
    public <T> Future<T> submit(Callable<T> task) {
        Objects.requireNonNull(task, "task");
        return new ResultFuture<>(hand(task::call));
    }

    @Override
    public Future<?> submit(Runnable task) {
        return submit(task, null);
    }

    @Override
    public <T> Future<T> submit(Runnable task, T result) {
        Objects.requireNonNull(task, "task");
        return new ResultFuture<>(hand(() -> {
            task.run();
            return result;
        }));
    }

    private static Object run(Runnable command, String of) {
        try {
            command.run();
        } catch (Throwable thrown) {
            Logging.logger().error("{}: a command has thrown, and nobody waits for it", of, thrown);
            throw thrown;
        }
        return null;
    }

    private <T> AsyncResult<T> hand(Task<T> task) {
        try {
            return pool.applyAsync(task);
        } catch (IllegalStateException e) {
            throw new RejectedExecutionException(e.getMessage(), e);
        }
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks) throws InterruptedException {
        return invokeAll(tasks, Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException {
        long nanos = unit.toNanos(timeout);
        long start = System.nanoTime();
        List<Future<T>> futures = new ArrayList<>(tasks.size());
        boolean all = false;
        try {
            for (Callable<T> task : tasks) {
                futures.add(submit(task));
            }
            for (Future<T> future : futures) {
                AsyncResult<T> result = ((ResultFuture<T>) future).result;
                if (!result.await(Duration.ofNanos(nanos - (System.nanoTime() - start)))) {
                    return futures;
                }
            }
            all = true;
            return futures;
        } finally {
            if (!all) {
                futures.forEach(future -> future.cancel(true));
            }
        }
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks) throws InterruptedException, ExecutionException {
        try {
            return invokeAny(tasks, Deadline.NEVER);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return invokeAny(tasks, Deadline.after(Duration.ofNanos(unit.toNanos(timeout))));
    }

    /** Results are looked at in the order in which they come; a worker of the pool works on them meanwhile. */
    private <T> T invokeAny(Collection<? extends Callable<T>> tasks, Deadline deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("there are no tasks");
        }
        BlockingQueue<ResultFuture<T>> ready = new LinkedBlockingQueue<>();
        List<AsyncResult<T>> results = new ArrayList<>(tasks.size());
        try {
            for (Callable<T> task : tasks) {
                AsyncResult<T> result = hand(Objects.requireNonNull(task, "task")::call);
                results.add(result);
                result.whenReady(() -> ready.add(new ResultFuture<>(result)));
            }
            ExecutionException last = null;
            for (int left = results.size(); left > 0; left--) {
                while (ready.isEmpty() && results.stream().anyMatch(AsyncResult::help)) {
                    // one of them has been run here
                }
                ResultFuture<T> next = ready.poll(deadline.remaining(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    throw new TimeoutException("none of " + results.size() + " tasks has succeeded in time");
                }
                try {
                    return next.get();
                } catch (ExecutionException failed) {
                    last = failed;
                }
            }
            throw last;
        } finally {
            results.forEach(AsyncResult::cancel);
        }
    }

    @Override
    public void shutdown() {
        pool.shutdown();
    }

    /**
     * Terminates the pool.
     *
     * @return always an empty list: the tasks that were not begun are cancelled, and their futures say so
     */
    @Override
    public List<Runnable> shutdownNow() {
        pool.terminate();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return life.isShut();
    }

    @Override
    public boolean isTerminated() {
        return life.isOver();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        life.refuseFromInside("awaitTermination()");
        return life.join(Deadline.after(Duration.ofNanos(unit.toNanos(timeout))));
    }

    /** A result, with the manners of a {@link Future}: what a task has thrown comes as a cause. */
    private record ResultFuture<T>(AsyncResult<T> result) implements Future<T> {

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            return result.cancel(mayInterruptIfRunning);
        }

        @Override
        public boolean isCancelled() {
            return result.isCancelled();
        }

        @Override
        public boolean isDone() {
            return result.ready();
        }

        @Override
        public T get() throws InterruptedException, ExecutionException {
            result.await();
            return settled();
        }

        @Override
        public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
            if (!result.await(Duration.ofNanos(unit.toNanos(timeout)))) {
                throw new TimeoutException(result + " after " + timeout + " " + unit);
            }
            return settled();
        }

        private T settled() throws InterruptedException, ExecutionException {
            if (result.successful() || result.isCancelled()) {
                return result.get(); // or throws a CancellationException
            }
            Throwable failure = result.failure();
            throw new ExecutionException(failure instanceof TaskException ? failure.getCause() : failure);
        }
    }
}
