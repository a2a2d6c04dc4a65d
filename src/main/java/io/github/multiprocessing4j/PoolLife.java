package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.Crew;
import io.github.multiprocessing4j.internal.shared.Deadline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The life of a pool: what it has accepted and not finished yet, whether it accepts more, and how it ends.
 *
 * <p>Results, gathers and imaps hold this, and not the {@link Pool}; so a pool that its user has dropped can be
 * noticed.
 */
final class PoolLife {

    /*
     *   OPEN -> SHUT         shut()
     *   OPEN, SHUT -> ENDED  terminate()
     *   SHUT -> ENDED        settle(): when nothing accepted is unfinished, and no imap is open
     *
     * What was accepted before the pool was shut is finished, and nothing slips in after it has ended: that is the
     * Turnstile's doing, which knows the phase and the number of unfinished operations.
     *
     * Imaps are not counted but listed, and enter once for each chunk that they submit: an imap whose consumer
     * does not come back must not keep the pool from ending. Once somebody waits for the end (joiners > 0) and
     * nothing is unfinished, the imaps that are still open are cut: they give what they have, and then fail.
     *
     * Lock: guards imaps, joiners and the decision to end. Nothing is called under it but the gate.
     */
    private final String name;
    private final Crew crew;
    private final int size;
    private final CallbackThread callbacks;
    private final Turnstile gate = new Turnstile();
    private final CountDownLatch ended = new CountDownLatch(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Imap<?>> imaps = new HashSet<>();
    private int joiners;

    PoolLife(String name, Crew crew, int size) {
        this.name = name;
        this.crew = crew;
        this.size = size;
        this.callbacks = new CallbackThread(name, Thread.currentThread().getContextClassLoader());
    }

    String name() {
        return name;
    }

    Crew crew() {
        return crew;
    }

    /** How many workers the pool has. */
    int size() {
        return size;
    }

    CallbackThread callbacks() {
        return callbacks;
    }

    /**
     * Accepts an operation, which has to {@link #leave} when it is finished. A running task of the pool may start one
     * as long as the pool has not ended: otherwise work that was accepted could not be finished.
     *
     * @throws IllegalStateException if the pool does not accept any more
     */
    void enter() {
        if (gate.enter() || gate.enterLate(crew::isWorkerHere)) {
            return;
        }
        throw refusal();
    }

    private IllegalStateException refusal() {
        return new IllegalStateException(
                this + (gate.isEnded() ? " has ended" : " was shut down") + ": it takes no tasks");
    }

    void leave() {
        if (gate.leave()) {
            settle();
        }
    }

    /** Accepts an imap, which has to {@link #closeImap} when its input is at its end. */
    void openImap(Imap<?> imap) {
        enter();
        boolean tooLate;
        lock.lock();
        try {
            tooLate = gate.isEnded(); // terminated meanwhile, without this one
            if (!tooLate) {
                imaps.add(imap);
            }
        } finally {
            lock.unlock();
        }
        leave();
        if (tooLate) {
            throw refusal();
        }
    }

    /** Accepts a chunk of an imap that is open; false if the pool has ended. */
    boolean enterFromImap() {
        return gate.enter() || gate.enterUntilEnd();
    }

    void closeImap(Imap<?> imap) {
        lock.lock();
        try {
            imaps.remove(imap);
        } finally {
            lock.unlock();
        }
        settle();
    }

    /** Accepts nothing any more; the pool ends when all is finished. */
    void shut() {
        if (gate.shut()) {
            settle();
        }
    }

    /** Ends the pool, or cuts the imaps that keep it from ending, if it is time. */
    private void settle() {
        List<Imap<?>> toCut = List.of();
        lock.lock();
        try {
            if (!gate.isDone()) {
                return;
            }
            if (imaps.isEmpty()) {
                if (!gate.endWhenDone()) {
                    return;
                }
            } else if (joiners > 0) {
                toCut = new ArrayList<>(imaps);
            } else {
                return;
            }
        } finally {
            lock.unlock();
        }
        if (toCut.isEmpty()) {
            crew.shutdown();
            callbacks.shutdown();
            ended.countDown();
        } else {
            toCut.forEach(Imap::cut);
        }
    }

    /** Ends the pool now: everything unfinished fails. */
    void terminate() {
        List<Imap<?>> toAbort;
        lock.lock();
        try {
            gate.end();
            toAbort = new ArrayList<>(imaps);
            imaps.clear();
        } finally {
            lock.unlock();
        }
        toAbort.forEach(imap -> imap.abort(Outcomes.terminated(name)));
        crew.terminate();
        callbacks.terminate();
        ended.countDown();
    }

    boolean isShut() {
        return gate.isShut();
    }

    /** Whether the pool has ended and all its threads are gone. */
    boolean isOver() {
        try {
            return ended.getCount() == 0 && crew.awaitEnd(0) && callbacks.awaitEnd(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Waits until the pool has ended and all its threads are gone; false if the deadline was over first. */
    boolean join(Deadline deadline) throws InterruptedException {
        lock.lock();
        try {
            joiners++;
        } finally {
            lock.unlock();
        }
        try {
            settle();
            return ended.await(deadline.remaining(), TimeUnit.NANOSECONDS)
                    && crew.awaitEnd(deadline.remaining())
                    && callbacks.awaitEnd(deadline.remaining());
        } finally {
            lock.lock();
            try {
                joiners--;
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Refuses a call that would wait for the calling code itself.
     *
     * @param what the call
     * @throws IllegalStateException if the caller is a task or a callback of this pool
     */
    void refuseFromInside(String what) {
        if (crew.isWorkerHere() || callbacks.isHere()) {
            throw new IllegalStateException(this
                    + ": "
                    + what
                    + " waits for all tasks and callbacks of the pool, so none of them can call it;"
                    + " shutdown() does not wait");
        }
    }

    @Override
    public String toString() {
        return "pool \"" + name + "\"";
    }
}
