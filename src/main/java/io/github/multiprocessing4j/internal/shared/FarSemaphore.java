package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Operations.PERMITS;
import static io.github.multiprocessing4j.internal.shared.Operations.RELEASE;

/** Stands in for a semaphore of another realm. */
final class FarSemaphore extends FarTurn implements SharedSemaphore {

    FarSemaphore(Far far) {
        super(far);
    }

    @Override
    public int permits() {
        return (int) far().call(PERMITS);
    }

    @Override
    public void release(int count) {
        far().call(RELEASE, count);
    }
}
