package io.github.multiprocessing4j.internal.shared;

/** A queue. */
public interface SharedQueue extends Travelling {

    /** Whether items are put as {@link io.github.multiprocessing4j.internal.wire.Encoded}, since they may travel. */
    boolean travels();

    /**
     * Whether an item is written by when {@link #offer} returns, and by when the answer to {@link #put} is there or is
     * not waited for any more: then arrays in it need not be copied.
     */
    boolean borrows();

    /** Adds an item if there is room for it. */
    boolean offer(Object item);

    /** Adds an item when there is room for it; the answer is null. */
    void put(Object item, Object member, Reply<Object> reply);

    /**
     * Removes the first item.
     *
     * @return the item, masked: see {@link QueueCore#unmask}; or null if there is none
     */
    Object poll();

    /** As {@link #poll}, if that asks nobody elsewhere: null also if there is an item all the same. */
    Object pollHere();

    /** Removes the first item when there is one; the answer is the item, as it is. */
    void get(Object member, Reply<Object> reply);

    /** How many items there are. */
    int size();

    /** Whether there is no room for another item. */
    boolean isFull();

    /** How many items there can be. */
    int capacity();

    /**
     * A member will put and get no more: what it waits for fails. Others are not affected, and neither are the items.
     */
    void close(Object member);

    /** Whether any member has closed the queue, as far as this realm knows its members. */
    boolean isClosedForSome();

    /** Whether a member has closed the queue. */
    boolean isClosedFor(Object member);

    /** What happens to the calls of a member that has closed the queue. */
    IllegalStateException closedFailure();
}
