package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Operations.PERMITS;
import static io.github.multiprocessing4j.internal.shared.Operations.RELEASE;

import java.lang.ref.Reference;

/**
 * Stands in for a semaphore of another realm.
 *
 * <p>Where that shares its memory, permits are taken from the purses there and put back, and the home is asked only
 * when that cannot be done: that no permit is free it says itself. Else the home is asked each time.
 */
final class FarSemaphore extends FarTurn implements SharedSemaphore {

    /** The purses; empty as long as nobody has asked for them. The same ones are got by all who ask. */
    private final FarMemory<PermitWords> purses;

    FarSemaphore(Far far) {
        super(far);
        purses = new FarMemory<>(far, (memory, lease, more) -> new PermitWords(memory, (int) more[0], lease.seat()));
    }

    // While the purses are used this object is kept, and with it the hold by which the memory is ours.

    @Override
    public boolean tryAcquire(Object owner) {
        try {
            PermitWords mapped = purses.get();
            return mapped != null && mapped.tryTake() == Attempt.DONE || super.tryAcquire(owner);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public void acquire(Object owner, Reply<Boolean> reply) {
        try {
            PermitWords mapped = purses.get();
            if (mapped != null && mapped.takeSoon()) {
                reply.complete(true);
            } else {
                super.acquire(owner, reply);
            }
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** How many are free at one time, which no look at one purse after the other can tell. */
    @Override
    public int permits() {
        return (int) far().call(PERMITS);
    }

    @Override
    public void release(int count) {
        try {
            PermitWords mapped = purses.get();
            if (mapped == null || !mapped.tryRelease(count)) {
                far().call(RELEASE, count);
            }
        } finally {
            Reference.reachabilityFence(this);
        }
    }
}
