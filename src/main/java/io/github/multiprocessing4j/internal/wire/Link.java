package io.github.multiprocessing4j.internal.wire;

import io.github.multiprocessing4j.internal.memory.BrokenRingException;
import io.github.multiprocessing4j.internal.memory.Spin;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * A two-way stream of messages between this JVM and another one, over a transport of their own.
 *
 * <p>Anybody may send, from any thread and under any lock: a short message is given to the transport there and then, if
 * that takes it without waiting; any other is put in a line, which a thread of the link writes. So no thread of a user
 * touches a socket, which an interrupt would close. Messages come out in the order in which they were sent.
 */
public final class Link {

    /**
     * Who hears what the other side sends, in order, one message at a time: by the thread that runs {@link Link#read},
     * or by one that attends in its place. Must not block.
     */
    @FunctionalInterface
    public interface Receiver {

        /** A message has come. */
        void receive(Object[] message);
    }

    private final Transport transport;
    private final Incoming incoming;
    private final long limitThere;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** What is to be written. Guarded by the lock. */
    private final Deque<Object[]> line = new ArrayDeque<>();

    /** Whether the writer has the transport, which else belongs to whoever holds the lock. Guarded by the lock. */
    private boolean writing;

    /** For messages that are not put in the line. Guarded by the lock. */
    private final FrameBuffer frame = new FrameBuffer();

    /** When the writer wakes the other side, by the nanoTime, if {@link #nudging}. Guarded by the lock. */
    private long nudgeAt;

    /** Whether something was sent that the other side has to hear of soon. Guarded by the lock. */
    private boolean nudging;

    /** How many messages were sent, and how many of them were written. Guarded by the lock. */
    private long sent;

    private long written;

    /** Held by the one thread that waits for room; guards the way it does that. */
    private final ReentrantLock waiting = new ReentrantLock();

    private final Spin room = new Spin();

    /** Nothing is written any more. Guarded by the lock. */
    private boolean broken;

    /**
     * A link over a connected socket in blocking mode, whose other side is known to be the right one, and over rings
     * that both have.
     *
     * @param rings null for the socket alone
     * @param name for the name of the thread that writes
     * @param limitHere how many bytes a message may have that comes
     * @param limitThere how many bytes a message may have that goes
     * @throws IOException if the system has nothing to wait with for what comes
     */
    public Link(SocketChannel channel, Rings rings, String name, long limitHere, long limitThere) throws IOException {
        this(transport(channel, rings), name, limitHere, limitThere, false);
    }

    /**
     * The link of a child, which believes what its parent announces: see {@link #Link(SocketChannel, Rings, String,
     * long, long)}.
     */
    public static Link toParent(SocketChannel channel, Rings rings, long limitHere, long limitThere)
            throws IOException {
        return new Link(transport(channel, rings), "parent", limitHere, limitThere, true);
    }

    private static Transport transport(SocketChannel channel, Rings rings) throws IOException {
        return rings == null ? new SocketTransport(channel) : rings.transport(channel);
    }

    /** A link over a socket alone: see {@link #Link(SocketChannel, Rings, String, long, long)}. */
    public Link(SocketChannel channel, String name, long limitHere, long limitThere) {
        this(new SocketTransport(channel), name, limitHere, limitThere, false);
    }

    private Link(Transport transport, String name, long limitHere, long limitThere, boolean believing) {
        this.transport = transport;
        TransportInput input = new TransportInput(transport);
        this.incoming = new Incoming(
                transport, believing ? FrameReader.believing(input, limitHere) : new FrameReader(input, limitHere));
        this.limitThere = limitThere;
        Thread writer = new Thread(null, this::write, "mp-" + name + "-writer", 0, false);
        writer.setDaemon(true);
        writer.setContextClassLoader(null);
        writer.start();
    }

    /**
     * Sees whether the other side takes an object, before anything of it is sent.
     *
     * @throws EncodingFailure if it is too long
     */
    public void check(Encoded encoded) throws EncodingFailure {
        check(encoded.length());
    }

    /**
     * Sees whether the other side takes objects in one message, before anything of it is sent.
     *
     * @param length how many bytes they are
     * @throws EncodingFailure if that is too long
     */
    public void check(long length) throws EncodingFailure {
        long most = limitThere - Encoded.PIECE; // what comes with it is not as long as a piece
        if (length > most) {
            throw new EncodingFailure(
                    "its " + length + " bytes are more than the " + most + " that the other side takes",
                    "",
                    "Encoded[" + length + " bytes]",
                    null);
        }
    }

