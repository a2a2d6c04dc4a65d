package io.github.multiprocessing4j.internal.thread;

import io.github.multiprocessing4j.internal.engine.Job;
import io.github.multiprocessing4j.internal.engine.Seat;
import io.github.multiprocessing4j.internal.engine.WorkerId;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One worker of a crew: a thread, and what it is doing.
 *
 * <p>The jobs on a post form a stack, because a job that waits for another one of its own crew runs that one inside
 * itself.
 */
final class Post implements Seat {

    /*
     * A job on the post is stopped by: conclude() it, then interrupt(job). Both interrupting and leaving a job that was
     * stopped happen under the lock. So an interrupt that is meant for one job never reaches another: it is delivered
     * while that job is the innermost one, and taken off the thread when the job leaves; or it is kept back, because
     * another job runs inside that one, and delivered when the inner one leaves; or the job is off the post, and nothing
     * is delivered.
     *
     * The only job on the post leaves without the lock if it was not stopped: nobody interrupts a job that he has not
     * concluded himself.
     */
    private static final VarHandle TOP;

    static {
        try {
            TOP = MethodHandles.lookup().findVarHandle(Post.class, "top", Frame.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final WorkerId id;
    private final Thread thread;

    /** The innermost running job. Written by the worker's thread alone. */
    private volatile Frame top;

    /** How many jobs were taken from the backlog. The worker's thread alone. */
    private int served;

    /** Whether the set-up is done. The worker's thread alone. */
    private boolean ready;

    /**
     * A running job.
     *
     * @param outer the job inside which it runs, or null
     * @param startedAt when it was begun, if it has a time limit
     * @param interrupted whether the thread was interrupted, for whatever reason, when it was begun inside another one
     */
    record Frame(Job job, Frame outer, long startedAt, boolean interrupted) {}

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
        Frame outer = top;
        if (outer == null) {
            top = new Frame(job, null, startOf(job), false);
            return;
        }
        lock.lock();
        try {
            top = new Frame(job, outer, startOf(job), Thread.interrupted());
        } finally {
            lock.unlock();
        }
    }

    private static long startOf(Job job) {
        return job.limitNanos() > 0 ? System.nanoTime() : 0;
    }

    /**
     * Takes the innermost job off the post, and off the thread the interrupts that it has left behind.
     *
     * @param stopped whether somebody else has concluded it
     */
    void leave(boolean stopped) {
        Frame frame = top;
        Frame outer = frame.outer;
        if (outer == null && !stopped) {
            TOP.setRelease(this, null); // who finds it there still cannot conclude it
            Thread.interrupted();
            return;
        }
        lock.lock();
        try {
            top = outer;
            Thread.interrupted();
            if (outer != null && (frame.interrupted || outer.job.isOver())) {
                thread.interrupt();
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

    /** Interrupts the thread if it is running the job, which the caller has concluded. */
    void interrupt(Job job) {
        lock.lock();
        try {
            Frame frame = top;
            if (frame != null && frame.job == job) {
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }
}
