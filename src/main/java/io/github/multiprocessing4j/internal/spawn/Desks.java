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
            Running hand = desk.handOf(job);
            if (hand != null) {
                stop(desk, hand, reason);
                return;
            }
        }
        if (job.conclude(Outcome.Stopped.unstarted(reason))) {
            // Given to a worker meanwhile, perhaps: so look again.
            for (Desk desk : desks) {
                Running hand = desk.handOf(job);
                if (hand != null) {
                    desk.stop(hand);
                }
            }
        }
    }

    private static void stop(Desk desk, Running hand, Outcome.Reason reason) {
        if (reason == Outcome.Reason.TIME_LIMIT) {
            desk.timeOut(hand);
        } else if (hand.job().conclude(hand.stopped(reason))) {
            desk.stop(hand);
        }
    }

    /**
     * Ends all workers: asks them, and kills those that take longer.
     *
     * @param graceNanos how long they have
     */
    void endAll(StopWatch stopWatch, long graceNanos) {
        for (Desk desk : desks) {
            Running hand = desk.hand();
            if (hand != null) {
                hand.job().conclude(hand.stopped(Outcome.Reason.TERMINATED));
            }
            desk.end(false);
            stopWatch.after(graceNanos, () -> desk.end(true));
        }
    }
}
