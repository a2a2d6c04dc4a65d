package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.wire.Encoded;
import io.github.multiprocessing4j.internal.wire.Ticket;
import java.io.EOFException;
import java.io.IOException;

/**
 * One direction of a pipe: messages go in at the sender's end and come out, each once and in order, at the receiver's.
 *
 * <p>Safe for use by any number of threads at either end. Whatever waits notices an interrupt that was there before,
 * too.
 */
public abstract class Channel implements Watchable {

    /** The room of a channel between realms for which nobody has said how much it is to have. */
    public static final int MODEST_CAPACITY = 16;

    /** What a receiver can use. */
    public enum Wanted {
        ANYTHING,
        BYTES;

        boolean admits(Object message) {
            return this == ANYTHING || message instanceof byte[];
        }
    }

    /**
     * Sends a message.
     *
     * @throws IOException if either end is closed; then the message was not received
     * @throws InterruptedException if the thread was interrupted before or while it waited; then the message was not
     *     received
     */
    public abstract void send(Object message) throws IOException, InterruptedException;

    /**
     * Receives the next message.
     *
     * @throws EOFException if the sender's end is closed, and all that was sent has been received
     * @throws IOException if the receiver's end is closed; or if the next message is not what is wanted, and then it
     *     still is the next one
     * @throws InterruptedException if the thread was interrupted before or while it waited; then nothing was received
     */
    public abstract Object receive(Wanted wanted) throws IOException, InterruptedException;

    /**
     * Waits until there is a message, or the sender's end is closed; takes nothing away.
     *
     * @return whether there is, before the deadline was over
     * @throws IOException if the receiver's end is closed
     * @throws InterruptedException if the thread was interrupted before or while it waited
     */
    public abstract boolean await(Deadline deadline) throws IOException, InterruptedException;

    /**
     * Closes this copy of the sender's end: whoever sends with it fails. When it was the last copy, whoever receives
     * finds the end behind the last message.
     */
    public final void closeSender() {
        close(Side.SENDER);
    }

    /**
     * Closes this copy of the receiver's end: whoever receives with it fails. When it was the last copy, whoever sends
     * finds that nobody receives.
     */
    public final void closeReceiver() {
        close(Side.RECEIVER);
    }

    /** Closes this copy of an end. */
    abstract void close(Side side);

    /** Whether objects are sent as {@link Encoded}, since they may travel. */
    public abstract boolean travels();

    /** Whether a message is written by when {@link #send} returns: then arrays in it need not be copied. */
    public boolean borrows() {
        return false;
    }

    /**
     * A new claim to an end, which is a copy of it. It begins when it is issued, which the codec does.
     *
     * @param exchange that of this realm
     */
    public abstract Ticket claim(Side side, Exchange exchange);

    /**
     * Makes a copy of an end, here, of a claim to it. The claim is over then.
     *
     * @param loss makes what is thrown when the realm is gone in which the channel lives
     * @throws IllegalStateException if there is no such channel here any more
     * @throws ClassCastException if it is something else
     */
    public static Channel redeem(Exchange exchange, Ticket ticket, Loss loss) {
        if (!ticket.home().equals(exchange.path())) {
            return FarChannel.copyOf(exchange, ticket, loss);
        }
        EndHost end = (EndHost) exchange.exports().find(ticket.object());
        if (end == null) {
            throw new IllegalStateException("the end of the pipe is gone to which there was a claim");
        }
        Channel copy = end.copy();
        exchange.exports().giveUp(ticket);
        return copy;
    }

    static void refuseInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** What happens to those who send when nobody can receive. */
    static IOException broken() {
        return new IOException("broken pipe: the other end is closed");
    }

    /** What happens to those who use an end that was closed. */
    static IOException closed() {
        return new IOException("this end of the pipe is closed");
    }

    /** What happens to those who receive when all has been received and nobody can send. */
    static EOFException end() {
        return new EOFException("the other end of the pipe is closed");
    }

    /** What happens to those who want bytes when the next message is something else. */
    static IOException notBytes(Object message) {
        return new IOException("the next message is no bytes but "
                + (message == null
                        ? "null"
                        : message instanceof Encoded
                                ? "an object"
                                : "a " + message.getClass().getName())
                + "; recv() receives it");
    }
}
