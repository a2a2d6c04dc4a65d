package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.Deadline;
import io.github.multiprocessing4j.internal.shared.SharedTurn;
import io.github.multiprocessing4j.internal.shared.ThreadReply;
import java.time.Duration;
import java.util.Objects;

/** How a thread takes a lock or a semaphore: at once if it is free, else in its turn. */
final class Turn {

    private Turn() {}

    /** Takes it without waiting, or not at all; an interrupt is left alone. */
    static boolean tryTake(SharedTurn core) {
        return core.tryAcquire(Thread.currentThread());
    }

    /** Waits for as long as it takes. */
    static boolean take(SharedTurn core) throws InterruptedException {
        return tryTakeUnlessInterrupted(core) || await(core, Deadline.NEVER);
    }

    /** Waits for some time. */
    static boolean take(SharedTurn core, Duration timeout) throws InterruptedException {
        Objects.requireNonNull(timeout, "timeout");
        return tryTakeUnlessInterrupted(core) || await(core, Deadline.after(timeout));
    }

    private static boolean tryTakeUnlessInterrupted(SharedTurn core) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return tryTake(core);
    }

    private static boolean await(SharedTurn core, Deadline deadline) throws InterruptedException {
        if (deadline.isOver()) {
            return false;
        }
        ThreadReply<Boolean> reply = new ThreadReply<>();
        core.acquire(Thread.currentThread(), reply);
        return reply.await(core, deadline) && reply.get();
    }
}
