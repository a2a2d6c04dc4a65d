package io.github.multiprocessing4j.internal.engine;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The jobs that wait for a worker: first in, first out, after those that have waited before. */
public final class Backlog {

    private final Queue<Job> again = new ConcurrentLinkedQueue<>();
    private final Queue<Job> jobs = new ConcurrentLinkedQueue<>();

    /** Adds a job, behind all others. */
    public void add(Job job) {
        jobs.add(job);
        removeOver();
    }

    /** Adds a job that is tried again, before all that are not. */
    public void addAgain(Job job) {
        again.add(job);
    }

    /**
     * Jobs that were stopped, or run by whoever waited for them, stay in the queue until they come to its head. Each
     * job that is added clears two such ones away, so that they cannot pile up while all workers are busy.
     */
    private void removeOver() {
        for (int i = 0; i < 2; i++) {
            Job head = jobs.peek();
            if (head == null || !head.isOver()) {
                return;
            }
            jobs.remove(head);
        }
    }

    /** Removes the next job; null if there is none. It may be over already. */
    public Job poll() {
        Job job = again.poll();
        return job != null ? job : jobs.poll();
    }

    /** The next job, which stays where it is; null if there is none. Only while nobody else removes any. */
    public Job peek() {
        Job job = again.peek();
        return job != null ? job : jobs.peek();
    }

    /** Whether none waits. */
    public boolean isEmpty() {
        return jobs.isEmpty() && again.isEmpty();
    }
}
