package io.github.multiprocessing4j;

import java.io.IOException;
import java.net.SocketAddress;

/** Where the objects of a manager are, seen from the manager: here, in a process of its own, or elsewhere. */
interface Residence {

    /** The way there. */
    GuestWords words();

    /**
     * Runs the initializer there.
     *
     * @throws Exception what it throws
     */
    void initialize(Action initializer) throws Exception;

    /**
     * Lets in whoever knows a key.
     *
     * @return where
     * @throws IOException if the address is in use, or cannot be used
     */
    SocketAddress open(SocketAddress address, byte[] key) throws IOException;

    /** Ends what is there with the manager, and waits until it has ended. An interrupt hastens it. */
    void end() throws InterruptedException;

    /** Ends it without waiting: it has never been used. */
    void giveUp();
}
