package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.Deadline;
import io.github.multiprocessing4j.internal.shared.EventCore;
import io.github.multiprocessing4j.internal.shared.SharedEvent;
import io.github.multiprocessing4j.internal.shared.ThreadReply;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * A flag that threads wait for. It is clear at first.
 *
 * <p>Whoever waits when it is set is let go, even if it is cleared at once. Safe for use by any number of threads,
 * platform and virtual ones. What a thread did before it set the flag is seen by those that find it set.
 *
 * <pre>{@code
 * Event ready = Multiprocessing.event();
 * new Thread(ready::set).start();
 * ready.await();
 * }</pre>
 */
public final class Event implements Serializable {

    private static final long serialVersionUID = 1L;

    private final transient SharedEvent core;

    /** Makes an event that is not set. */
    public Event() {
        this(new EventCore());
    }

    /** The event of a core, here or elsewhere. */
    Event(SharedEvent core) {
        this.core = core;
    }

    /**
     * Whether the flag is set.
     *
     * @return true if it is
     */
    public boolean isSet() {
        return core.isSet();
    }

    /** Sets the flag, and lets go everybody who waits for it. Does not block. */
    public void set() {
        core.set();
    }

    /** Clears the flag. Does not block. */
    public void clear() {
        core.clear();
    }

    /**
     * Waits until the flag is set, as long as it takes. (Python: {@code wait}.)
     *
     * @return true
     * @throws InterruptedException if the thread is interrupted before or while it waits
     */
    public boolean await() throws InterruptedException {
        return isSetUnlessInterrupted() || await(Deadline.NEVER);
    }

    /**
     * Waits until the flag is set, for some time. (Python: {@code wait}.)
     *
     * @param timeout how long; zero and less mean not at all
     * @return true if it is set, false if it was not set in time
     * @throws InterruptedException if the thread is interrupted before or while it waits
     * @throws NullPointerException if {@code timeout} is {@code null}
     */
    public boolean await(Duration timeout) throws InterruptedException {
        Objects.requireNonNull(timeout, "timeout");
        return isSetUnlessInterrupted() || await(Deadline.after(timeout));
    }

    private boolean isSetUnlessInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return core.isSet();
    }

    private boolean await(Deadline deadline) throws InterruptedException {
        ThreadReply<Boolean> reply = new ThreadReply<>();
        core.await(reply);
        return reply.await(core, deadline) && reply.get();
    }

    /** Shows the state: {@code Event[set]} or {@code Event[unset]}. */
    @Override
    public String toString() {
        return isSet() ? "Event[set]" : "Event[unset]";
    }

    /** Written is a handle, with which the reader gets this object, and no other one of its kind. */
    private Object writeReplace() {
        return new Handle(this, claims -> new Arrived(Arrived.Type.EVENT, claims.to(core)));
    }
}
