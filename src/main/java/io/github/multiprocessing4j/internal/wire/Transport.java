package io.github.multiprocessing4j.internal.wire;

import java.io.Closeable;
import java.io.IOException;

/** What carries the bytes of a link, in order, both ways. */
interface Transport extends Closeable {

    /**
     * Reads some bytes, and waits until there are any. By one thread at a time.
     *
     * @return how many; -1 if the other side has gone, and all that it has written was read
     * @throws IOException if the transport was closed, or cannot be relied upon
     */
    int read(byte[] into, int offset, int length) throws IOException;

    /**
     * Writes bytes, and waits until there is room for them. By one thread at a time, which nobody interrupts, and which
     * is none of those that read.
     *
     * @throws IOException if the other side has gone, or the transport was closed
     */
    void write(byte[] from, int offset, int length) throws IOException;

    /**
     * Writes bytes if that is possible without waiting, and without anything that an interrupt would harm: so by any
     * thread, but by one at a time, and not while another one writes.
     *
     * @return whether all were written; otherwise none was
     */
    boolean offer(byte[] from, int length);

    /** Whether the other side sleeps, and has to be woken for what was offered, by {@link #wakeUp}. */
    boolean owesWakeUp();

    /** Wakes the other side, if that is owed. By those who may {@link #write}. */
    void wakeUp() throws IOException;

    /** Ends the transport for both directions, and for those who wait. What was not read is lost. */
    @Override
    void close() throws IOException;
}
