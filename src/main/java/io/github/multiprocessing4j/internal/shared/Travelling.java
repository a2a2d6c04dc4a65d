package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.wire.Ticket;

/** A shared object that can be handed to other realms. */
public interface Travelling extends Shared {

    /**
     * A new claim to it, to be written where it is mentioned. It begins when it is issued, which the codec does.
     *
     * @param exchange that of this realm
     */
    Ticket claim(Exchange exchange);
}
