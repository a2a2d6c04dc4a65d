package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Operations.JOIN;
import static io.github.multiprocessing4j.internal.shared.Operations.TASK_DONE;

/** Stands in for a joinable queue of another realm. */
final class FarJoinableQueue extends FarQueue implements SharedJoinableQueue {

    FarJoinableQueue(Far far) {
        super(far);
    }

    @Override
    public void taskDone() {
        far().call(TASK_DONE);
    }

    @Override
    public void join(Reply<Object> reply) {
        far().ask(reply, done -> done, JOIN);
    }
}
