package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.engine.Job;
import io.github.multiprocessing4j.internal.engine.Outcome;
import io.github.multiprocessing4j.internal.engine.StopWatch;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The workers of a crew that there are, for those who want to stop what they do. Safe for any number of threads. */
final class Desks {

    private final List<Desk> desks = new CopyOnWriteArrayList<>();

    void add(Desk desk) {
        desks.add(desk);
    }

    void remove(Desk desk) {
        desks.remove(desk);
    }

    /** What the calling thread has in hand at a desk can be done by others, from now on. */
    void leaveSeats() {
        for (Desk desk : desks) {
            desk.child().leaveSeat();
        }
    }

    /** Asks the worker that was given most ahead to give back what it has not begun. */
    void recallMost() {
        Workload most = null;
        for (Desk desk : desks) {
            if (desk.workload().ahead() > (most == null ? 0 : most.ahead())) {
                most = desk.workload();
            }
        }
        if (most != null) {
            most.recall();
        }
    }

    /** Ends the workers that are being set up, for work that never will come. */
    void endUnready() {
        for (Desk desk : desks) {
            if (!desk.isReady()) {
                desk.end(true);
            }
        }
    }

    /** Stops a job, whether it is in the hands of a worker or not. */
    void stop(Job job, Outcome.Reason reason) {
        for (Desk desk : desks) {
            Running given = desk.workload().inFlight(job);
            if (given != null) {
                stop(desk, given, reason);
                return;
            }
        }
        if (job.conclude(Outcome.Stopped.unstarted(reason))) {
            // Given to a worker meanwhile, perhaps: so look again.
            for (Desk desk : desks) {
                Running given = desk.workload().inFlight(job);
                if (given != null) {
                    desk.workload().stopper().stop(given);
                }
            }
        }
    }

    private static void stop(Desk desk, Running given, Outcome.Reason reason) {
        if (reason == Outcome.Reason.TIME_LIMIT) {
            desk.workload().stopper().timeOut(given);
        } else if (given.job().conclude(desk.workload().stopped(given, reason))) {
            desk.workload().stopper().stop(given);
        }
    }

    /**
     * Ends all workers: asks them, and kills those that take longer.
     *
     * @param graceNanos how long they have
     */
    void endAll(StopWatch stopWatch, long graceNanos) {
        for (Desk desk : desks) {
            for (Running given : desk.workload().inFlight()) {
                given.job().conclude(desk.workload().stopped(given, Outcome.Reason.TERMINATED));
            }
            desk.end(false);
            stopWatch.after(graceNanos, () -> desk.end(true));
        }
    }
}
