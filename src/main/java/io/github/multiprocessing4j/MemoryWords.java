package io.github.multiprocessing4j;

import java.io.IOException;

/** What is said to the home of a {@link SharedMemoryManager}. */
interface MemoryWords {

    /**
     * Makes a block.
     *
     * @return its name
     */
    String make(long size) throws IOException;

    /** Removes all blocks; there will be no more. */
    void end();
}
