package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.Signal;

/**
 * The end of a process, as something that {@link Connection#wait(java.util.Collection)} can wait for together with
 * connections. Ready once the process has ended.
 *
 * @see Process#sentinel
 */
public final class Sentinel implements Waitable {

    private final String of;
    private final Signal ended = new Signal();

    Sentinel(String of) {
        this.of = of;
    }

    /** The process has ended. */
    void fire() {
        ended.give();
    }

    Signal ended() {
        return ended;
    }

    @Override
    public String toString() {
        return "Sentinel[" + of + (ended.isReady() ? ", ended]" : "]");
    }
}
