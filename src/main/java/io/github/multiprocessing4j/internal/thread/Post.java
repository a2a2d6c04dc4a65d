package io.github.multiprocessing4j.internal.thread;

import io.github.multiprocessing4j.internal.engine.Job;
import io.github.multiprocessing4j.internal.engine.Seat;
import io.github.multiprocessing4j.internal.engine.WorkerId;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One worker of a crew: a thread, and what it is doing.
 *
 * <p>The jobs on a post form a stack, because a job that waits for another one of its own crew runs that one inside
 * itself.
 */
final class Post implements Seat {

    /*
     * A job on the post is stopped by: conclude() it, then interrupt(job). The worker that comes to conclude it
     * and finds itself overtaken calls leaveStopped(), which under the lock takes the job off the post and the
     * interrupt off the thread. So an interrupt meant for one job never reaches the next: either it is delivered
     * before, under the lock, and cleared there; or the job is off the post and nothing is delivered.
     *
     * A job that is not stopped is entered and left without the lock: nobody interrupts a job that he has not
     * concluded himself.
     */
    private final ReentrantLock lock = new ReentrantLock();
    private final WorkerId id;
    private final Thread thread;

    /** The innermost running job. Written by the worker's thread alone. */
    private volatile Frame top;

    /** How many jobs were taken from the backlog. The worker's thread alone. */
    private int served;

    /** Whether the set-up is done. The worker's thread alone. */
    private boolean ready;

    /** A running job, and the one inside which it runs. */
    record Frame(Job job, Frame outer, long startedAt) {}

    Post(WorkerId id, Thread thread) {
        this.id = id;
        this.thread = thread;
    }

    @Override
    public WorkerId id() {
        return id;
    }

    @Override
    public boolean isStopped() {
        Frame frame = top;
        return frame != null && frame.job.isOver();
    }

    Thread thread() {
        return thread;
    }

    Frame top() {
        return top;
    }

    int served() {
        return served;
    }

    void countServed() {
        served++;
    }

    boolean isReady() {
        return ready;
    }

    void becomeReady() {
        ready = true;
    }

    void enter(Job job) {
        top = new Frame(job, top, System.nanoTime());
    }

    /** Takes the job that has run to its end off the post. */
    void leave() {
        top = top.outer;
    }

    /** Takes a job off the post that was stopped, and its interrupt off the thread. */
    void leaveStopped() {
        lock.lock();
        try {
            top = top.outer;
            Thread.interrupted();
            for (Frame frame = top; frame != null; frame = frame.outer) {
                if (frame.job.isOver()) {
                    // The interrupt that was cleared may have been meant for that one.
                    thread.interrupt();
                    return;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** The frame of a job, if it is on this post. */
    Frame frameOf(Job job) {
        for (Frame frame = top; frame != null; frame = frame.outer) {
            if (frame.job == job) {
                return frame;
            }
        }
        return null;
    }

    /** Interrupts the thread if the job, which the caller has concluded, is still on the post. */
    void interrupt(Job job) {
        lock.lock();
        try {
            if (frameOf(job) != null) {
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }
}
