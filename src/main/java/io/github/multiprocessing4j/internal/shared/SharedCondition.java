package io.github.multiprocessing4j.internal.shared;

/** A condition over a mutex. A question that is taken back is answered all the same: see {@link ConditionCore}. */
public interface SharedCondition extends Travelling {

    /**
     * Releases the mutex, however often it is held, until there is a signal.
     *
     * @param reply gets true for a signal and false for a withdrawal, as soon as the mutex is held again as often as
     *     before
     * @throws IllegalMonitorStateException if {@code owner} does not hold the mutex; or the reply fails with it
     */
    void await(Object owner, Reply<Boolean> reply);

    /**
     * Wakes those who have waited longest. It is not remembered for others.
     *
     * @param count how many, at most
     * @throws IllegalMonitorStateException if {@code owner} does not hold the mutex
     */
    void signal(Object owner, int count);
}
