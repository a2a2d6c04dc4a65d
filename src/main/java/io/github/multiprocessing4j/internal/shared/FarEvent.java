package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Operations.AWAIT;
import static io.github.multiprocessing4j.internal.shared.Operations.CLEAR;
import static io.github.multiprocessing4j.internal.shared.Operations.IS_SET;
import static io.github.multiprocessing4j.internal.shared.Operations.SET;

import io.github.multiprocessing4j.internal.wire.Ticket;

/** Stands in for an event of another realm. */
final class FarEvent implements SharedEvent {

    private final Far far;

    FarEvent(Far far) {
        this.far = far;
    }

    @Override
    public boolean isSet() {
        return (boolean) far.call(IS_SET);
    }

    @Override
    public void set() {
        far.call(SET);
    }

    @Override
    public void clear() {
        far.call(CLEAR);
    }

    @Override
    public void await(Reply<Boolean> reply) {
        far.ask(reply, Boolean.class::cast, AWAIT);
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
