package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Operations.ABORT;
import static io.github.multiprocessing4j.internal.shared.Operations.ARRIVE;
import static io.github.multiprocessing4j.internal.shared.Operations.FINISH;
import static io.github.multiprocessing4j.internal.shared.Operations.IS_BROKEN;
import static io.github.multiprocessing4j.internal.shared.Operations.MISS;
import static io.github.multiprocessing4j.internal.shared.Operations.RESET;
import static io.github.multiprocessing4j.internal.shared.Operations.WAITING;

/** Answers for a barrier. */
final class BarrierHost extends Host {

    private final BarrierCore barrier;

    BarrierHost(Exchange exchange, BarrierCore barrier) {
        super(exchange, barrier);
        this.barrier = barrier;
    }

    @Override
    void asked(Visit visit) {
        switch (visit.operation()) {
            case WAITING -> visit.complete(barrier.waiting());
            case IS_BROKEN -> visit.complete(barrier.isBroken());
            case ARRIVE -> barrier.arrive(visit.as(BarrierHost::write));
            case FINISH -> visit.complete(barrier.finish((long) visit.argument(0), (boolean) visit.argument(1)));
            case ABORT -> done(visit, barrier::abort);
            case RESET -> done(visit, barrier::reset);
            case MISS -> done(visit, barrier::miss);
            default -> throw visit.unknown();
        }
    }

    private static void done(Visit visit, Runnable operation) {
        operation.run();
        visit.complete(null);
    }

    private static Object[] write(Arrival arrival) {
        if (arrival instanceof Arrival.Passed passed) {
            return new Object[] {passed.index()};
        } else if (arrival instanceof Arrival.Acting acting) {
            return new Object[] {acting.index(), acting.round()};
        }
        return new Object[] {((Arrival.Broken) arrival).why()};
    }

    /** What {@link #write} has written. */
    static Arrival read(Object plain) {
        Object[] row = (Object[]) plain;
        if (row.length == 2) {
            return new Arrival.Acting((int) row[0], (long) row[1]);
        }
        return row[0] instanceof String why ? new Arrival.Broken(why) : new Arrival.Passed((int) row[0]);
    }
}
