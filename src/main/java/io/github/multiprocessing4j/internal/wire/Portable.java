package io.github.multiprocessing4j.internal.wire;

import java.util.function.Consumer;

/** Something that does not travel itself: what is written in its place is made when it is written. */
public interface Portable {

    /**
     * Makes what is written in its place.
     *
     * @param tickets takes the claims that go with it
     * @return a serializable object
     */
    Object depart(Consumer<Ticket> tickets);
}
