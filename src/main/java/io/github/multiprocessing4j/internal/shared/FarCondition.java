package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Operations.AWAIT;
import static io.github.multiprocessing4j.internal.shared.Operations.SIGNAL;

import io.github.multiprocessing4j.internal.wire.Ticket;

/** Stands in for a condition of another realm. */
final class FarCondition implements SharedCondition {

    private final Far far;

    FarCondition(Far far) {
        this.far = far;
    }

    @Override
    public void await(Object owner, Reply<Boolean> reply) {
        far.ask(reply, Boolean.class::cast, AWAIT, far.numberOf(owner));
    }

    @Override
    public void signal(Object owner, int count) {
        far.call(SIGNAL, far.numberOf(owner), count);
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
