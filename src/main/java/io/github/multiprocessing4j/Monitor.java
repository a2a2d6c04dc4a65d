package io.github.multiprocessing4j;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * An object of a manager, where it lives, of which one thread at a time does something. Under its lock nothing of the
 * user's is called but equals, hashCode, and the compareTo of keys that have one hash code.
 */
abstract class Monitor {

    /** Guards what the object consists of. */
    private final ReentrantLock lock = new ReentrantLock();

    /** A monitor that holds more may take long for a word that makes it larger. */
    static final int MANY = 1 << 16;

    /**
     * A word of a monitor that takes but a moment, as long as that {@linkplain #isLight is light}: given
     * {@linkplain SimpleValues simple values} it runs no code of the user, and waits for nobody but whoever is in the
     * monitor.
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

    /** Whether it holds neither much nor anything that is compared by code of the user. By whoever is in it. */
    abstract boolean isLight();

    /**
     * Enters if it is light, unless somebody is in it, be it this thread: which, in an equals of the user's, may have
     * come to receive messages. Whoever has entered {@linkplain #leave leaves}.
     */
    final boolean tryEnterLight() {
        if (lock.isHeldByCurrentThread() || !lock.tryLock()) {
            return false;
        }
        boolean light = isLight();
        if (!light) {
            lock.unlock();
        }
        return light;
    }

    /** Ends what {@link #tryEnterLight} has begun. */
    final void leave() {
        lock.unlock();
    }
}
