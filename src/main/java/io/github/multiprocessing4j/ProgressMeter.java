package io.github.multiprocessing4j;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the finished tasks of one operation and tells a listener.
 *
 * <p>A worker that finishes a chunk adds to two counters, and asks for a delivery unless one is on its way: so a slow
 * listener is told less often, and slows nothing down.
 */
final class ProgressMeter implements CallbackThread.Delivery {

    private static final long UNKNOWN = -1;

    private final PoolLife life;
    private final ProgressListener listener;
    private final long startedAt = System.nanoTime();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicBoolean onItsWay = new AtomicBoolean();
    private volatile long total;

    /** What the listener was told last; touched by the callback thread alone. */
    private Progress last;

    ProgressMeter(PoolLife life, ProgressListener listener, long total) {
        this.life = life;
        this.listener = listener;
        this.total = total;
    }

    /** A meter for an operation whose length is not known yet. */
    static ProgressMeter withoutTotal(PoolLife life, ProgressListener listener) {
        return new ProgressMeter(life, listener, UNKNOWN);
    }

    void setTotal(long tasks) {
        total = tasks;
    }

    /** Counts tasks that are over. The failed ones are counted first, so that nobody sees them missing. */
    void advance(int tasks, int failures) {
        failed.addAndGet(failures);
        done.addAndGet(tasks);
        if (onItsWay.compareAndSet(false, true)) {
            life.callbacks().deliver(this);
        }
    }

    @Override
    public void tell() {
        onItsWay.set(false);
        long over = done.get();
        long known = total;
        Progress progress = new Progress(
                over,
                Math.min(over, failed.get()),
                known == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(known),
                Duration.ofNanos(System.nanoTime() - startedAt));
        if (last != null && last.done() == over && last.total().equals(progress.total())) {
            return;
        }
        last = progress;
        try {
            listener.progress(progress);
        } catch (Throwable thrown) {
            Logging.logger().error("{}: a progress listener has thrown", life, thrown);
        }
    }

    @Override
    public void goOn() {}
}
