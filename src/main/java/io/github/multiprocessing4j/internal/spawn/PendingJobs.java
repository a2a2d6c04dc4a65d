package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.engine.Backlog;
import io.github.multiprocessing4j.internal.engine.Job;
import java.util.ArrayList;
import java.util.List;

/** The jobs of a crew that no worker was given, and how many they are. Not safe for use by several threads at once. */
final class PendingJobs {

    private final Backlog backlog = new Backlog();

    /** Those included that are over. */
    private int size;

    int size() {
        return size;
    }

    /**
     * Adds a job.
     *
     * @param again whether it was given to a worker before, and so comes before those that were not
     */
    void add(Job job, boolean again) {
        if (again) {
            backlog.addAgain(job);
        } else {
            backlog.add(job);
        }
        size++;
    }

    /** Removes the next job, which may be over; null if there is none. */
    Job poll() {
        size = Math.max(0, size - 1);
        return backlog.poll();
    }

    /** Moves all jobs to somewhere else. */
    void drainTo(List<Job> others) {
        for (Job job = poll(); job != null; job = poll()) {
            others.add(job);
        }
    }

    /** Claims the next job; null if there is none. */
    Job claim() {
        return claim(Long.MAX_VALUE);
    }

    /**
     * Claims the next jobs.
     *
     * @param most how many
     * @param bytes how many bytes they may have together
     */
    List<Job> claim(int most, long bytes) {
        List<Job> jobs = new ArrayList<>();
        long left = bytes;
        for (Job job = most > 0 ? claim(left) : null; job != null; job = jobs.size() < most ? claim(left) : null) {
            jobs.add(job);
            left -= length(job);
        }
        return jobs;
    }

    private Job claim(long bytes) {
        for (Job job = backlog.peek(); job != null; job = backlog.peek()) {
            if (length(job) > bytes) {
                return null;
            }
            poll();
            if (job.claim()) {
                return job;
            }
        }
        size = 0; // the backlog clears those away that are over
        return null;
    }

    private static long length(Job job) {
        PackedWork packed = (PackedWork) job.parcel();
        return packed == null ? 0 : packed.encoded().length();
    }
}
