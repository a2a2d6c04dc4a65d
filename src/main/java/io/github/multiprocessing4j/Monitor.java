package io.github.multiprocessing4j;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * An object of a manager, where it lives, of which one thread at a time does something. Under its lock nothing of the
 * user's is called but equals and hashCode.
 */
abstract class Monitor {

    /** Guards what the object consists of. */
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * A word of a monitor that takes but a moment, however much that holds: given numbers, texts and the like it runs
     * no code of the user, and waits for nobody but whoever is in the monitor.
     */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface Prompt {}

    /** Does something while nobody else does. */
    final <R> R alone(Supplier<R> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Enters, unless somebody is in it, be it this thread: which, in an equals of the user's, may have come to receive
     * messages. Whoever has entered {@linkplain #leave leaves}.
     */
    final boolean tryEnter() {
        return !lock.isHeldByCurrentThread() && lock.tryLock();
    }

    /** Ends what {@link #tryEnter} has begun. */
    final void leave() {
        lock.unlock();
    }
}
