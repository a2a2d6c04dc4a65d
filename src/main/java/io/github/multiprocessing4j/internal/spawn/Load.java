package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.engine.Job;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the workers of a crew have to do, and how much of it is in their hands. Guarded by the lock of the crew, but for
 * {@link #handedBack}.
 */
final class Load {

    /** How many workers may be busy. */
    private final int size;

    private final PendingJobs pending = new PendingJobs();

    /**
     * How many jobs were given to workers, and are not answered. More under the lock alone; fewer by anybody, for
     * nobody waits for that.
     */
    private final AtomicInteger running = new AtomicInteger();

    /** How many workers have been given something. */
    private int busy;

    /**
     * How many of them are about to come for more, having done what they were given. Code of a user that is told of a
     * result may hold them up: so nobody relies on them who waits for a result.
     */
    private int finishing;

    Load(int size) {
        this.size = size;
    }

    /** How many jobs there are. */
    int jobs() {
        return running.get() + pending.size();
    }

    void add(Job job, boolean again) {
        pending.add(job, again);
    }

    /** Whether there are more jobs than those will take who come in a moment, and whose workers are awake. */
    boolean exceedsComing() {
        return pending.size() > finishing;
    }

    /** Whether a worker that is not busy could have something to do. */
    boolean isForMore() {
        return busy < size && (pending.size() > 0 || running.get() > busy);
    }

    /** Whether others have not begun all that they have, and somebody else could. */
    boolean isRecallable() {
        return busy < size && running.get() > busy;
    }

    /** The next job, claimed for a worker that is busy from now on; null if there is none for it. */
    Job claim() {
        Job job = busy < size ? pending.claim() : null;
        if (job != null) {
            begin();
        }
        return job;
    }

    /** Whether a job that is not among these would be the next one. */
    boolean isOpen() {
        return busy < size && pending.size() == 0;
    }

    /** A worker is busy with a job that was claimed for it. */
    void begin() {
        busy++;
        running.incrementAndGet();
    }

    /**
     * Jobs for a busy worker to have ahead, claimed for it.
     *
     * @param most how many
     * @param bytes how many bytes they may have
     */
    List<Job> ahead(int most, long bytes) {
        // Not more than its share: so that all have something to do until the end.
        List<Job> jobs = pending.claim(Math.min(most, pending.size() / (2 * size)), bytes);
        running.addAndGet(jobs.size());
        return jobs;
    }

    /** A job that was given is out of the hands of the worker. Any thread. */
    void handedBack() {
        running.decrementAndGet();
    }

    /** A busy worker is about to come for more. */
    void finishing() {
        finishing++;
    }

    /**
     * A busy worker has nothing left.
     *
     * @param finished whether {@link #finishing} was told of it
     */
    void rest(boolean finished) {
        busy--;
        finishing -= finished ? 1 : 0;
    }

    void drainTo(List<Job> others) {
        pending.drainTo(others);
    }
}