    /**
     * Sends a message, which is not changed afterwards. Never blocks.
     *
     * @return false if it will not come, because the link has ended, or because it is longer than what the other side
     *     takes; true if it was put in line
     */
    public boolean send(Object... message) {
        return send(message, false);
    }

    /**
     * Sends a message, as {@link #send}, but need not wake the other side for it if that sleeps. Whoever does so sees
     * to it that it is heard: he calls {@link #nudge} or {@link #attend}, unless he hears that it was.
     */
    public boolean sendQuietly(Object... message) {
        return send(message, true);
    }

    /**
     * Sends a message, as {@link #send}, that nobody waits for: the other side hears of it when it looks for others, or
     * else is woken in a moment.
     */
    public boolean sendLeisurely(Object... message) {
        if (!send(message, true)) {
            return false;
        }
        if (transport.isAttendable()) {
            nudgeSoon();
        }
        return true;
    }

    /** The writer wakes the other side: so the one who has sent something need not, and for many one time will do. */
    private void nudgeSoon() {
        lock.lock();
        try {
            if (!nudging) {
                nudging = true;
                nudgeAt = System.nanoTime() + LEISURE_NANOS;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sends a message if it can be put before the other side there and then, in memory that is there even if this JVM
     * is not any more. Never blocks.
     *
     * @return false if it was not sent
     */
    public boolean hand(Object... message) {
        if (!transport.isAttendable()) {
            return false;
        }
        lock.lock();
        try {
            if (broken || !line.isEmpty() || writing || !offer(message, false)) {
                return false;
            }
            sent++;
            written++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a moment, if that pays, while there is no room for what could be handed over: see {@link #hand}. By
     * threads that hold no lock of ours.
     *
     * @return whether it was waited for, and there is room now
     */
    public boolean awaitRoom() {
        if (transport.isRoomFor(ROOM) || !waiting.tryLock()) {
            return false;
        }
        try {
            return room.await(() -> transport.isRoomFor(ROOM));
        } finally {
            waiting.unlock();
        }
    }

    /** Whether all has been received that the other side has handed over so far: see {@link #hand}. */
    public boolean isCaughtUp() {
        return incoming.isCaughtUp();
    }

    /**
     * Waits until all has been received that the other side has handed over so far, which takes no longer than to
     * receive it. By those who hold no lock of ours that a receiver takes, and are none.
     *
     * @return whether nothing that was sent before is still on its way: neither has a message come in part, nor waits
     *     one on the other side
     */
    public boolean catchUp() {
        return incoming.catchUp();
    }

    /**
     * Waits as {@link #catchUp} does, but leaves it to others to receive: for those who have no stack left for that.
     */
    public boolean awaitCaughtUp() {
        return incoming.awaitCaughtUp();
    }

    /** Whether all has been received that the other side has sent so far; or it is not known what that is. */
    public boolean hasReceivedAll() {
        return incoming.hasReceivedAll();
    }

    /** Wakes the other side if it sleeps over something that was sent quietly. */
    public void nudge() {
        transport.nudge();
    }

    private boolean send(Object[] message, boolean quietly) {
        lock.lock();
        try {
            if (broken) {
                return false;
            }
            if (line.isEmpty() && !writing && offer(message, quietly)) {
                written++;
            } else if (bulk(message) > limitThere - Encoded.PIECE) {
                return false;
            } else {
                line.add(message);
                transport.announceMore(true);
                changed.signalAll();
            }
            sent++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean offer(Object[] message, boolean quietly) {
        int length = frame.put(message);
        return length > 0 && length <= limitThere - Encoded.PIECE && transport.offer(frame.bytes(), length, quietly);
    }

    /** How many bytes of a message are those of objects, which alone can be many. */
    private static long bulk(Object[] message) {
        long bytes = 0;
        for (Object value : message) {
            if (value instanceof Encoded encoded) {
                bytes += encoded.length();
            } else if (value instanceof Object[] row) {
                bytes += bulk(row);
            }
        }
        return bytes;
    }

    /**
     * Waits until all that was sent so far has been written, or cannot be.
     *
     * @param nanos how long at most
     * @return whether it has been written
     */
    public boolean flush(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long upTo = sent;
            long left = nanos;
            while (written < upTo && !broken && left > 0) {
                left = changed.awaitNanos(left);
            }
            return written >= upTo;
        } finally {
            lock.unlock();
        }
    }

    private void write() {
        FrameWriter out = new FrameWriter(new TransportOutput(transport));
        try {
            while (awaitWork()) {
                Object[] message = next();
                if (message != null) {
                    out.write(message);
                    if (isLast()) {
                        out.flush();
                        noteWritten();
                    }
                }
            }
        } catch (BrokenRingException hostile) {
            close();
        } catch (IOException gone) {
            return; // whoever reads finds what it has sent last, and then the end
        } catch (Throwable failure) { // no memory: what was begun cannot be ended
            close();
            throw failure;
        } finally {
            lock.lock();
            try {
                broken = true;
                line.clear();
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Waits until there is something for the writer to do; false if there will not be. */
    private boolean awaitWork() {
        lock.lock();
        try {
            while (line.isEmpty() && !broken) {
                if (nudging) {
                    awaitNudge();
                } else {
                    changed.awaitUninterruptibly();
                }
            }
            return !broken;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it is time to wake the other side, and wakes it then; or until there is something else to do. */
    private void awaitNudge() {
        try {
            if (changed.awaitNanos(nudgeAt - System.nanoTime()) <= 0) {
                nudging = false;
                transport.nudge();
            }
        } catch (InterruptedException goOn) {
            return; // by somebody who interrupts all threads of a group
        }
    }

    private Object[] next() {
        lock.lock();
        try {
            Object[] message = broken ? null : line.poll();
            writing |= message != null;
            return message;
        } finally {
            lock.unlock();
        }
    }

    private boolean isLast() {
        lock.lock();
        try {
            return line.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void noteWritten() {
        lock.lock();
        try {
            written = sent - line.size();
            writing = !line.isEmpty(); // more has come since it was looked
            transport.announceMore(writing);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Reads messages until the other side has ended, or the link is closed. By one thread, once.
     *
     * @throws MalformedMessageException if what came is no message, or none that the receiver understands
     * @throws IOException if the other side ended in the middle of a message
     */
    public void read(Receiver receiver) throws IOException {
        incoming.read(receiver);
    }

    /**
     * Receives messages in the place of the thread that runs {@link #read}, for as long as it pays to look for them
     * without sleeping: so that one who waits for a message need not be woken by the one who has read it. Returns at
     * once if somebody else reads just now. By those who have stack enough, and hold no lock of ours that a receiver
     * takes.
     *
     * <p>The other side is woken if it sleeps over what was sent quietly, unless {@code done} is so very soon.
     *
     * @param done what is waited for
     */
    public void attend(BooleanSupplier done) {
        incoming.attend(done, false);
    }

    /**
     * Attends, as {@link #attend} does, for one of many messages that are likely to come one after the other, each of
     * which the caller waits for. While he comes and goes, what comes when he is away, and is for others, may lie there
     * until he is back, or for half a millisecond.
     *
     * @param done what is waited for
     */
    public void attendToStream(BooleanSupplier done) {
        incoming.attend(done, true);
    }

    /**
     * Attends, as {@link #attend}, and stays where the messages come in if what is waited for has come: for those who
     * have much to wait for, one after the other. Meanwhile nobody else receives anything, and the other side wakes
     * nobody. So what they do in between is short, and none of it is code of a user; before anything else they
     * {@link #leaveSeat}.
     *
     * @param done what is waited for
     */
    public void attendSeated(BooleanSupplier done) {
        incoming.attendSeated(done);
    }

    /** Ends what {@link #attendSeated} has begun, if it has; does nothing on other threads. */
    public void leaveSeat() {
        incoming.leaveSeat();
    }

    /** Ends the link at once: what was not written is lost. */
    public void close() {
        lock.lock();
        try {
            broken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            transport.close();
        } catch (IOException e) {
            return; // it is closed for us all the same
        }
    }

    /** For many messages, so that each side works for a while without the other one's touching the same memory. */
    private static final int ROOM = 4 * FrameBuffer.MOST;

    /** After so long the other side is woken for what was sent leisurely. */
    private static final long LEISURE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** Waits so long for {@link #flush}, at most: for those who are about to end this JVM. */
    public static final long FLUSH_NANOS = TimeUnit.SECONDS.toNanos(10);
}
