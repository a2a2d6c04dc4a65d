package io.github.multiprocessing4j.internal.worker;

import io.github.multiprocessing4j.internal.wire.Link;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The end of a child JVM by its own doing: System.exit, whoever calls it, as opposed to that by the death of its
 * parent.
 *
 * <p>The link is closed then, when all that was sent is written. For a JVM that exits waits 300 ms for each thread that
 * is in native code, as one that waits for a message is. From there on it is looked whether the parent lives, which may
 * not be outlived by a JVM whose hooks hang.
 */
final class Leaving implements Runnable {

    /** How often it is looked. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Link link;
    private final ProcessHandle parent;

    private volatile boolean begun;

    /**
     * The end of this JVM.
     *
     * @param parent the process that it may not outlive; null if the system does not tell
     */
    Leaving(Link link, ProcessHandle parent) {
        this.link = link;
        this.parent = parent;
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
        if (parent != null) {
            Thread watcher = new Thread(null, this::awaitParent, "mp-parent-watch", 0, false);
            watcher.setDaemon(true);
            watcher.start();
        }
        try {
            link.send(Protocol.LEAVING);
            link.flush(Link.FLUSH_NANOS);
        } catch (InterruptedException e) {
            return; // the system closes it
        } finally {
            link.close();
        }
    }

    private void awaitParent() {
        while (parent.isAlive()) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        Runtime.getRuntime().halt(Protocol.ORPHANED);
    }
}
