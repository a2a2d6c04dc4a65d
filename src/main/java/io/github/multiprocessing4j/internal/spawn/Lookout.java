package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.memory.Spin;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Where those look who wait for results, before they sleep: one at a time, so that they leave processors to workers.
 */
final class Lookout {

    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock. */
    private final Spin spin = new Spin();

    /** Looks for something; whether it is there. */
    boolean attend(BooleanSupplier done) {
        if (lock.tryLock()) {
            try {
                spin.await(done);
            } finally {
                lock.unlock();
            }
        }
        return done.getAsBoolean();
    }
}
