package io.github.multiprocessing4j.internal.worker;

import io.github.multiprocessing4j.internal.wire.Link;

/**
 * The end of a child JVM by its own doing: System.exit, whoever calls it, as opposed to that by the death of its
 * parent.
 *
 * <p>The link is closed then, when all that was sent is written. For a JVM that exits waits 300 ms for each thread that
 * is in native code, as one that waits for a message is.
 */
final class Leaving implements Runnable {

    private final Link link;

    private volatile boolean begun;

    Leaving(Link link) {
        this.link = link;
    }

    /** Hears of the end from now on, if that has not come already. */
    void watch() {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(null, this, "mp-leaving", 0, false));
        } catch (IllegalStateException ending) {
            begun = true;
        }
    }

    /** Whether this JVM is ending already, because it was told to. */
    static boolean isEnding() {
        Thread unused = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(unused);
            Runtime.getRuntime().removeShutdownHook(unused);
            return false;
        } catch (IllegalStateException ending) {
            return true;
        }
    }

    /** Whether the end of the link is no news. */
    boolean isBegun() {
        return begun;
    }

    @Override
    public void run() {
        begun = true;
        try {
            link.flush(Link.FLUSH_NANOS);
        } catch (InterruptedException e) {
            return; // the system closes it
        } finally {
            link.close();
        }
    }
}
