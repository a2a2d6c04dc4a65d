package io.github.multiprocessing4j.internal.wire;

import io.github.multiprocessing4j.internal.memory.BrokenRingException;
import io.github.multiprocessing4j.internal.memory.RingReader;
import io.github.multiprocessing4j.internal.memory.RingWriter;
import io.github.multiprocessing4j.internal.memory.Spin;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;

/**
 * A transport of two rings in shared memory. The socket beside them says when the other side has gone, and wakes those
 * who sleep because they have found nothing for a while: a byte on it means that there is something to be seen.
 */
/*
 * Who sleeps, and who wakes him:
 *
 * the listener here, in the selector              by a byte of the other side, which has written something; by the end
 *                                                 of the socket; by an attendant here, who leaves while there is
 *                                                 something to be read
 * the writer here, parked                         by whoever reads here, who looks for room whenever he has read from
 *                                                 the ring; and by the listener, whenever it was woken: the other side
 *                                                 may have read something. The writer then says again that it waits
 *
 * The word in the ring that says that the reader sleeps is 1 whenever the listener sleeps and there is no attendant:
 *
 * 0 -> 1   by the listener before it sleeps, unless there is an attendant; by an attendant who leaves, unless he does so
 *          briefly and the listener stands by. Both look for bytes once more after that: the listener does not sleep
 *          then, and the attendant comes back or wakes it.
 * 1 -> 0   by the other side, which rings; by an attendant who comes, and by the listener, which is awake.
 *
 * While it stands by, the listener sleeps as well, but never for long, and looks then for itself.
 *
 * The socket is in non-blocking mode. So an interrupt does not close it, and anybody may ring. Bytes on it are few: one
 * for each sleep; if there is no room for one, there are others that wake as well.
 */
final class RingTransport implements Transport {

    private static final int BELLS = 64;

    /** What is longer goes through the ring in parts: so one side writes while the other one reads. */
    private static final int PART = 1 << 16;

    private final SocketChannel bell;
    private final Selector selector;
    private final RingReader in;
    private final RingWriter out;

    private final StandBy standBy = new StandBy();
    private final Spin reading = new Spin();
    private final Spin writing = new Spin();
    private final ByteBuffer bells = ByteBuffer.allocate(BELLS);

    /** Whether there is an attendant, so that the listener has nothing to look for. Set by the attendant. */
    private volatile boolean attended;

    /** The thread that waits for room; null for none. */
    private volatile Thread waiter;

    /** Whether the socket is at its end, so that the other side writes no more. */
    private volatile boolean ended;

    private volatile boolean closed;

    RingTransport(SocketChannel bell, ByteBuffer in, ByteBuffer out) throws IOException {
        this.bell = bell;
        this.in = new RingReader(in);
        this.out = new RingWriter(out);
        this.selector = Selector.open();
        bell.configureBlocking(false);
        bell.register(selector, SelectionKey.OP_READ);
    }

