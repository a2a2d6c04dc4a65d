package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.engine.Job;
import java.io.IOException;

/** a position in a crew: has one worker after the other, as long as there is work for one. */
final class Position implements Runnable {

    private final SpawnCrew crew;

    /**
     * The worker that was launched when the crew was made, and what it is told; null for none, and once it is hired.
     */
    private Desk first;

    private Object[] firstOrder;

    /** How many workers in a row did not get as far as their first job. */
    private int failures;

    Position(SpawnCrew crew, Desk first, Object[] firstOrder) {
        this.crew = crew;
        this.first = first;
        this.firstOrder = firstOrder;
    }

    /** The thread of the position, to be started. */
    Thread thread(int number) {
        Thread thread = new Thread(null, this, "mp-" + crew.plan().name() + "-desk-" + number, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(crew.plan().loader());
        return thread;
    }

    @Override
    public void run() {
        try {
            while (first != null || crew.awaitVacancy()) {
                if (failures > 0) {
                    crew.backOff(failures);
                }
                hire();
            }
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts this thread", e);
        } finally {
            crew.closePlace();
        }
    }

    /** Hires a worker, and keeps it until it is lost or let go. */
    private void hire() throws InterruptedException {
        Desk desk = first != null ? first : new Desk(crew);
        try {
            Object[] order = firstOrder;
            if (first == null) {
                order = crew.hiring().order();
                Thread.interrupted(); // by the user's code
                desk.launch(crew.hiring().next());
            }
            first = null;
            firstOrder = null;
            crew.enter(desk);
            failures++;
            if (desk.setUp(order, crew.plan().startLimitNanos())) {
                failures = 0;
                work(desk);
            }
            Thread.interrupted(); // by code of the user that reads results, or is told of them
            desk.dismiss();
        } catch (IOException notStarted) {
            failures++;
            crew.notStarted(notStarted.getMessage());
        } catch (RuntimeException | Error notPacked) {
            desk.end(true);
            crew.breakDown("a worker could not be hired", notPacked);
        } finally {
            crew.vacate(desk);
        }
    }

    private void work(Desk desk) throws InterruptedException {
        boolean fit = true;
        while (fit) {
            Job job = crew.next(desk);
            if (job == null) {
                return;
            }
            try {
                fit = desk.serve(job);
            } finally {
                Thread.interrupted();
                crew.handedBack();
            }
        }
    }
}
