package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Operations.AWAIT;
import static io.github.multiprocessing4j.internal.shared.Operations.CLEAR;
import static io.github.multiprocessing4j.internal.shared.Operations.IS_SET;
import static io.github.multiprocessing4j.internal.shared.Operations.SET;

/** Answers for an event. */
final class EventHost extends Host {

    private final EventCore event;

    EventHost(Exchange exchange, EventCore event) {
        super(exchange, event);
        this.event = event;
    }

    @Override
    void asked(Visit visit) {
        switch (visit.operation()) {
            case IS_SET -> visit.complete(event.isSet());
            case SET -> {
                event.set();
                visit.complete(null);
            }
            case CLEAR -> {
                event.clear();
                visit.complete(null);
            }
            case AWAIT -> event.await(visit.plain());
            default -> throw visit.unknown();
        }
    }
}
