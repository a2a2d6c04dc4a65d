package io.github.multiprocessing4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ThreadLocalRandom;

/** Brings threads to do things at the same moment. */
final class Race {

    private static final long PATIENCE_MILLIS = 20_000;

    private Race() {}

    /** Runs all at once, and rethrows what one of them throws. */
    static void atOnce(List<Callable<?>> bodies) throws Exception {
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        CyclicBarrier start = new CyclicBarrier(bodies.size());
        List<Thread> threads = new ArrayList<>();
        for (Callable<?> body : bodies) {
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                    body.call();
                } catch (Throwable e) {
                    failures.add(e);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join(PATIENCE_MILLIS);
            assertThat(thread.isAlive())
                    .as("hangs: %s", (Object) thread.getStackTrace())
                    .isFalse();
        }
        if (!failures.isEmpty()) {
            throw new AssertionError("one of them has thrown", failures.peek());
        }
    }

    /** Keeps the thread busy for a while. */
    static void spin(int nanos) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            Thread.onSpinWait();
        }
    }

    /** Keeps the thread busy for a random while. */
    static void spinUpTo(int nanos) {
        spin(ThreadLocalRandom.current().nextInt(nanos));
    }
}
