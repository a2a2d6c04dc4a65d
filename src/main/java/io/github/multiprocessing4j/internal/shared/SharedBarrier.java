package io.github.multiprocessing4j.internal.shared;

/** A point where a number of parties wait for each other, round after round. */
public interface SharedBarrier extends Travelling {

    /** How many have come to the round that is not full yet. */
    int waiting();

    /** Whether nobody can pass before a {@link #reset}. */
    boolean isBroken();

    /**
     * Comes to the barrier.
     *
     * @param reply gets what becomes of it
     */
    void arrive(Reply<Arrival> reply);

    /**
     * Says how the action has ended.
     *
     * @param round the number from {@link Arrival.Acting}
     * @param succeeded whether it has returned
     * @return whether the round passes: false if the action failed, or the round was broken while it ran
     */
    boolean finish(long round, boolean succeeded);

    /** Breaks the barrier until it is reset. */
    void abort();

    /** Sends away whoever waits, and starts afresh. */
    void reset();

    /** Breaks the barrier for a party that cannot come. */
    void miss();
}
