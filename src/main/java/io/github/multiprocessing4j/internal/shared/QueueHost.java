package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Operations.CAPACITY;
import static io.github.multiprocessing4j.internal.shared.Operations.DISMISS;
import static io.github.multiprocessing4j.internal.shared.Operations.GET;
import static io.github.multiprocessing4j.internal.shared.Operations.IS_FULL;
import static io.github.multiprocessing4j.internal.shared.Operations.OFFER;
import static io.github.multiprocessing4j.internal.shared.Operations.POLL;
import static io.github.multiprocessing4j.internal.shared.Operations.PUT;
import static io.github.multiprocessing4j.internal.shared.Operations.SIZE;

import io.github.multiprocessing4j.internal.wire.Encoded;

/** Answers for a queue. */
class QueueHost extends Host {

    private final QueueCore queue;

    QueueHost(Exchange exchange, QueueCore queue) {
        super(exchange, queue);
        this.queue = queue;
    }

    @Override
    void asked(Visit visit) {
        switch (visit.operation()) {
            case OFFER -> offer(visit);
            case PUT -> {
                Encoded item = (Encoded) visit.argument(0);
                queue.put(item, visit.stranger(1), visit.as(done -> adopt(item)));
            }
            case POLL -> poll(visit);
            case GET -> queue.get(visit.stranger(0), visit.item(queue));
            case SIZE -> whenHeard(visit, () -> visit.complete(queue.sizeHere()));
            case IS_FULL -> visit.complete(queue.isFull());
            case CAPACITY -> {
                queue.couriers().note(exchange(), visit.from()); // who asks for that is about to give something
                visit.complete(queue.capacity());
            }
            case DISMISS -> {
                queue.dismiss(visit.stranger(0));
                visit.complete(null);
            }
            default -> throw visit.unknown();
        }
    }

    private void offer(Visit visit) {
        Encoded item = (Encoded) visit.argument(0);
        boolean accepted = queue.offer(item);
        if (accepted) {
            adopt(item);
        }
        visit.complete(accepted);
    }

    /** What is handed over is put where there always is room. */
    @Override
    void handed(String realm, Object handed) {
        Encoded item = (Encoded) handed;
        queue.couriers().note(exchange(), realm);
        if (queue.offer(item)) {
            adopt(item);
        } else {
            exchange().discard(item);
        }
    }

    private Object adopt(Encoded item) {
        exchange().adopt(item);
        return null;
    }

    private void poll(Visit visit) {
        if (!answerPoll(visit)) {
            whenHeard(visit, () -> {
                if (!answerPoll(visit)) {
                    visit.complete(null);
                }
            });
        }
    }

    private boolean answerPoll(Visit visit) {
        Object masked = queue.pollHere();
        if (masked == null) {
            return false;
        }
        visit.item(queue).complete(QueueCore.unmask(masked));
        return true;
    }

    /** Answers when all is here that was put, as far as the visitor may know. */
    final void whenHeard(Visit visit, Runnable answer) {
        queue.couriers().whenHeard(exchange(), visit.from(), answer);
    }
}
