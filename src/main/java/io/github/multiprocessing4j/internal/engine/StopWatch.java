package io.github.multiprocessing4j.internal.engine;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** The time limits of a crew. Its one thread is started when the first limit is set. */
public final class StopWatch {

    private final String threadName;
    private final ReentrantLock lock = new ReentrantLock();

    /** Null until the first limit. Guarded by the lock. */
    private ScheduledThreadPoolExecutor timer;

    /** Guarded by the lock. */
    private boolean closed;

    /** A watch whose thread will have a name. */
    public StopWatch(String threadName) {
        this.threadName = threadName;
    }

    /**
     * Runs an action when so many nanoseconds have gone by.
     *
     * @return to call it off; null if the watch is closed, when nothing is left to be stopped
     */
    public Future<?> after(long nanos, Runnable action) {
        try {
            return timer().schedule(action, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            return null;
        }
    }

    private ScheduledThreadPoolExecutor timer() {
        lock.lock();
        try {
            if (closed) {
                throw new RejectedExecutionException();
            }
            if (timer == null) {
                timer = new ScheduledThreadPoolExecutor(1, task -> {
                    Thread thread = new Thread(null, task, threadName, 0, false);
                    thread.setContextClassLoader(null);
                    thread.setDaemon(true);
                    return thread;
                });
                timer.setRemoveOnCancelPolicy(true);
            }
            return timer;
        } finally {
            lock.unlock();
        }
    }

    /** Calls off all that is set, and sets no more. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (timer != null) {
                timer.shutdownNow();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the thread has ended, for so many nanoseconds at most; whether it has. */
    public boolean awaitEnd(long nanos) throws InterruptedException {
        ScheduledThreadPoolExecutor started;
        lock.lock();
        try {
            started = timer;
        } finally {
            lock.unlock();
        }
        return started == null || started.awaitTermination(nanos, TimeUnit.NANOSECONDS);
    }
}
