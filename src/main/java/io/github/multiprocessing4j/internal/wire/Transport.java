package io.github.multiprocessing4j.internal.wire;

import java.io.Closeable;
import java.io.IOException;

/**
 * What carries the bytes of a link, in order, both ways.
 *
 * <p>Its listener is the one thread that waits for what comes. Others may attend in its place, if the transport allows
 * that, one at a time: they look for what there is, but never wait.
 */
interface Transport extends Closeable {

    /**
     * Reads some bytes, and waits until there are any. By one thread at a time: by the listener, or by an attendant if
     * there are enough.
     *
     * @return how many; -1 if the other side has gone, and all that it has written was read
     * @throws IOException if the transport was closed, or cannot be relied upon
     */
    int read(byte[] into, int offset, int length) throws IOException;

    /**
     * How many bytes can be read without waiting, as far as is known.
     *
     * @throws MalformedMessageException if the other side cannot be relied upon
     */
    int available() throws MalformedMessageException;

    /**
     * How many bytes have ever come, as the other side says: not to be relied upon. Any thread. By one that others can
     * attend.
     */
    long arrived();

    /** How many bytes were ever written here. Any thread. By one that others can attend. */
    long sent();

    /** Whether the other side says that it will write more that was sent already. Any thread. */
    boolean isMoreAnnounced();

    /** Says whether more will be written that was sent already: before anybody knows that it was sent. */
    void announceMore(boolean more);

    /** Whether to read does not mean to wait, or it cannot be known. */
    boolean isReadable();

    /** Waits until the transport is readable, or for a while. By the listener. */
    void awaitBytes() throws IOException;

    /** Whether others than the listener can look for what there is. */
    boolean isAttendable();

    /** Whether it is at its end, or closed. Any thread. */
    boolean isOver();

    /** Whether somebody but the listener looks for bytes now. Any thread. */
    boolean isAttended();

    /**
     * Somebody looks for bytes now, so that the listener need not be woken by the other side.
     *
     * @param again whether he was away for a moment only
     */
    void attend(boolean again);

    /** How often somebody has come to attend who was away for a moment only. Any thread. */
    int attendances();

    /**
     * Nobody attends any more.
     *
     * @param briefly whether the caller is likely to be back in a moment
     * @return whether there is something to be read that nobody will see: then the caller attends again, or wakes the
     *     listener
     */
    boolean leave(boolean briefly);

    /** An attendant comes and goes: the listener lets him, when it would wait next. By the listener. */
    void standBy();

    /** Makes the listener look, whatever there is. */
    void wakeListener();

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
     * @param quietly whether the other side need not be woken, because the caller will {@link #nudge}
     * @return whether all were written; otherwise none was
     */
    boolean offer(byte[] from, int length, boolean quietly);

    /** Whether so many bytes can be written without waiting, or none ever will be. Any thread. */
    boolean isRoomFor(int length);

    /** Wakes the other side if it sleeps, though there is something for it. Any thread. */
    void nudge();

    /** Ends the transport for both directions, and for those who wait. What was not read is lost. */
    @Override
    void close() throws IOException;
}
