package io.github.multiprocessing4j.internal.worker;

import java.io.IOException;
import java.io.InputStream;

/**
 * Ends this JVM when its parent is gone, whatever its threads are doing.
 *
 * <p>The parent keeps the other end of the standard input open for as long as it lives, so the end of it is the death of
 * the parent: by any signal, at any moment, and without anything to be asked again and again. The socket says the same;
 * this is for the time before there is one, and for the case that its reader is stuck for want of memory.
 */
final class ParentWatch {

    private ParentWatch() {}

    /** Starts to watch. Nobody else reads the stream from now on. */
    static void start(InputStream input) {
        Thread watch = new Thread(null, () -> watch(input), "mp-parent-watch", 0, false);
        watch.setDaemon(true);
        watch.setContextClassLoader(null);
        watch.start();
    }

    private static void watch(InputStream input) {
        try {
            while (input.read() >= 0) {
                // the parent writes nothing more
            }
        } catch (IOException broken) {
            Runtime.getRuntime().halt(Protocol.ORPHANED);
        }
        Runtime.getRuntime().halt(Protocol.ORPHANED); // no hooks: one that hangs would keep the orphan alive
    }
}
