package io.github.multiprocessing4j.internal.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The jobs that wait for a worker: first in, first out, after those that have waited before. */
public final class Backlog {

    /*
     * A list of the jobs themselves, without a lock (Michael and Scott), so that one who waits takes no more memory
     * than it has:
     *
     *   - the head is the job that was removed last, the first one waits behind it; to remove is to move the head
     *   - the tail is the last job, or one before it, or one that was removed: whoever adds goes on from
     *     there to the end
     *   - a job that is not in the list any more, and not its head, has itself for its next: so it keeps no other job
     *     reachable, and who comes by it starts at the head again
     *
     * A job is added once. One that is tried again is kept in a queue of its own.
     *
     * Those who add and those who remove are kept from one another's cache lines.
     */
    private static final int HEAD = 16;
    private static final int TAIL = 48;
    private static final int LENGTH = 64;

    /** So many jobs are added for each time that those which are over are cleared away. */
    private static final int CLEARED_AFTER = 32;

    private static final VarHandle NEXT;

    static {
        try {
            NEXT = MethodHandles.lookup().findVarHandle(Job.class, "next", Job.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final AtomicReferenceArray<Job> ends = new AtomicReferenceArray<>(LENGTH);
    private final Queue<Job> again = new ConcurrentLinkedQueue<>();

    /** In the middle, how many were added, or nearly: written without order, for it does not matter who clears. */
    private final int[] added = new int[LENGTH];

    public Backlog() {
        Job nothing = new Nothing();
        ends.set(HEAD, nothing);
        ends.set(TAIL, nothing);
    }

    /** The head of a list of which nothing was removed yet. */
    private static final class Nothing extends Job {

        Nothing() {
            super(null);
        }

        @Override
        public Work work() {
            return null;
        }

        @Override
        protected void over(Outcome outcome) {
            // It is never run.
        }
    }

    /** Adds a job, behind all others. */
    public void add(Job job) {
        append(job, job);
        int count = ++added[LENGTH / 2];
        if (count % CLEARED_AFTER == 0) {
            removeOver();
        }
    }

    /** Adds jobs, behind all others, and with none between them. */
    public void addAll(List<? extends Job> jobs) {
        if (jobs.isEmpty()) {
            return;
        }
        Job last = null;
        for (Job job : jobs) {
            if (last != null) {
                NEXT.set(last, job); // nobody sees it yet
            }
            last = job;
        }
        append(jobs.get(0), last);
        removeOver();
    }

    /** Adds a job that is tried again, before all that are not. */
    public void addAgain(Job job) {
        again.add(job);
    }

    private void append(Job first, Job last) {
        Job tail = ends.get(TAIL);
        Job at = tail;
        while (true) {
            Job next = at.next;
            if (next == null) {
                if (NEXT.compareAndSet(at, null, first)) {
                    if (at != tail || first != last) { // two jobs at a time, or more
                        ends.weakCompareAndSetVolatile(TAIL, tail, last); // if not, somebody who added later has
                    }
                    return;
                }
            } else if (next == at) {
                at = ends.get(HEAD); // removed, and with it the tail that was seen
                tail = ends.get(TAIL);
            } else {
                at = next;
            }
        }
    }

    /**
     * Jobs that were stopped, or run by whoever waited for them, stay in the list until they come to its head. Now and
     * then twice as many of those are cleared away as were added, so that they cannot pile up while all workers are
     * busy.
     */
    private void removeOver() {
        for (int i = 0; i < 2 * CLEARED_AFTER; i++) {
            Job head = ends.get(HEAD);
            Job first = head.next;
            if (first == null || !first.isOver()) {
                return;
            }
            remove(head, first);
        }
    }

    private boolean remove(Job head, Job first) {
        if (first != head && ends.compareAndSet(HEAD, head, first)) {
            NEXT.setRelease(head, head);
            return true;
        }
        return false;
    }

    /** Removes the next job; null if there is none. It may be over already. */
    public Job poll() {
        Job job = again.poll();
        while (job == null) {
            Job head = ends.get(HEAD);
            Job first = head.next;
            if (first == null) {
                return null;
            }
            if (remove(head, first)) {
                job = first;
            }
        }
        return job;
    }

    /** The next job, which stays where it is; null if there is none. Only while nobody else removes any. */
    public Job peek() {
        Job job = again.peek();
        return job != null ? job : ends.get(HEAD).next;
    }

    /** Whether none waits. */
    public boolean isEmpty() {
        return ends.get(HEAD).next == null && again.isEmpty();
    }
}
