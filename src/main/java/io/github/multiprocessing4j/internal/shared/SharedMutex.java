package io.github.multiprocessing4j.internal.shared;

/** Something that has one owner at a time. */
public interface SharedMutex extends SharedTurn {

    /**
     * Gives it back, to the one who has waited longest if anybody has.
     *
     * @param releaser who gives it back
     * @throws IllegalStateException if nobody holds it, and the mutex does not ask who releases it
     * @throws IllegalMonitorStateException if {@code releaser} does not hold it, and the mutex asks
     */
    void release(Object releaser);

    /** How many times over it is held: 0 when it is free. */
    long holds();

    /** Whether {@code owner} holds it, and got it because the one before is gone with its realm. */
    boolean wasAbandoned(Object owner);

    /** A new condition over it, which lives where it lives. */
    SharedCondition newCondition();
}
