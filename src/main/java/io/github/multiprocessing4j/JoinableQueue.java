package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.Deadline;
import io.github.multiprocessing4j.internal.shared.SharedJoinableQueue;
import io.github.multiprocessing4j.internal.shared.ThreadReply;
import java.time.Duration;
import java.util.Objects;

/**
 * A {@link Queue} that can be waited for until all that was put has been done: whoever has worked on an item that he
 * got says so by {@link #taskDone}.
 *
 * @param <T> the type of the items; {@code null} is one like any other
 */
public final class JoinableQueue<T> extends Queue<T> {

    private static final long serialVersionUID = 1L;

    private final transient SharedJoinableQueue core;

    JoinableQueue(SharedJoinableQueue core) {
        super(core);
        this.core = core;
    }

    /**
     * Says that an item which was got is done.
     *
     * @throws IllegalStateException if that was said for every item that was put
     */
    public void taskDone() {
        core.taskDone();
    }

    /**
     * Waits until all items that were put are done.
     *
     * @throws InterruptedException if the thread is interrupted before or while it waits
     */
    public void join() throws InterruptedException {
        join(Deadline.NEVER);
    }

    /**
     * Waits until all items that were put are done, for some time.
     *
     * @param timeout how long to wait at most; negative counts as zero
     * @return whether they are
     * @throws InterruptedException if the thread is interrupted before or while it waits
     * @throws NullPointerException if {@code timeout} is {@code null}
     */
    public boolean join(Duration timeout) throws InterruptedException {
        return join(Deadline.after(Objects.requireNonNull(timeout, "timeout")));
    }

    private boolean join(Deadline deadline) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        ThreadReply<Object> reply = new ThreadReply<>();
        core.join(reply);
        if (!reply.await(core, deadline)) {
            return false;
        }
        reply.get();
        return true;
    }

    @Override
    Object writeReplace() {
        return handle(this, Arrived.Type.JOINABLE_QUEUE);
    }
}
