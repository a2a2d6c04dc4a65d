package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Operations.CALL;

import io.github.multiprocessing4j.internal.wire.Encoded;

/** Answers for an object of a room above. */
final class ObjectHost extends Host {

    private final ObjectCore object;

    ObjectHost(Exchange exchange, ObjectCore object) {
        super(exchange, object);
        this.object = object;
    }

    @Override
    void asked(Visit visit) {
        if (visit.operation() != CALL) {
            throw visit.unknown();
        }
        String method = (String) visit.argument(0);
        Encoded arguments = (Encoded) visit.argument(1);
        exchange().adopt(arguments);
        object.call(exchange(), visit, method, arguments);
    }
}
