package io.github.multiprocessing4j.harness;

import io.github.multiprocessing4j.Pool;
import java.util.Collections;

/** Workers that are there, and have loaded what a task needs: for tests that measure the time of the next one. */
public final class WarmUp {

    private static final int MILLIS = 400;

    private WarmUp() {}

    /** Gives each worker something to do, all at once. */
    public static void of(Pool pool) throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            pool.map(WarmUp::sleep, Collections.nCopies(pool.workers(), MILLIS), o -> o.chunkSize(1));
        }
    }

    private static int sleep(int millis) throws InterruptedException {
        Thread.sleep(millis);
        return millis;
    }
}
