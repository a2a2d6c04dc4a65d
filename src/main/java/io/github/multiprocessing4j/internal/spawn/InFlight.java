package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.engine.Job;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The jobs that a worker was given and has not answered, in the order in which it comes to them, and the one whose
 * answer is being read.
 *
 * <p>The desk's thread alone adds and removes; anybody may look for a job to stop it.
 */
final class InFlight {

    /*
     * ahead  -> first    add(), to an empty line; or what was before it is gone
     * ahead  -> gone     remove(): the worker has given it back; or the worker is lost
     * first  -> opened   open(): the worker has answered
     * first  -> gone     remove(), as above
     * opened -> gone     close()
     */

    /** Where a job is. */
    enum Standing {
        /** The worker comes to it after others. */
        AHEAD,
        /** The worker does it, or is about to. */
        FIRST,
        /** Its answer is being read. */
        OPENED,
        GONE
    }

    /** A leaf. */
    private final ReentrantLock lock = new ReentrantLock();

    /** Written under the lock, by the desk's thread, which reads it without; others read it under the lock. */
    private final Deque<Running> line = new ArrayDeque<>();

    /** Null for none. Guarded by the lock. */
    private Running opened;

    /** Whether the worker is given nothing any more. Written under the lock. */
    private volatile boolean shut;

    /**
     * How many there are, for those who only compare. Written under the lock; and before the desk's thread looks
     * whether a job was told to stop, which is said before it is looked at the size: so one of them sees the other.
     */
    private volatile int size;

    /** How many bytes the jobs have that are ahead. The desk's thread alone. */
    private long bytes;

    /** Adds a job, behind all others; false if the worker is given nothing any more. */
    boolean add(Running job) {
        lock.lock();
        try {
            if (shut) {
                return false;
            }
            line.add(job);
            count();
        } finally {
            lock.unlock();
        }
        bytes += job.length();
        return true;
    }

    /** Under the lock. */
    private void count() {
        size = line.size() + (opened == null ? 0 : 1);
    }

    int size() {
        return size;
    }

    long bytes() {
        return bytes;
    }

    /** The job that the worker does, or is about to; null for none. The desk's thread alone. */
    Running first() {
        return line.peek();
    }

    /** The first job has its answer, which is about to be read. */
    void open() {
        lock.lock();
        try {
            opened = line.remove();
            count();
            bytes -= opened.length();
        } finally {
            lock.unlock();
        }
    }

    /** The answer is read, or nobody reads on; gives the job that it was for. */
    Running close() {
        lock.lock();
        try {
            Running closed = opened;
            opened = null;
            count();
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Removes a job that will not be answered. */
    void remove(Running job) {
        lock.lock();
        try {
            line.remove(job);
            count();
        } finally {
            lock.unlock();
        }
        bytes -= job.length();
    }

    /** The job of a number; null for none. */
    Running of(long number) {
        return find(each -> each.number() == number);
    }

    /** What a job is to the worker; null for nothing. */
    Running of(Job job) {
        return find(each -> each.job() == job);
    }

    private Running find(Predicate<Running> sought) {
        lock.lock();
        try {
            if (opened != null && sought.test(opened)) {
                return opened;
            }
            for (Running each : line) {
                if (sought.test(each)) {
                    return each;
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** All that there are. */
    List<Running> all() {
        lock.lock();
        try {
            List<Running> all = new ArrayList<>(line);
            if (opened != null) {
                all.add(0, opened);
            }
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** Where a job is; notes that the worker is told to stop it. */
    Standing tell(Running job) {
        lock.lock();
        try {
            job.tell();
            return standing(job);
        } finally {
            lock.unlock();
        }
    }

    /** Whether a job comes after others. */
    boolean isAhead(Running job) {
        lock.lock();
        try {
            return standing(job) == Standing.AHEAD;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the worker was told to stop what it does. The desk's thread alone. */
    boolean isFirstTold() {
        Running first = line.peek();
        return first != null && first.isTold();
    }

    /** Where a job is. If the worker has it in hand, it is given nothing any more from now on. */
    Standing shutIfFirst(Running job) {
        lock.lock();
        try {
            Standing standing = standing(job);
            shut |= standing == Standing.FIRST;
            return standing;
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock. */
    private Standing standing(Running job) {
        if (job == opened) {
            return Standing.OPENED;
        }
        if (job == line.peek()) {
            return Standing.FIRST;
        }
        return line.contains(job) ? Standing.AHEAD : Standing.GONE;
    }

    /** The worker is given nothing any more. */
    void shut() {
        lock.lock();
        try {
            shut = true;
        } finally {
            lock.unlock();
        }
    }

    boolean isShut() {
        return shut;
    }
}
