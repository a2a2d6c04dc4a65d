package io.github.multiprocessing4j.internal.worker;

import io.github.multiprocessing4j.internal.shared.Realm;

/** How many levels this JVM is below the program: 0 for the program itself. */
public final class Depth {

    private volatile int levels;

    private Depth() {}

    /** That of this JVM. */
    public static Depth here() {
        return Realm.here().resident(Depth.class, Depth::new);
    }

    /** How many levels. */
    public int levels() {
        return levels;
    }

    /** Said once, before anything else happens in a child. */
    void set(int below) {
        levels = below;
    }
}
