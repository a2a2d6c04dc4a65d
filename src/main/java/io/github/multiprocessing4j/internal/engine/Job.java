package io.github.multiprocessing4j.internal.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A piece of work on its way through a crew, and where its outcome goes.
 *
 * <p>The crew calls {@link #claim} before it runs the work and {@link #conclude} when it knows the outcome; whoever
 * concludes first wins, and {@link #over} hears of that outcome alone.
 */
public abstract class Job {

    /*
     * QUEUED  -> RUNNING   claim(): by the worker that takes the job
     * QUEUED  -> OVER      conclude(): stopped before it was started, or refused
     * RUNNING -> QUEUED    putBack(): by the worker that has taken the job, and cannot begin it
     * RUNNING -> OVER      conclude(): by its worker, with what came of it; or by whoever stops it first
     *
     * A worker that was overtaken finds OVER when it comes to conclude, and drops its result.
     *
     * A job is one object, and the only one that a task which waits needs of an engine: millions may wait.
     */
    private static final int QUEUED = 0;
    private static final int RUNNING = 1;
    private static final int OVER = 2;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Job.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile int state;

    /** The work made ready to travel, if it has to; taken away, and discarded, when the job is over. */
    private volatile Parcel parcel;

    private final ClassLoader loader;

    /** The job behind this one in the {@link Backlog}, which alone uses it. */
    volatile Job next;

    /**
     * Makes a job.
     *
     * @param loader the context class loader of whoever submits it; may be null, as a thread's may
     */
    protected Job(ClassLoader loader) {
        this.loader = loader;
    }

    /** The work, in a form that can travel; null once the job is over. */
    public abstract Work work();

    /**
     * Does the work. Only for whoever has claimed the job, and is a worker of this JVM.
     *
     * @return the result, which may be null; nobody asks for it if the job is over
     * @throws Throwable whatever the user's code throws
     */
    public Object run(Seat seat) throws Throwable {
        Work work = work();
        return work == null ? null : work.run(seat);
    }

    /** Keeps what was made of the work by whoever prepares the job, before it is handed in. */
    public final void pack(Parcel packed) {
        parcel = packed;
    }

    /** What {@link #pack} has kept, until the job is over. */
    public final Parcel parcel() {
        return parcel;
    }

    /** The context class loader of whoever submitted the job. */
    public final ClassLoader loader() {
        return loader;
    }

    /** How long the job may run, in nanoseconds; 0 for as long as it likes. */
    public long limitNanos() {
        return 0;
    }

    /** Takes the job for the caller to run; false if somebody else has, or if it is over. */
    public final boolean claim() {
        return STATE.compareAndSet(this, QUEUED, RUNNING);
    }

    /** Gives back a job that the caller has claimed and not begun; false if it is over. */
    public final boolean putBack() {
        return STATE.compareAndSet(this, RUNNING, QUEUED);
    }

    /** Whether a worker has taken the job or it is over. */
    public final boolean isTaken() {
        return state != QUEUED;
    }

    /** Whether the job has its outcome. */
    public final boolean isOver() {
        return state == OVER;
    }

    /**
     * Gives the job its outcome, if it has none yet.
     *
     * @return true if this was the outcome; false if the job had one already
     */
    public final boolean conclude(Outcome outcome) {
        if (!end()) {
            return false;
        }
        over(outcome);
        return true;
    }

    /**
     * Gives the job the outcome that its work has run to its end, as {@link #conclude} with an {@link Outcome.Value}
     * does.
     *
     * @param value what the work gave, which may be null
     * @param worker where it ran
     */
    public final boolean concludeWith(Object value, WorkerId worker) {
        if (!end()) {
            return false;
        }
        over(value, worker);
        return true;
    }

    private boolean end() {
        if ((int) STATE.getAndSet(this, OVER) == OVER) {
            return false;
        }
        Parcel sent = parcel;
        if (sent != null) {
            parcel = null;
            sent.discard();
        }
        return true;
    }

    /**
     * Hears of the outcome: called once, by the thread that concludes, which holds no lock of the engine. Drops the
     * work. Must not throw and must not block.
     */
    protected abstract void over(Outcome outcome);

    /** Hears, as {@link #over(Outcome)} does, that the work has run to its end. */
    protected void over(Object value, WorkerId worker) {
        over(new Outcome.Value(value, worker));
    }
}
