package io.github.multiprocessing4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.Callable;

/** Waits for what has no event to wait for: garbage collections and the ends of threads. */
final class Eventually {

    private static final long PATIENCE_NANOS = 5_000_000_000L;

    private Eventually() {}

    /** Asks again and again until it is so; fails after 5 s. */
    static void becomes(String what, Callable<Boolean> question) throws Exception {
        long start = System.nanoTime();
        while (!question.call()) {
            assertThat(System.nanoTime() - start).as(what).isLessThan(PATIENCE_NANOS);
            Thread.sleep(2);
        }
    }

    /** Waits until the garbage collector has found that nobody holds the object. */
    static void collected(WeakReference<?> reference) throws Exception {
        becomes("collected: " + reference.get(), () -> {
            System.gc();
            return reference.get() == null;
        });
    }

    /** Waits until no thread of a pool is left. */
    static void noThreadOf(String pool) throws Exception {
        long start = System.nanoTime();
        for (List<String> left = threadsOf(pool); !left.isEmpty(); left = threadsOf(pool)) {
            assertThat(System.nanoTime() - start)
                    .as("threads of pool \"%s\" that are left: %s", pool, left)
                    .isLessThan(PATIENCE_NANOS);
            Thread.sleep(2);
        }
    }

    /** The names of the live platform threads of a pool. */
    static List<String> threadsOf(String pool) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("mp-" + pool + "-"))
                .sorted()
                .toList();
    }
}
