package io.github.multiprocessing4j.internal.shared;

import java.util.ArrayList;
import java.util.List;

/** The watches on one object. Guarded by the lock of that object. */
final class Watches {

    private final List<Watcher> watches = new ArrayList<>(0);

    void add(Watcher watch) {
        watches.add(watch);
    }

    void remove(Watcher watch) {
        watches.remove(watch);
    }

    void fire() {
        watches.forEach(Watcher::fire);
    }

    boolean isEmpty() {
        return watches.isEmpty();
    }

    /** Adds all of them to something else that is watched. */
    void moveTo(Watchable other) {
        watches.forEach(other::watch);
        watches.clear();
    }
}
