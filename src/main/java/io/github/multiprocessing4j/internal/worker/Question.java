package io.github.multiprocessing4j.internal.worker;

import java.io.IOException;

/** A way to the {@link ClassDesk} of any other JVM of the program. */
public interface Question {

    /**
     * Asks, and waits for the answer.
     *
     * @param realm the path of the JVM that is asked
     * @param arguments plain data
     * @return what {@link ClassDesk#answer} returned there
     * @throws IOException if that JVM is gone, or cannot be reached
     */
    Object[] ask(String realm, Object... arguments) throws IOException, InterruptedException;
}
