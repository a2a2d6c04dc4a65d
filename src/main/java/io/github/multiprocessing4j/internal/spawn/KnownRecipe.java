package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.engine.StopWatch;
import io.github.multiprocessing4j.internal.worker.Protocol;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** The recipe that a worker has, and so need not be sent: that of the last work that had one. */
final class KnownRecipe {

    /** How long a worker without work keeps it. */
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long NONE = 0;

    /** Messages are sent under it. */
    private final ReentrantLock lock = new ReentrantLock();

    /** What the worker calls it. Guarded by the lock, as what follows. */
    private long number = NONE;

    /** Null for none. */
    private PackedRecipe known;

    /** Whether the worker has nothing to do. */
    private boolean idle;

    private boolean forgetting;

    /**
     * Sends work, with its recipe if the worker does not have that.
     *
     * @param ahead whether the worker has other work, after which it looks for this by itself
     * @return false if it will not come, because the child is over
     */
    boolean send(Child child, boolean ahead, long job, String place, PackedWork work) {
        PackedRecipe recipe = work.recipe();
        lock.lock();
        try {
            idle = false;
            if (recipe == null) {
                return send(child, ahead, Protocol.TASK, job, place, work.encoded(), NONE);
            }
            if (recipe == known) {
                return send(child, ahead, Protocol.TASK, job, place, work.encoded(), number);
            }
            if (known != null) {
                child.sendQuietly(Protocol.FORGET); // so that it need not have room for both
            }
            known = recipe;
            number++;
            return send(child, ahead, Protocol.TASK, job, place, work.encoded(), number, recipe.encoded());
        } finally {
            lock.unlock();
        }
    }

    private static boolean send(Child child, boolean quietly, Object... message) {
        return quietly ? child.sendQuietly(message) : child.send(message);
    }

    /** The worker has nothing to do: if that stays so, it is to forget. */
    void rest(Child child, StopWatch stopWatch) {
        lock.lock();
        try {
            idle = true;
            if (known == null || forgetting) {
                return;
            }
            forgetting = true;
        } finally {
            lock.unlock();
        }
        stopWatch.after(IDLE_NANOS, () -> forget(child));
    }

    private void forget(Child child) {
        lock.lock();
        try {
            forgetting = false;
            if (idle && known != null) {
                known = null;
                child.send(Protocol.FORGET);
            }
        } finally {
            lock.unlock();
        }
    }
}
