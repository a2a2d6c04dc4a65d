package io.github.multiprocessing4j.harness;

import java.util.List;

/** The threads of the library that are alive in this JVM. Virtual ones are not seen. */
public final class LibraryThreads {

    private static final String PREFIX = "mp-";

    private LibraryThreads() {}

    /** Of a pool, or of a process on threads. */
    public static List<Thread> of(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> isOf(thread.getName(), PREFIX + name))
                .toList();
    }

    private static boolean isOf(String thread, String owner) {
        return thread.equals(owner) || thread.startsWith(owner + "-");
    }
}
