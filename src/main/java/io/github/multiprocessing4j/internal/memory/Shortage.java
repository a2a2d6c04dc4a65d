package io.github.multiprocessing4j.internal.memory;

import io.github.multiprocessing4j.internal.memory.Apart.FileWork;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Want of room while there is memory that nobody uses any more. That is given up when the garbage collector finds that
 * nobody can reach it; but the collector knows how full the heap is, and not how full a file system.
 */
final class Shortage {

    /** The waits are 1, 2, 4 ... ms, half a second together: what the JDK allows for memory of direct buffers. */
    private static final int WAITS = 9;

    private Shortage() {}

    /**
     * Makes a file. If there is no room, has the collector look for some, and tries again.
     *
     * @throws NoRoomException if there is none all the same
     */
    static <T> T overcome(FileWork<T> making) throws IOException {
        try {
            return making.call();
        } catch (NoRoomException e) {
            if (!e.isPassing()) {
                throw e;
            }
        }
        System.gc();
        for (int waited = 0; waited < WAITS; waited++) {
            try {
                return making.call();
            } catch (NoRoomException notYet) {
                // What was collected is given up by a thread of the JVM, which does not say when.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1L << waited));
            }
        }
        return making.call();
    }
}
