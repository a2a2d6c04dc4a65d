package io.github.multiprocessing4j.internal.worker;

import io.github.multiprocessing4j.internal.wire.Rings;
import java.util.Optional;

/**
 * What a child JVM gets ready while it gets in touch with its parent: each takes milliseconds in a JVM that has just
 * started, and none needs another.
 */
final class Preparation {

    // Written by one thread each, and read by those who have waited for it.
    private Rings rings;
    private ProcessHandle parent;

    private final Thread mapping;
    private final Thread asking;

    /** Begins. */
    Preparation(Boarding boarding) {
        mapping = start("mp-mapping", () -> rings = boarding.map());
        asking = start("mp-preparation", () -> {
            parent = ProcessHandle.current().parent().orElse(null);
            TerminalInterrupts.ignore();
        });
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(null, work, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
        return thread;
    }

    /** The memory that this JVM shares with its parent, if there is any. */
    Optional<Rings> rings() {
        await(mapping);
        return Optional.ofNullable(rings);
    }

    /** The process that this JVM may not outlive, if the system tells. All else is done as well. */
    Optional<ProcessHandle> parent() {
        await(asking);
        return Optional.ofNullable(parent);
    }

    private static void await(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts this thread", e);
        }
    }
}
