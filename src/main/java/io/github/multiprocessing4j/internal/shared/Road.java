package io.github.multiprocessing4j.internal.shared;

import java.util.function.BooleanSupplier;

/** The way to a neighbour: to the JVM that has started this one, or to one that this one has started. */
@FunctionalInterface
public interface Road {

    /**
     * Sends a message of plain data, which is not changed afterwards. Messages arrive in the order in which they were
     * sent. Called under locks: never blocks, and asks for nothing in its turn.
     *
     * @return false if it will not arrive, because the neighbour is gone
     */
    boolean send(Object[] message);

    /** Sends a message, as {@link #send}, that nobody waits for: it may take a moment until it is heard. */
    default boolean sendLeisurely(Object[] message) {
        return send(message);
    }

    /**
     * Sends a message, as {@link #send}, and attends to the road if there is stack enough for that.
     *
     * @param done whether the message is answered
     */
    default boolean ask(Object[] message, BooleanSupplier done) {
        return send(message);
    }

    /**
     * Sends a message, as {@link #send}, if it is put before the neighbour there and then: so he has it, whatever
     * becomes of this realm, and it will have been received when he has caught up.
     *
     * @return false if it was not sent
     */
    default boolean hand(Object[] message) {
        return false;
    }

    /**
     * Puts an item before the neighbour, as {@link #hand(Object[])} does, for an object of his.
     *
     * @return false if it was not sent
     */
    default boolean hand(long object, Object item) {
        return false;
    }

    /**
     * Waits for a moment while there is no room for what could be handed over. By threads that hold no lock of ours.
     *
     * @return whether there was none, and there is now
     */
    default boolean awaitRoom() {
        return false;
    }

    /** Whether all has been received that the neighbour has handed over so far. */
    default boolean isCaughtUp() {
        return true;
    }

    /**
     * Waits until all has been received that the neighbour has handed over so far. By those who may {@link #attend}.
     *
     * @return whether nothing that he has sent before is still on its way
     */
    default boolean catchUp() {
        return true;
    }

    /** Whether all has been received that the neighbour has sent so far; or it is not known what that is. */
    default boolean hasHeardAll() {
        return true;
    }

    /**
     * Receives what comes by it, on the calling thread, for as long as it pays to look for it without sleeping; or does
     * nothing. By those who wait for an answer, and hold no lock of a core.
     *
     * @param done what is waited for
     */
    default void attend(BooleanSupplier done) {}
}
