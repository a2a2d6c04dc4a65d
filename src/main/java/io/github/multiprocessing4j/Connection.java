package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.Channel;
import io.github.multiprocessing4j.internal.shared.Channel.Wanted;
import io.github.multiprocessing4j.internal.shared.Deadline;
import io.github.multiprocessing4j.internal.shared.Exchange;
import io.github.multiprocessing4j.internal.shared.Side;
import io.github.multiprocessing4j.internal.shared.Watch;
import io.github.multiprocessing4j.internal.shared.Watchable;
import io.github.multiprocessing4j.internal.wire.Ticket;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * One end of a {@link Pipe}.
 *
 * <p>Messages come out once each and in the order in which they were sent. When the other end is closed, what it sent
 * can still be received, and then comes the end of file. Safe for use by any number of threads, which share an end:
 * each message goes to one of them, and what its sender did before happens-before what its receiver does after. A
 * timeout or an interrupt that comes together with a message either leaves the message alone, or the call succeeds.
 *
 * <p>An end that is given to another JVM is copied, as in Python: each copy is closed for itself, and the other end
 * comes to the end of file when all copies are. What is still on its way counts as a copy; those of a JVM that ends are
 * closed, as is one in another JVM that nobody refers to any more. The messages are kept in the JVM that has made the
 * pipe; if that ends, the ends elsewhere fail with {@link IOException}. A copy in another JVM may be some messages
 * ahead, no more than the pipe has room for: {@code send} returns before a message has room, and a message that nobody
 * receives any more, because the other end is closed meanwhile, is lost; the next one fails.
 *
 * <p>Differs from Python: on {@link StartMethod#THREAD} an end is one object, of which processes have no copies.
 * Closing it closes it for everybody, so an end is closed where its last user is done with it. Messages are passed by
 * reference, until an end is given to another JVM: from then on they have to be serializable; byte arrays that are sent
 * by {@code sendBytes} are copied. Objects and bytes are told apart: who asks for bytes when the next message is an
 * object is refused, and the object stays the next message.
 *
 * <pre>{@code
 * Pipe<String> pipe = Multiprocessing.pipe();
 * Process p = Multiprocessing.process(end -> end.send("hello"), pipe.right());
 * p.start();
 * String hello = pipe.left().recv();
 * }</pre>
 *
 * @param <T> the type of the messages; {@code null} is one like any other
 */
public final class Connection<T> implements Waitable, AutoCloseable, Serializable {

    private static final long serialVersionUID = 1L;

    /** Null for an end that only writes. */
    private final transient Channel incoming;

    /** Null for an end that only reads. */
    private final transient Channel outgoing;

    /** Becomes false when a message was too long for its receiver. */
    private transient volatile boolean readable;

    private transient volatile boolean closed;

    Connection(Channel incoming, Channel outgoing) {
        this.incoming = incoming;
        this.outgoing = outgoing;
        this.readable = incoming != null;
    }

    /** One that receives what another one does, and sends what a third one does; those two are not used any more. */
    static <T> Connection<T> joining(Connection<?> reader, Connection<?> writer) {
        return new Connection<>(reader.incoming, writer.outgoing);
    }

    /**
     * Sends an object, and waits until the other end has taken it; or, in a pipe with a capacity, until there is room
     * for it.
     *
     * @param message the object; may be {@code null}
     * @throws IOException if this end is closed or only reads, or if the other end is closed
     * @throws InterruptedException if the thread is interrupted before or while it waits; the object was not received
     * @throws EncodingException if it has to travel, and cannot; nothing was sent
     */
    public void send(T message) throws IOException, InterruptedException {
        Channel channel = outgoing();
        if (channel.travels()) {
            sendPacked(channel, message);
        } else {
            channel.send(message);
        }
    }

    private void sendPacked(Channel channel, T message) throws IOException, InterruptedException {
        Object packed = pack(message, channel.borrows());
        boolean sent = false;
        try {
            channel.send(packed);
            sent = true;
        } finally {
            if (!sent) {
                Freight.discard(packed);
            }
        }
    }

    /** An array of bytes is a message of bytes, however it is sent. */
    private static Object pack(Object message, boolean lent) {
        if (message instanceof byte[] bytes) {
            return lent ? bytes : bytes.clone();
        }
        return Freight.encode(message, lent);
    }

    /**
     * Sends all bytes of an array as one message.
     *
     * @param bytes the bytes, which may be changed when this has returned
     * @throws IOException if this end is closed or only reads, or if the other end is closed
     * @throws InterruptedException if the thread is interrupted before or while it waits; the message was not received
     * @throws NullPointerException if {@code bytes} is {@code null}
     */
    public void sendBytes(byte[] bytes) throws IOException, InterruptedException {
        sendBytes(bytes, 0);
    }

    /**
     * Sends the bytes of an array from an offset on as one message.
     *
     * @param bytes the bytes, which may be changed when this has returned
     * @param offset where to begin, at most the length of the array
     * @throws IllegalArgumentException if {@code offset} is negative or beyond the array
     * @throws IOException if this end is closed or only reads, or if the other end is closed
     * @throws InterruptedException if the thread is interrupted before or while it waits; the message was not received
     * @throws NullPointerException if {@code bytes} is {@code null}
     */
    public void sendBytes(byte[] bytes, int offset) throws IOException, InterruptedException {
        sendBytes(bytes, offset, Objects.requireNonNull(bytes, "bytes").length - offset);
    }

    /**
     * Sends some bytes of an array as one message, which may have no bytes at all.
     *
     * @param bytes the bytes, which may be changed when this has returned
     * @param offset where to begin, at most the length of the array
     * @param size how many bytes
     * @throws IllegalArgumentException if the array does not have these bytes
     * @throws IOException if this end is closed or only reads, or if the other end is closed
     * @throws InterruptedException if the thread is interrupted before or while it waits; the message was not received
     * @throws NullPointerException if {@code bytes} is {@code null}
     */
    public void sendBytes(byte[] bytes, int offset, int size) throws IOException, InterruptedException {
        int length = Objects.requireNonNull(bytes, "bytes").length;
        if (offset < 0 || size < 0 || offset > length - size) {
            throw new IllegalArgumentException(
                    "offset " + offset + " and size " + size + " do not fit an array of " + length);
        }
        Channel channel = outgoing();
        boolean lent = channel.borrows() && size == length;
        channel.send(lent ? bytes : Arrays.copyOfRange(bytes, offset, offset + size));
    }

    private Channel outgoing() throws IOException {
        refuseClosed();
        if (outgoing == null) {
            throw new IOException("this end of the pipe only reads");
        }
        return outgoing;
    }

    /**
     * Receives the next message.
     *
     * @return the object; for a message of bytes, the array
     * @throws java.io.EOFException if the other end is closed, and all that it sent has been received
     * @throws IOException if this end is closed or only writes
     * @throws InterruptedException if the thread is interrupted before or while it waits; no message was received
     * @throws DecodingException if a message that has travelled cannot be read here; it was received
     * @throws EncodingException if a message from before an end was given to another JVM turns out not to be able to
     *     travel; it was received
     */
    @SuppressWarnings("unchecked")
    public T recv() throws IOException, InterruptedException {
        return (T) Freight.unpack(incoming().receive(Wanted.ANYTHING));
    }

    private Channel incoming() throws IOException {
        refuseClosed();
        if (!readable) {
            throw new IOException(
                    incoming == null
                            ? "this end of the pipe only writes"
                            : "this end of the pipe only writes, since a message was longer than its receiver allowed");
        }
        return incoming;
    }

    /**
     * Whether a message, or the end of file, can be received now. Takes nothing away. Does not wait.
     *
     * @return whether {@link #recv} would not wait, unless somebody else receives what is there, or a sender who still
     *     waits for a receiver is interrupted
     * @throws IOException if this end is closed or only writes
     * @throws InterruptedException if the thread is interrupted before
     */
    public boolean poll() throws IOException, InterruptedException {
        return poll(Duration.ZERO);
    }

    /**
     * Waits until a message, or the end of file, can be received, for some time. Takes nothing away.
     *
     * @param timeout how long to wait at most; negative counts as zero
     * @return whether {@link #recv} would not wait: see {@link #poll()}
     * @throws IOException if this end is closed or only writes
     * @throws InterruptedException if the thread is interrupted before or while it waits
     * @throws NullPointerException if {@code timeout} is {@code null}
     */
    public boolean poll(Duration timeout) throws IOException, InterruptedException {
        Deadline deadline = Deadline.after(Objects.requireNonNull(timeout, "timeout"));
        return incoming().await(deadline);
    }

    /**
     * Receives the next message, which has to be one of bytes.
     *
     * @return the bytes; an array of length 0 for a message without any
     * @throws java.io.EOFException if the other end is closed, and all that it sent has been received
     * @throws IOException if this end is closed or only writes; or if the next message is an object, which then is the
     *     next one still
     * @throws InterruptedException if the thread is interrupted before or while it waits; no message was received
     */
    public byte[] recvBytes() throws IOException, InterruptedException {
        return (byte[]) incoming().receive(Wanted.BYTES);
    }

    /**
     * Receives the next message, which has to be one of at most so many bytes. If it is longer, it is dropped, and this
     * end can receive no more: it is closed if it only reads, and else only writes from then on.
     *
     * @param maxLength how many bytes at most, not negative
     * @return the bytes
     * @throws java.io.EOFException if the other end is closed, and all that it sent has been received
     * @throws IOException if the message is longer; otherwise as {@link #recvBytes()}
     * @throws IllegalArgumentException if {@code maxLength} is negative
     * @throws InterruptedException if the thread is interrupted before or while it waits; no message was received
     */
    public byte[] recvBytes(int maxLength) throws IOException, InterruptedException {
        if (maxLength < 0) {
            throw new IllegalArgumentException("maxLength must be at least 0, not " + maxLength);
        }
        byte[] bytes = recvBytes();
        if (bytes.length > maxLength) {
            if (outgoing == null) {
                close();
            } else {
                readable = false;
                incoming.closeReceiver();
            }
            throw new IOException("the message has " + bytes.length + " bytes, more than " + maxLength);
        }
        return bytes;
    }

    /**
     * Receives the next message, which has to be one of bytes, into the beginning of a buffer.
     *
     * @param buffer where the bytes go; what they do not fill stays as it is
     * @return how many bytes there were
     * @throws BufferTooShortException if the message is longer than the buffer; it carries the message
     * @throws java.io.EOFException if the other end is closed, and all that it sent has been received
     * @throws IOException as {@link #recvBytes()}
     * @throws InterruptedException if the thread is interrupted before or while it waits; no message was received
     * @throws NullPointerException if {@code buffer} is {@code null}
     */
    public int recvBytesInto(byte[] buffer) throws IOException, InterruptedException {
        return recvBytesInto(buffer, 0);
    }

    /**
     * Receives the next message, which has to be one of bytes, into a buffer.
     *
     * @param buffer where the bytes go; what they do not fill stays as it is
     * @param offset where in the buffer they begin, at most its length
     * @return how many bytes there were
     * @throws IllegalArgumentException if {@code offset} is negative or beyond the buffer
     * @throws BufferTooShortException if the message does not fit behind the offset; it carries the message
     * @throws java.io.EOFException if the other end is closed, and all that it sent has been received
     * @throws IOException as {@link #recvBytes()}
     * @throws InterruptedException if the thread is interrupted before or while it waits; no message was received
     * @throws NullPointerException if {@code buffer} is {@code null}
     */
    public int recvBytesInto(byte[] buffer, int offset) throws IOException, InterruptedException {
        int room = Objects.requireNonNull(buffer, "buffer").length - offset;
        if (offset < 0 || room < 0) {
            throw new IllegalArgumentException("offset " + offset + " is not in a buffer of " + buffer.length);
        }
        byte[] bytes = recvBytes();
        if (bytes.length > room) {
            throw new BufferTooShortException(bytes, room);
        }
        System.arraycopy(bytes, 0, buffer, offset, bytes.length);
        return bytes.length;
    }

    /**
     * Closes this end, and wakes whoever waits at either: here with {@link IOException}, there with end of file or a
     * broken pipe. A message that somebody at this end was still about to send is not received; what is in the buffer
     * of a pipe with a capacity is. Does not block. Harmless when called again.
     */
    @Override
    public void close() {
        closed = true;
        if (outgoing != null) {
            outgoing.closeSender();
        }
        if (incoming != null) {
            incoming.closeReceiver();
        }
    }

    /**
     * Whether this end is closed.
     *
     * @return whether it is
     */
    public boolean isClosed() {
        return closed;
    }

    /**
     * Whether this end is one that reads. Closing it does not change that.
     *
     * @return false for the writing end of a one-way pipe, and for any end after a message that was too long
     * @see #recvBytes(int)
     */
    public boolean isReadable() {
        return readable;
    }

    /**
     * Whether this end is one that writes. Closing it does not change that.
     *
     * @return false for the reading end of a one-way pipe
     */
    public boolean isWritable() {
        return outgoing != null;
    }

    private void refuseClosed() throws IOException {
        if (closed) {
            throw new IOException("this end of the pipe is closed");
        }
    }

    /**
     * Waits until one of several connections and sentinels is ready: a connection that has something to receive or is
     * at its end of file, or the sentinel of a process that has ended. Takes nothing away.
     *
     * @param <W> what they are
     * @param objects what to wait for
     * @return those that are ready, one at least, in the order given; an empty list if there are none to wait for
     * @throws IOException if one is a closed connection, or one that only writes
     * @throws InterruptedException if the thread is interrupted before or while it waits
     * @throws NullPointerException if {@code objects} or one of them is {@code null}
     */
    public static <W extends Waitable> List<W> wait(Collection<? extends W> objects)
            throws IOException, InterruptedException {
        return wait(objects, Deadline.NEVER);
    }

    /**
     * Waits as {@link #wait(Collection)} does, for some time.
     *
     * @param <W> what they are
     * @param objects what to wait for
     * @param timeout how long to wait at most; negative counts as zero
     * @return those that are ready, in the order given; an empty list if none was in time
     * @throws IOException if one is a closed connection, or one that only writes
     * @throws InterruptedException if the thread is interrupted before or while it waits
     * @throws NullPointerException if an argument or one of the objects is {@code null}
     */
    public static <W extends Waitable> List<W> wait(Collection<? extends W> objects, Duration timeout)
            throws IOException, InterruptedException {
        return wait(objects, Deadline.after(Objects.requireNonNull(timeout, "timeout")));
    }

    private static <W extends Waitable> List<W> wait(Collection<? extends W> objects, Deadline deadline)
            throws IOException, InterruptedException {
        List<W> all = new ArrayList<>(Objects.requireNonNull(objects, "objects"));
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        List<W> ready = readyOf(all);
        if (!ready.isEmpty() || all.isEmpty() && !deadline.isBounded()) {
            return ready;
        }
        Watch watch = new Watch();
        List<Watchable> watched = new ArrayList<>();
        try {
            for (W object : all) {
                Watchable watchable = watchable(object);
                watchable.watch(watch);
                watched.add(watchable);
            }
            // Ready may pass again, when somebody else takes what was there: then the wait goes on.
            while (ready.isEmpty() && watch.await(deadline)) {
                ready = readyOf(all);
            }
            return ready;
        } finally {
            watched.forEach(watchable -> watchable.unwatch(watch));
        }
    }

    private static <W extends Waitable> List<W> readyOf(List<W> all) throws IOException {
        List<W> ready = new ArrayList<>();
        for (W object : all) {
            if (watchable(object).isReady()) {
                ready.add(object);
            }
        }
        return ready;
    }

    private static Watchable watchable(Waitable object) throws IOException {
        return Objects.requireNonNull(object, "object") instanceof Connection<?> connection
                ? connection.incoming()
                : ((Sentinel) object).ended();
    }

    @Override
    public String toString() {
        String ways = !readable ? "writes" : outgoing == null ? "reads" : "reads and writes";
        return "Connection[" + ways + (closed ? ", closed]" : "]");
    }

    /** Written is a handle, with which the reader gets this object, and no other one of its kind. */
    private Object writeReplace() {
        return new Handle(this, claims -> write(claims));
    }

    private Written write(Handle.Claims claims) {
        return new Written(claims.to(incoming, Side.RECEIVER), claims.to(outgoing, Side.SENDER), readable, closed);
    }

    /** What is written of a connection: claims to copies of its two ends, null for one that it has not. */
    private record Written(Ticket incoming, Ticket outgoing, boolean readable, boolean closed) implements Serializable {

        private Object readResolve() {
            Connection<?> copy = new Connection<>(redeem(incoming), redeem(outgoing));
            copy.readable = readable;
            if (closed) {
                copy.close();
            }
            return copy;
        }

        private static Channel redeem(Ticket ticket) {
            return ticket == null ? null : Channel.redeem(Exchange.here(), ticket, IOException::new);
        }
    }
}
