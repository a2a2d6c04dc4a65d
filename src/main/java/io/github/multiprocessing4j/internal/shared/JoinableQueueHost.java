package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Operations.JOIN;
import static io.github.multiprocessing4j.internal.shared.Operations.TASK_DONE;

/** Answers for a joinable queue. */
final class JoinableQueueHost extends QueueHost {

    private final JoinableQueueCore queue;

    JoinableQueueHost(Exchange exchange, JoinableQueueCore queue) {
        super(exchange, queue);
        this.queue = queue;
    }

    @Override
    void asked(Visit visit) {
        switch (visit.operation()) {
            case TASK_DONE -> {
                queue.taskDone();
                visit.complete(null);
            }
            case JOIN -> {
                queue.lineUpJoiner(visit.plain());
                whenHeard(visit, queue::serveJoiners);
            }
            default -> super.asked(visit);
        }
    }
}
