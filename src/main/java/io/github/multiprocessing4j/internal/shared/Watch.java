package io.github.multiprocessing4j.internal.shared;

import java.util.concurrent.locks.LockSupport;

/** One thread's wait for the first of several {@link Watchable}s. Made by the thread that waits. */
public final class Watch implements Watcher {

    private final Thread watcher = Thread.currentThread();
    private volatile boolean fired;

    @Override
    public void fire() {
        fired = true;
        LockSupport.unpark(watcher);
    }

    /**
     * Waits until the watch has fired since the last call, or the deadline is over.
     *
     * @return whether it has fired
     */
    public boolean await(Deadline deadline) throws InterruptedException {
        while (!fired) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            long remaining = deadline.remaining();
            if (remaining <= 0) {
                return false;
            }
            if (deadline.isBounded()) {
                LockSupport.parkNanos(this, remaining);
            } else {
                LockSupport.park(this);
            }
        }
        fired = false;
        return true;
    }
}
