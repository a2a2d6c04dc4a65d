package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Operations.AWAIT;
import static io.github.multiprocessing4j.internal.shared.Operations.SIGNAL;

/** Answers for a condition. */
final class ConditionHost extends Host {

    private final ConditionCore condition;

    ConditionHost(Exchange exchange, ConditionCore condition) {
        super(exchange, condition);
        this.condition = condition;
    }

    @Override
    void asked(Visit visit) {
        switch (visit.operation()) {
            case AWAIT -> condition.await(visit.stranger(0), visit.plain());
            case SIGNAL -> {
                condition.signal(visit.stranger(0), (int) visit.argument(1));
                visit.complete(null);
            }
            default -> throw visit.unknown();
        }
    }
}
