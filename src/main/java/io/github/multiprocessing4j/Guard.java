package io.github.multiprocessing4j;

import java.util.Objects;

/** The lock of a {@link Value} or an {@link Array}, if it has one. */
final class Guard {

    /** No lock. */
    static final Guard NONE = new Guard(null);

    private final Mutex mutex;

    private Guard(Mutex mutex) {
        this.mutex = mutex;
    }

    static Guard by(Mutex lock) {
        return new Guard(Objects.requireNonNull(lock, "lock"));
    }

    /** The lock, for the user. */
    Mutex mutex() {
        if (mutex == null) {
            throw new UnsupportedOperationException("it was made without a lock");
        }
        return mutex;
    }

    /** Begins an access; {@link #exit} ends it. */
    void enter() throws InterruptedException {
        if (mutex != null) {
            mutex.acquire();
        }
    }

    void exit() {
        if (mutex != null) {
            mutex.release();
        }
    }
}
