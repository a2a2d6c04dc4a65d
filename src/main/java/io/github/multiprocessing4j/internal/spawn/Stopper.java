package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.engine.Outcome;
import io.github.multiprocessing4j.internal.worker.Protocol;
import java.util.concurrent.TimeUnit;

/** Makes a worker stop jobs that it was given: asks, then asks the process to end, then kills it. Any thread. */
final class Stopper {

    /** How long one waits to hear where a job is that has run out of time. */
    private static final long STACK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Desk desk;
    private final SpawnCrew crew;
    private final InFlight line;
    private final ResultReading reading;

    Stopper(Desk desk, SpawnCrew crew, InFlight line, ResultReading reading) {
        this.desk = desk;
        this.crew = crew;
        this.line = line;
        this.reading = reading;
    }

    /** Stops a job that nobody waits for any more. */
    void stop(Running stopped) {
        if (line.tell(stopped) == InFlight.Standing.AHEAD) {
            tell(stopped, false); // it will be given back; or come to its turn, when the desk's thread escalates
        } else {
            desk.workload().recall();
            tell(stopped, false);
            escalate(stopped);
        }
    }

    /** Stops a job that has run out of time, which is concluded when it is known where it is. */
    void timeOut(Running stopped) {
        stopped.runLate();
        line.tell(stopped); // before it looks for what is ahead: the desk's thread adds first and looks then
        desk.workload().recall();
        tell(stopped, true);
        crew.stopWatch().after(STACK_NANOS, () -> stopped.job().conclude(stopped.stopped(Outcome.Reason.TIME_LIMIT)));
        escalate(stopped);
    }

    private void tell(Running stopped, boolean where) {
        desk.child().send(Protocol.STOP, stopped.number(), where);
    }

    /** Sees to it that a job ends of which the worker was told, and that it has come to. */
    void escalate(Running stopped) {
        long grace = crew.plan().settings().stopGraceNanos();
        long soft = Math.min(STACK_NANOS, grace);
        crew.stopWatch().after(soft, () -> end(stopped, false));
        crew.stopWatch().after(soft + grace, () -> end(stopped, true));
    }

    private void end(Running stopped, boolean hard) {
        switch (line.shutIfFirst(stopped)) {
            case FIRST -> desk.end(hard);
            case OPENED -> stopReading(hard);
            default -> {
                return; // it is over
            }
        }
    }

    /** The worker has done its part: it is code of the user here that does not end. */
    void stopReading(boolean hard) {
        if (!hard) {
            reading.interrupt();
        } else if (reading.abandon()) {
            crew.takeOver(desk);
        }
    }
}
