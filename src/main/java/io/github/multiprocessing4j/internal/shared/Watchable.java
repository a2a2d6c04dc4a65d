package io.github.multiprocessing4j.internal.shared;

/** Something that becomes ready, and that one thread can wait for together with others. */
public interface Watchable {

    /** Whether it is ready now. */
    boolean isReady();

    /** Fires the watch when this becomes ready; at once, if it is. */
    void watch(Watcher watch);

    /** Forgets a watch. */
    void unwatch(Watcher watch);
}
