package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.Arrival;
import io.github.multiprocessing4j.internal.shared.BarrierCore;
import io.github.multiprocessing4j.internal.shared.Deadline;
import io.github.multiprocessing4j.internal.shared.Exchange;
import io.github.multiprocessing4j.internal.shared.Kind;
import io.github.multiprocessing4j.internal.shared.SharedBarrier;
import io.github.multiprocessing4j.internal.shared.ThreadReply;
import io.github.multiprocessing4j.internal.wire.Ticket;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BrokenBarrierException;

/**
 * A point where a fixed number of parties wait for each other: nobody passes before all have come, round after round.
 *
 * <p>The barrier breaks when a party runs out of time or is interrupted while it waits, when the action fails, and by
 * {@link #abort}. Then all that wait, and all that come later, fail with {@link BrokenBarrierException}, until somebody
 * calls {@link #reset}. Safe for use by any number of threads, platform and virtual ones. What a party did before it
 * came is seen by the action and by all parties that pass with it.
 *
 * <pre>{@code
 * Barrier start = Multiprocessing.barrier(2, () -> System.out.println("ready"));
 * ExecutorService executor = Executors.newSingleThreadExecutor();
 * Future<Integer> other = executor.submit(() -> start.await(Duration.ofSeconds(5)));
 * int index = start.await(); // one of the two gets 0, the other 1
 * }</pre>
 *
 * <p>If there is an action, the last party to come runs it, while the others of its round wait. It runs with no lock of
 * the library held. From then on the round is decided by the action alone, or by {@code abort} or {@code reset}: time
 * that runs out counts no more, and an interrupt stays pending. Parties that come in the meantime belong to the next
 * round, whose action waits for the first one to end; after {@code abort} or {@code reset} it does not. The action must
 * not wait at the barrier itself.
 */
public final class Barrier implements Serializable {

    private static final long serialVersionUID = 1L;

    private final transient int parties;
    private final transient Action action; // null: none
    private final transient Duration timeout; // null: none
    private final transient SharedBarrier core;

    /**
     * Makes a barrier.
     *
     * @param parties how many meet; at least 1
     * @throws IllegalArgumentException if {@code parties} is less than 1
     */
    public Barrier(int parties) {
        this(null, null, parties);
    }

    /**
     * Makes a barrier with an action.
     *
     * @param parties how many meet; at least 1
     * @param action run once in each round, by the last party to come
     * @throws IllegalArgumentException if {@code parties} is less than 1
     * @throws NullPointerException if {@code action} is {@code null}
     */
    public Barrier(int parties, Action action) {
        this(Objects.requireNonNull(action, "action"), null, parties);
    }

    /**
     * Makes a barrier with a time limit.
     *
     * @param parties how many meet; at least 1
     * @param timeout how long {@link #await()} waits; zero and less mean not at all
     * @throws IllegalArgumentException if {@code parties} is less than 1
     * @throws NullPointerException if {@code timeout} is {@code null}
     */
    public Barrier(int parties, Duration timeout) {
        this(null, Objects.requireNonNull(timeout, "timeout"), parties);
    }

    /**
     * Makes a barrier with an action and a time limit.
     *
     * @param parties how many meet; at least 1
     * @param action run once in each round, by the last party to come
     * @param timeout how long {@link #await()} waits; zero and less mean not at all
     * @throws IllegalArgumentException if {@code parties} is less than 1
     * @throws NullPointerException if an argument is {@code null}
     */
    public Barrier(int parties, Action action, Duration timeout) {
        this(Objects.requireNonNull(action, "action"), Objects.requireNonNull(timeout, "timeout"), parties);
    }

    private Barrier(Action action, Duration timeout, int parties) {
        this(checked(parties), action, timeout, new BarrierCore(parties, action != null));
    }

    Barrier(int parties, Action action, Duration timeout, SharedBarrier core) {
        this.parties = parties;
        this.action = action;
        this.timeout = timeout;
        this.core = core;
    }

    static int checked(int parties) {
        if (parties < 1) {
            throw new IllegalArgumentException("parties: " + parties);
        }
        return parties;
    }

