package io.github.multiprocessing4j.internal.shared;

/** A queue that counts the items that were put and not done yet. */
public interface SharedJoinableQueue extends SharedQueue {

    /**
     * One item is done.
     *
     * @throws IllegalStateException if none is unfinished
     */
    void taskDone();

    /** The answer, null, comes when no item is unfinished. */
    void join(Reply<Object> reply);
}
