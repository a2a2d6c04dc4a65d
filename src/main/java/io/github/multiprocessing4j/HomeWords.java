package io.github.multiprocessing4j;

import java.io.IOException;
import java.net.SocketAddress;

/** What is said to the home of a manager by the manager itself. */
interface HomeWords extends GuestWords {

    /** Runs the initializer. */
    void initialize(Action initializer) throws Exception;

    /**
     * Lets in, from now on, whoever knows a key.
     *
     * @return where, with the port that was chosen
     * @throws IOException if the address is in use, or cannot be used
     */
    SocketAddress open(SocketAddress address, byte[] key) throws IOException;

    /** There will be no more calls. Does not wait. */
    void end();
}