    /**
     * Waits for all parties, for the time that the barrier was made with, or as long as it takes. (Python:
     * {@code wait}.)
     *
     * @return how many had come before in this round: 0 for the first, {@code parties() - 1} for the last
     * @throws BrokenBarrierException if the barrier is broken, breaks, or is reset; also to a party whose own time has
     *     run out
     * @throws InterruptedException if the thread is interrupted before or while it waits, which breaks the barrier; or
     *     the action throws this
     * @throws RuntimeException to the last party, what the action throws; a checked exception comes as the cause of a
     *     {@link TaskException}
     */
    public int await() throws InterruptedException, BrokenBarrierException {
        return await(timeout == null ? Deadline.NEVER : Deadline.after(timeout));
    }

    /**
     * Waits for all parties, for some time. (Python: {@code wait}.)
     *
     * @param timeout how long; zero and less mean not at all, so that only the last party passes
     * @return how many had come before in this round: 0 for the first, {@code parties() - 1} for the last
     * @throws BrokenBarrierException if the barrier is broken, breaks, or is reset; also to a party whose own time has
     *     run out
     * @throws InterruptedException if the thread is interrupted before or while it waits, which breaks the barrier; or
     *     the action throws this
     * @throws NullPointerException if {@code timeout} is {@code null}
     * @throws RuntimeException to the last party, what the action throws; a checked exception comes as the cause of a
     *     {@link TaskException}
     */
    public int await(Duration timeout) throws InterruptedException, BrokenBarrierException {
        return await(Deadline.after(Objects.requireNonNull(timeout, "timeout")));
    }

    /** Breaks the barrier, until it is reset: all that wait fail. Does not block. */
    public void abort() {
        core.abort();
    }

    /** Makes the barrier as new: all that wait fail, all that come later do not. Does not block. */
    public void reset() {
        core.reset();
    }

    /**
     * How many parties meet.
     *
     * @return at least 1
     */
    public int parties() {
        return parties;
    }

    /**
     * How many parties wait for others to come. It may be out of date as soon as it is returned. (Python:
     * {@code n_waiting}.)
     *
     * @return from 0 to {@code parties() - 1}; those whose round is complete do not count
     */
    public int waiting() {
        return core.waiting();
    }

    /**
     * Whether the barrier is broken.
     *
     * @return true until it is reset
     */
    public boolean isBroken() {
        return core.isBroken();
    }

    private int await(Deadline deadline) throws InterruptedException, BrokenBarrierException {
        if (Thread.interrupted()) {
            core.miss();
            throw new InterruptedException();
        }
        ThreadReply<Arrival> reply = new ThreadReply<>();
        core.arrive(reply);
        if (!reply.await(core, deadline)) {
            throw broken("the time of this party ran out");
        }
        Arrival arrival = reply.get();
        if (arrival instanceof Arrival.Passed passed) {
            return passed.index();
        }
        if (arrival instanceof Arrival.Acting acting) {
            act(acting.round());
            return acting.index();
        }
        throw broken(((Arrival.Broken) arrival).why());
    }

    private void act(long round) throws InterruptedException, BrokenBarrierException {
        boolean succeeded = false;
        boolean passed;
        try {
            UserCode.call(() -> {
                action.run();
                return null;
            });
            succeeded = true;
        } finally {
            passed = core.finish(round, succeeded);
        }
        if (!passed) {
            throw broken("it was aborted or reset while its action ran");
        }
    }

    private BrokenBarrierException broken(String why) {
        return new BrokenBarrierException("barrier of " + parties + " parties: " + why);
    }

    @Override
    public String toString() {
        return "Barrier[" + (isBroken() ? "broken" : waiting() + " of " + parties + " waiting") + "]";
    }

    /** Written is a handle, with which the reader gets this object, and no other one of its kind. */
    private Object writeReplace() {
        return new Handle(this, claims -> new Written(parties, action, timeout, claims.to(core)));
    }

    /** What is written of a barrier: with its action, which the last to come runs, wherever that is. */
    private record Written(int parties, Action action, Duration timeout, Ticket ticket) implements Serializable {

        private Object readResolve() {
            SharedBarrier core = Kind.BARRIER.redeem(Exchange.here(), ticket, SharedObjectLostException::new);
            return new Barrier(parties, action, timeout, core);
        }
    }
}
