package io.github.multiprocessing4j.internal.spawn;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who reads results at a desk. That is done by code of users, and may take for ever: then the thread is abandoned, and
 * serves at that desk no more, should it ever come back.
 *
 * <p>Safe for use by any number of threads.
 */
final class ResultReading {

    /** A leaf. */
    private final ReentrantLock lock = new ReentrantLock();

    /** Null for none. Guarded by the lock. */
    private Thread reader;

    /** Guarded by the lock. */
    private final Set<Thread> abandoned = new HashSet<>(0);

    /** The calling thread is about to read. */
    void begin() {
        lock.lock();
        try {
            reader = Thread.currentThread();
        } finally {
            lock.unlock();
        }
    }

    /** The calling thread has come back, in time or not. */
    void end() {
        lock.lock();
        try {
            if (reader == Thread.currentThread()) {
                reader = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Interrupts whoever reads. */
    void interrupt() {
        lock.lock();
        try {
            if (reader != null) {
                reader.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Abandons whoever reads; whether there was somebody. */
    boolean abandon() {
        lock.lock();
        try {
            if (reader == null) {
                return false;
            }
            abandoned.add(reader);
            reader = null;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the calling thread was abandoned. */
    boolean hasLeft() {
        lock.lock();
        try {
            return abandoned.contains(Thread.currentThread());
        } finally {
            lock.unlock();
        }
    }
}
