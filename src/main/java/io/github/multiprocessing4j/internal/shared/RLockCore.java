package io.github.multiprocessing4j.internal.shared;

/** A mutex that its owner may take again, and that only its owner may release. */
public final class RLockCore extends MutexCore {

    @Override
    boolean take(Object owner) {
        if (!isFree() && !isHeldBy(owner)) {
            return false;
        }
        addHold(owner);
        return true;
    }

    @Override
    boolean isForAnybodyToRelease() {
        return false;
    }

    @Override
    public void release(Object releaser) {
        if (releaseLent(releaser)) {
            return;
        }
        enter();
        try {
            checkHeldBy(releaser, "release of an RLock");
            dropHold();
        } finally {
            leave();
        }
    }
}
