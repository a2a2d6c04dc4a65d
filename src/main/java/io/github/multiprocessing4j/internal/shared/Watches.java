package io.github.multiprocessing4j.internal.shared;

import java.util.ArrayList;
import java.util.List;

/** The watches on one object. Guarded by the lock of that object. */
final class Watches {

    private final List<Watch> watches = new ArrayList<>(0);

    void add(Watch watch) {
        watches.add(watch);
    }

    void remove(Watch watch) {
        watches.remove(watch);
    }

    void fire() {
        watches.forEach(Watch::fire);
    }
}
