package io.github.multiprocessing4j.internal.spawn;

import java.io.IOException;

/** A position in a crew: has one worker after the other, as long as there is work for one. */
final class Position implements Runnable {

    private final SpawnCrew crew;

    /**
     * The worker that was launched when the crew was made, and what it is told; null for none, and once it is hired.
     */
    private Desk first;

    private Object[] firstOrder;

    /** The desk of a position whose thread has not come back; null for none, and once its worker is gone. */
    private Desk inherited;

    /** Whether this thread has not come back in time, and another one has inherited what is left to be done here. */
    private boolean abandoned;

    /** How many workers in a row did not get as far as their first job. */
    private int failures;

    Position(SpawnCrew crew, Desk first, Object[] firstOrder) {
        this.crew = crew;
        this.first = first;
        this.firstOrder = firstOrder;
    }

    /** A position in the place of one whose thread does not come back from the desk. */
    static Position inPlaceAt(Desk desk, SpawnCrew crew) {
        Position position = new Position(crew, null, null);
        position.inherited = desk;
        return position;
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
            if (inherited != null) {
                inherit();
            }
            while (!abandoned && (first != null || crew.awaitVacancy())) {
                if (failures > 0) {
                    crew.backOff(failures);
                }
                hire();
            }
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts this thread", e);
        } finally {
            if (!abandoned) {
                crew.closePlace();
            }
        }
    }

    private void inherit() throws InterruptedException {
        Desk desk = inherited;
        inherited = null;
        try {
            desk.workload().closeAnswer();
            keep(desk, take(desk.workload()::attend, desk));
        } catch (RuntimeException | Error failure) {
            desk.end(true);
            crew.breakDown("a worker could not be kept", failure);
        } finally {
            leave(desk);
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
                keep(desk, true);
            } else {
                Thread.interrupted();
                desk.dismiss();
            }
        } catch (IOException notStarted) {
            failures++;
            crew.casualties().notStarted(notStarted.getMessage());
        } catch (RuntimeException | Error notPacked) {
            desk.end(true);
            crew.breakDown("a worker could not be hired", notPacked);
        } finally {
            leave(desk);
        }
    }

    /** Keeps a worker busy until it is lost or let go. */
    private void keep(Desk desk, boolean fit) throws InterruptedException {
        Turn turn = fit ? crew.next(desk) : null;
        while (turn != null) {
            turn = take(turn, desk) ? crew.next(desk) : null;
        }
        if (!abandoned) {
            desk.dismiss();
        }
    }

    private boolean take(Turn turn, Desk desk) throws InterruptedException {
        boolean staying = false;
        try {
            staying = turn.take();
            return staying;
        } finally {
            Thread.interrupted(); // by code of the user that reads results, or is told of them
            abandoned = desk.workload().isAbandoned();
            if (!abandoned) {
                crew.rest(desk.workload().endFinishing(), staying);
            }
        }
    }

    private void leave(Desk desk) {
        if (!abandoned) {
            crew.vacate(desk);
        }
    }
}
