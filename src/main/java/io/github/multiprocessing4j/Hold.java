package io.github.multiprocessing4j;

import java.util.concurrent.atomic.AtomicBoolean;

/** The one kind of {@link Held}. */
final class Hold implements Held {

    private final Runnable release;
    private final AtomicBoolean open = new AtomicBoolean(true);

    /**
     * Holds what has just been taken.
     *
     * @param release gives it back
     */
    Hold(Runnable release) {
        this.release = release;
    }

    @Override
    public void close() {
        if (!open.compareAndSet(true, false)) {
            return;
        }
        try {
            release.run();
        } catch (RuntimeException refused) {
            // Somebody who does not own it has tried: its owner can still close it.
            open.set(true);
            throw refused;
        }
    }
}
