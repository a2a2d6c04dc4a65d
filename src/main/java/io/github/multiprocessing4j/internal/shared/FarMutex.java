package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Operations.HOLDS;
import static io.github.multiprocessing4j.internal.shared.Operations.NEW_CONDITION;
import static io.github.multiprocessing4j.internal.shared.Operations.RELEASE;
import static io.github.multiprocessing4j.internal.shared.Operations.WAS_ABANDONED;

import java.lang.ref.Reference;

/**
 * Stands in for a mutex of another realm.
 *
 * <p>Where that shares its memory, it is taken and released by its word there, and the home is asked only when the word
 * says that it must be. Else the home is asked each time.
 */
final class FarMutex extends FarTurn implements SharedMutex {

    /** The word; empty as long as nobody has asked for it. The same one is got by all who ask. */
    private final FarMemory<MutexWord> word;

    FarMutex(Far far) {
        super(far);
        word = new FarMemory<>(far, (memory, lease, more) -> new MutexWord(memory, (boolean) more[0], lease.seat()));
    }

    // While a word is used this object is kept, and with it the hold by which the memory is ours.

    @Override
    public boolean tryAcquire(Object owner) {
        try {
            MutexWord mapped = word.get();
            if (mapped != null) {
                switch (mapped.tryTake(far().numberOf(owner))) {
                    case DONE:
                        return true;
                    case HELD:
                        return false;
                    case AT_HOME:
                        break;
                }
            }
            return super.tryAcquire(owner);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public void acquire(Object owner, Reply<Boolean> reply) {
        try {
            MutexWord mapped = word.get();
            if (mapped != null && mapped.takeSoon(far().numberOf(owner))) {
                reply.complete(true);
            } else {
                super.acquire(owner, reply);
            }
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public void release(Object releaser) {
        try {
            MutexWord mapped = word.get();
            long number = far().numberOf(releaser);
            if (mapped == null || !mapped.tryRelease(number)) {
                far().call(RELEASE, number);
            }
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public long holds() {
        try {
            MutexWord mapped = word.get();
            long known = mapped == null ? -1 : mapped.holds();
            return known >= 0 ? known : (long) far().call(HOLDS);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public boolean wasAbandoned(Object owner) {
        try {
            MutexWord mapped = word.get();
            return (mapped == null || mapped.isAtHome()) && (boolean) far().call(WAS_ABANDONED, far().numberOf(owner));
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public SharedCondition newCondition() {
        return far().standForNew((long) far().call(NEW_CONDITION), FarCondition::new);
    }
}
