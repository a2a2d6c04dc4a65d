package io.github.multiprocessing4j.internal.spawn;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** The workers that a crew has lost, and when these are too many. Safe for use by any number of threads. */
final class Casualties {

    /** A leaf. */
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock, as the other. */
    private final RestartBudget starts;

    private final RestartBudget deaths;

    /** Whether anything was charged since the last reset. Written under the lock. */
    private volatile boolean charged;

    private final Consumer<String> tooMany;

    /**
     * Those of a crew.
     *
     * @param size how many workers it has
     * @param tooMany hears, under no lock, why it cannot go on
     */
    Casualties(int size, Consumer<String> tooMany) {
        this.starts = RestartBudget.ofStarts(size);
        this.deaths = RestartBudget.ofDeaths(size);
        this.tooMany = tooMany;
    }

    /** A worker did not become ready; what happened is said as a sentence without a full stop. */
    void notStarted(String what) {
        charge(starts, what);
    }

    /** A worker that was ready has died; what happened is said as a sentence without a full stop. */
    void lost(String what) {
        charge(deaths, what);
    }

    private void charge(RestartBudget budget, String what) {
        String reason;
        lock.lock();
        try {
            charged = true;
            reason = budget.isExhaustedBy(System.nanoTime()) ? budget + "; the last one: " + what : null;
        } finally {
            lock.unlock();
        }
        if (reason != null) {
            tooMany.accept(reason);
        }
    }

    /** A worker has done something: so workers can. */
    void reset() {
        if (!charged) { // as after nearly every job
            return;
        }
        lock.lock();
        try {
            charged = false;
            starts.reset();
            deaths.reset();
        } finally {
            lock.unlock();
        }
    }
}
