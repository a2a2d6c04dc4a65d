package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.engine.Job;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Desks whose threads have nothing to do, in the hands of those who wait for a job: so no thread has to be woken for a
 * short one, neither for giving it nor for telling what came of it.
 */
final class Lending {

    /*
     * idle -> lent      serve(), if nobody else waits for a worker
     * lent -> idle      the job is done, and so is all else; its thread has slept through it
     * lent -> returned  there is more to hear, soon or never, or code of the user to be run: its thread does the rest
     */

    private final SpawnCrew crew;

    /** That of the crew. */
    private final ReentrantLock lock;

    private final Load load;
    private final IdleDesks<Desk> idle;

    Lending(SpawnCrew crew, ReentrantLock lock, Load load, IdleDesks<Desk> idle) {
        this.crew = crew;
        this.lock = lock;
        this.load = load;
        this.idle = idle;
    }

    /** Serves a job that nobody else has, for a moment; false if there is no desk for it. */
    boolean serve(Job job) {
        Desk desk = lend(job);
        if (desk == null) {
            return false;
        }
        boolean rested = false;
        try {
            rested = desk.workload().serveAtOnce(job);
        } finally {
            takeBack(desk, rested);
        }
        return true;
    }

    private Desk lend(Job job) {
        lock.lock();
        try {
            if (crew.isEnding() || !load.isOpen() || job.isTaken()) {
                return null;
            }
            Desk desk = idle.lend();
            if (desk != null) {
                job.claim();
                load.begin();
            }
            return desk;
        } finally {
            lock.unlock();
        }
    }

    private void takeBack(Desk desk, boolean rested) {
        lock.lock();
        try {
            boolean idles = rested && !crew.isEnding() && !desk.isGone(); // else its thread has to see to it
            if (idles) {
                load.rest(desk.workload().endFinishing());
            } else {
                desk.giveReturned();
            }
            idle.takeBack(desk, idles);
            crew.tellIdle();
        } finally {
            lock.unlock();
        }
    }
}
