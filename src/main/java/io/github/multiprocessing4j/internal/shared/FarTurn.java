package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Operations.ACQUIRE;
import static io.github.multiprocessing4j.internal.shared.Operations.TRY_ACQUIRE;

import io.github.multiprocessing4j.internal.wire.Ticket;

/** Stands in for a lock or a semaphore of another realm. */
abstract class FarTurn implements SharedTurn {

    private final Far far;

    FarTurn(Far far) {
        this.far = far;
    }

    final Far far() {
        return far;
    }

    @Override
    public boolean tryAcquire(Object owner) {
        return (boolean) far.call(TRY_ACQUIRE, far.numberOf(owner));
    }

    @Override
    public void acquire(Object owner, Reply<Boolean> reply) {
        far.ask(reply, Boolean.class::cast, ACQUIRE, far.numberOf(owner));
    }

    @Override
    public final boolean withdraw(Reply<?> reply) {
        return far.withdraw(reply);
    }

    @Override
    public final Ticket claim(Exchange exchange) {
        return far.claim();
    }
}
