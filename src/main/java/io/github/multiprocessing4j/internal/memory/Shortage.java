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

    /** The collector is called so often: what a thread has just done with, it may still find on the stack at first. */
    private static final int LOOKS = 3;

    /** The waits after each look are 1, 2, 4 ... ms, a quarter of a second together. */
    private static final int WAITS = 8;

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
        for (int look = 0; look < LOOKS; look++) {
            System.gc();
            for (int waited = 0; waited < WAITS; waited++) {
                try {
                    return making.call();
                } catch (NoRoomException notYet) {
                    // What was collected is given up by a thread of the JVM, which does not say when.
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1L << waited));
                }
            }
        }
        return making.call();
    }
}
