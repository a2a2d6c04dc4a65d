package io.github.multiprocessing4j.internal.shared;

/** A mutex that is held once, and that anybody may release. */
public final class LockCore extends MutexCore {

    @Override
    boolean take(Object owner) {
        if (!isFree()) {
            return false;
        }
        addHold(owner);
        return true;
    }

    @Override
    boolean isForAnybodyToRelease() {
        return true;
    }

    @Override
    public void release(Object releaser) {
        if (releaseLent(releaser)) {
            return;
        }
        enter();
        try {
            if (isFree()) {
                throw new IllegalStateException("release of a Lock that nobody holds");
            }
            dropHold();
        } finally {
            leave();
        }
    }
}
