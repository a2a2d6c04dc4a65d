package io.github.multiprocessing4j.internal.shared;

/** Something that can be taken by so many at a time, while the others wait for their turn: a lock or a semaphore. */
public interface SharedTurn extends Travelling {

    /**
     * Takes it if it is free.
     *
     * @param owner who asks, see {@link MutexCore}
     * @return whether it was taken
     */
    boolean tryAcquire(Object owner);

    /**
     * Takes it as soon as it is the asker's turn.
     *
     * @param owner who asks, see {@link MutexCore}
     * @param reply gets true then
     */
    void acquire(Object owner, Reply<Boolean> reply);
}
