package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Operations.ABORT;
import static io.github.multiprocessing4j.internal.shared.Operations.ARRIVE;
import static io.github.multiprocessing4j.internal.shared.Operations.FINISH;
import static io.github.multiprocessing4j.internal.shared.Operations.IS_BROKEN;
import static io.github.multiprocessing4j.internal.shared.Operations.MISS;
import static io.github.multiprocessing4j.internal.shared.Operations.RESET;
import static io.github.multiprocessing4j.internal.shared.Operations.WAITING;

import io.github.multiprocessing4j.internal.wire.Ticket;

/** Stands in for a barrier of another realm. */
final class FarBarrier implements SharedBarrier {

    private final Far far;

    FarBarrier(Far far) {
        this.far = far;
    }

    @Override
    public int waiting() {
        return (int) far.call(WAITING);
    }

    @Override
    public boolean isBroken() {
        return (boolean) far.call(IS_BROKEN);
    }

    @Override
    public void arrive(Reply<Arrival> reply) {
        far.ask(reply, BarrierHost::read, ARRIVE);
    }

    @Override
    public boolean finish(long round, boolean succeeded) {
        return (boolean) far.call(FINISH, round, succeeded);
    }

    @Override
    public void abort() {
        far.call(ABORT);
    }

    @Override
    public void reset() {
        far.call(RESET);
    }

    @Override
    public void miss() {
        far.call(MISS);
    }

    @Override
    public boolean withdraw(Reply<?> reply) {
        return far.withdraw(reply);
    }

    @Override
    public Ticket claim(Exchange exchange) {
        return far.claim();
    }
}
