package io.github.multiprocessing4j.internal.shared;

/** Who hears that something has become ready. */
@FunctionalInterface
public interface Watcher {

    /** One of the watched has become ready, or may have. Called under the lock of that one: notes, and no more. */
    void fire();
}