    // Reading

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        for (; ; ) {
            boolean last = ended; // before it is looked for bytes: after the end there come no more
            int available = available();
            if (closed) {
                throw new ClosedChannelException();
            }
            if (available > 0) {
                int count = Math.min(Math.min(length, PART), available);
                if (in.read(into, offset, count)) {
                    ring();
                }
                lookForRoom();
                return count;
            }
            if (last) {
                return -1;
            }
            awaitOthers(); // and does not stand by: whoever reads is in the middle of a message
        }
    }

    @Override
    public int available() throws MalformedMessageException {
        try {
            return in.available();
        } catch (BrokenRingException hostile) {
            throw new MalformedMessageException(hostile.getMessage());
        }
    }

    @Override
    public long arrived() {
        return in.written();
    }

    @Override
    public long sent() {
        return out.written();
    }

    @Override
    public boolean isMoreAnnounced() {
        return in.isMoreAnnounced();
    }

    @Override
    public void announceMore(boolean more) {
        out.announceMore(more);
    }

    @Override
    public boolean isReadable() {
        try {
            return isOver() || in.available() > 0;
        } catch (IOException broken) {
            return true; // as whoever reads will see
        }
    }

    @Override
    public void awaitBytes() {
        if (standBy.stand(this::mayStandBy, () -> attended)) {
            LockSupport.unpark(waiter); // a bell that was heard may have been for it
        } else {
            awaitOthers();
        }
        standBy.obey();
    }

    @Override
    public void standBy() {
        standBy.want();
    }

    /** Hears whether the other side has gone, which an attendant does not; a bell may be for who waits for room. */
    private boolean mayStandBy() {
        hear(false);
        return waiter == null && !isOver();
    }

    private void awaitOthers() {
        if (!attended && reading.await(() -> attended || isReadable()) && !attended) {
            return;
        }
        if (!attended) {
            in.announceSleep();
        }
        if (attended || !isReadable()) {
            hear(true);
        }
        in.endSleep();
        // Room or not: what rang may have taken back the word of a wait that began only afterwards.
        LockSupport.unpark(waiter);
    }

    /** Hears the bells there are; or sleeps until there is one, or somebody wakes the listener. */
    private void hear(boolean sleep) {
        try {
            if (sleep) {
                selector.select();
            } else {
                selector.selectNow();
            }
            Thread.interrupted(); // by somebody who interrupts all threads of a group: else it would not sleep any more
            selector.selectedKeys().clear();
            if (bell.read(bells.clear()) < 0) {
                ended = true;
            }
        } catch (ClosedSelectorException | ClosedChannelException atItsEnd) {
            return; // as whoever reads will see
        } catch (IOException reset) { // by the death of the other side, which has not heard all bells
            ended = true; // what it has written is read all the same
        }
    }

    private void lookForRoom() {
        Thread waiting = waiter;
        if (waiting != null && (ended || out.isRoomFor(1))) {
            LockSupport.unpark(waiting);
        }
    }

    // Attending

    @Override
    public boolean isAttendable() {
        return true;
    }

    @Override
    public boolean isOver() {
        return closed || ended;
    }

    @Override
    public boolean isAttended() {
        return attended;
    }

    @Override
    public void attend(boolean again) {
        attended = true;
        if (again) {
            standBy.come();
        }
        if (!standBy.isOn()) { // else nobody sleeps
            in.endSleep();
        }
    }

    @Override
    public int attendances() {
        return standBy.attendances();
    }

    @Override
    public boolean leave(boolean briefly) {
        attended = false;
        if (standBy.isOn()) {
            if (briefly) {
                return false;
            }
            wakeListener(); // which does not hear bells as long as it stands by
        }
        if (standBy.left(briefly)) {
            selector.wakeup();
        }
        in.announceSleep();
        return isReadable();
    }

    @Override
    public void wakeListener() {
        standBy.summon(); // before the selector, of which it may take the word
        selector.wakeup();
    }

    // Writing

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        int at = offset;
        int left = length;
        while (left > 0) {
            int count = Math.min(Math.min(left, PART), out.room(Math.min(left, PART)));
            if (count == 0) {
                awaitRoom();
            } else {
                if (out.write(from, at, count)) {
                    ring();
                }
                at += count;
                left -= count;
            }
        }
    }

    private void awaitRoom() throws IOException {
        if (writing.await(() -> out.isRoomFor(1))) {
            return;
        }
        waiter = Thread.currentThread();
        try {
            while (!closed && !ended) {
                out.announceWait();
                if (out.isRoomFor(1)) {
                    return;
                }
                standBy.summon(); // to hear the bell
                LockSupport.park(this);
                Thread.interrupted(); // as above
            }
        } finally {
            waiter = null;
            out.endWait();
        }
        throw new IOException("the other side has gone");
    }

    @Override
    public boolean offer(byte[] from, int length, boolean quietly) {
        try {
            if (closed || out.room(length) < length) {
                return false;
            }
        } catch (IOException broken) {
            return false; // as whoever writes will see
        }
        if (quietly) {
            out.writeQuietly(from, 0, length);
        } else if (out.write(from, 0, length)) {
            ring();
        }
        return true;
    }

    @Override
    public boolean isRoomFor(int length) {
        return isOver() || out.isRoomFor(length);
    }

    @Override
    public void nudge() {
        if (out.isSleptOver()) {
            ring();
        }
    }

    /** Those who have died need not be woken; what they have written before is read all the same. */
    private void ring() {
        try {
            bell.write(ByteBuffer.wrap(new byte[1]));
        } catch (IOException gone) {
            return;
        }
    }

    // Ending

    @Override
    public void close() throws IOException {
        closed = true;
        LockSupport.unpark(waiter);
        try {
            bell.close();
        } finally {
            selector.close(); // which wakes the listener
        }
    }
}
