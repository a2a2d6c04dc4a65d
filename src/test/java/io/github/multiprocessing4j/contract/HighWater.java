package io.github.multiprocessing4j.contract;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts how many threads are inside at a time, and remembers the most there ever were. */
final class HighWater {

    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    <R> R inside(Callable<R> body) throws Exception {
        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
        try {
            return body.call();
        } finally {
            inside.decrementAndGet();
        }
    }

    int most() {
        return most.get();
    }
}
