package io.github.multiprocessing4j.internal.shared;

import java.io.IOException;

/**
 * One direction of a pipe: messages go in at the sender's end and come out, each once and in order, at the receiver's.
 */
public abstract class Channel implements Watchable {

    /**
     * Sends a message.
     *
     * @throws IOException if either end is closed; then the message was not received
     * @throws InterruptedException if the thread was interrupted while it waited; then the message was not received
     */
    public abstract void send(Object message) throws IOException, InterruptedException;

    /**
     * Receives the next message.
     *
     * @throws java.io.EOFException if the sender's end is closed, and all that was sent has been received
     * @throws IOException if the receiver's end is closed
     */
    public abstract Object receive() throws IOException, InterruptedException;

    /** Fires all watches: what can be received has changed outside of the channel. */
    public abstract void nudge();

    /** Closes the sender's end: whoever sends fails, whoever receives finds the end behind the last message. */
    public abstract void closeSender();

    /** Closes the receiver's end: whoever receives fails, whoever sends finds that nobody receives. */
    public abstract void closeReceiver();

    /** What happens to those who send when nobody can receive. */
    static IOException broken() {
        return new IOException("broken pipe: the other end is closed");
    }

    /** What happens to those who use an end that was closed. */
    static IOException closed() {
        return new IOException("this end of the pipe is closed");
    }
}
