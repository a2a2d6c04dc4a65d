package io.github.multiprocessing4j.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.Task;
import java.lang.ref.WeakReference;
import java.time.Duration;

/** What becomes of objects that nobody refers to any more. */
public final class Garbage {

    private static final Duration LIMIT = Delays.scaled(Duration.ofSeconds(5));

    private Garbage() {}

    /** Collects garbage until all the objects are gone, which must be soon. */
    public static void collect(WeakReference<?>... dropped) throws Exception {
        for (WeakReference<?> one : dropped) {
            collectUntil(() -> one.refersTo(null));
        }
    }

    /** Collects garbage until it shows, which must be soon. */
    public static void collectUntil(Task<Boolean> state) throws Exception {
        long start = System.nanoTime();
        while (!state.call()) {
            assertThat(System.nanoTime() - start)
                    .as("time of collecting garbage")
                    .isLessThan(LIMIT.toNanos());
            System.gc();
            Thread.sleep(5);
        }
    }
}
