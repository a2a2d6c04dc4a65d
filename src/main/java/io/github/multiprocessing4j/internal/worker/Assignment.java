package io.github.multiprocessing4j.internal.worker;

import io.github.multiprocessing4j.internal.engine.Seat;
import io.github.multiprocessing4j.internal.engine.WorkerId;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;

/** What the one working thread of this JVM is doing, and how it is made to stop. */
final class Assignment implements Seat {

    static final long NONE = 0;

    private final WorkerId id;
    private final Thread thread;

    /*
     * An interrupt is delivered under the lock, while the work that it is meant for is the current one; and what is left
     * of it is taken off the thread under the lock, when that work ends. So none reaches the next work.
     */
    private final ReentrantLock lock = new ReentrantLock();

    /** The number of the work in hand. Guarded by the lock. */
    private long current = NONE;

    /** The numbers of work that was stopped before it began. Guarded by the lock. */
    private final NavigableSet<Long> stoppedEarly = new TreeSet<>();

    private volatile boolean stopped;

    Assignment(WorkerId id, Thread thread) {
        this.id = id;
        this.thread = thread;
    }

    @Override
    public WorkerId id() {
        return id;
    }

    @Override
    public boolean isStopped() {
        return stopped;
    }

    /** Begins work; called by the thread. */
    void begin(long number) {
        lock.lock();
        try {
            current = number;
            stopped = stoppedEarly.contains(number);
            stoppedEarly.headSet(number, true).clear(); // with what was given back
            if (stopped) {
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the work in hand; called by the thread. */
    void end() {
        lock.lock();
        try {
            current = NONE;
            stopped = false;
            Thread.interrupted();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Where the work is.
     *
     * @return empty if it is not in hand
     */
    StackTraceElement[] where(long number) {
        lock.lock();
        try {
            return current == number ? thread.getStackTrace() : new StackTraceElement[0];
        } finally {
            lock.unlock();
        }
    }

    /** Interrupts the work, now or when it begins; does nothing if it has ended. */
    void stop(long number) {
        lock.lock();
        try {
            if (current == number) {
                stopped = true;
                thread.interrupt();
            } else if (current < number) {
                stoppedEarly.add(number);
            }
        } finally {
            lock.unlock();
        }
    }
}
