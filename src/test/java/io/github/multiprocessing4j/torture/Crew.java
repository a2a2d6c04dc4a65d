package io.github.multiprocessing4j.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;

/** Threads that get in each other's way; what any of them throws fails the test. */
final class Crew {

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Thread start(Action work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (Throwable thrown) {
                failure.compareAndSet(null, thrown);
            }
        });
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        return thread;
    }

    /** Waits for all of them. */
    void join() throws Exception {
        for (Thread thread : threads) {
            thread.join(60_000);
            if (thread.isAlive()) {
                AssertionError hangs = new AssertionError(thread.getName() + " hangs");
                hangs.setStackTrace(thread.getStackTrace());
                throw hangs;
            }
        }
        assertThat(failure.get()).isNull();
    }

    /** Interrupts them, one at random at a time, until all have ended. */
    void interruptAtRandom() throws Exception {
        while (threads.stream().anyMatch(Thread::isAlive)) {
            threads.get(random(threads.size())).interrupt();
            Thread.sleep(0, 1 + random(200_000));
        }
    }

    /** From 0 to {@code bound - 1}. */
    static int random(int bound) {
        return ThreadLocalRandom.current().nextInt(bound);
    }
}
