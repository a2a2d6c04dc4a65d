package io.github.multiprocessing4j.internal.wire;

import io.github.multiprocessing4j.internal.memory.BrokenRingException;
import io.github.multiprocessing4j.internal.memory.RingReader;
import io.github.multiprocessing4j.internal.memory.RingWriter;
import io.github.multiprocessing4j.internal.memory.Spin;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;

/**
 * A transport of two rings in shared memory. The socket beside them says when the other side has gone, and wakes those
 * who sleep because they have found nothing for a while: a byte on it means that there is something to be seen.
 */
/*
 * Who sleeps, and who wakes him:
 *
 * the reader here, in a read from the socket      by a byte of the other side, which has written something;
 *                                                 or by the end of the socket
 * the writer here, parked                         by the reader here, which looks for room whenever it has read from
 *                                                 the ring, and when it is woken by a byte of the other side, which has
 *                                                 read something
 *
 * So a writer can only wait where somebody reads. Bytes on the socket are few: one for each sleep, so that to write one
 * never takes long.
 */
final class RingTransport implements Transport {

    private static final int BELLS = 64;

    private final SocketChannel bell;
    private final RingReader in;
    private final RingWriter out;

    private final Spin reading = new Spin();
    private final Spin writing = new Spin();
    private final ByteBuffer bells = ByteBuffer.allocate(BELLS);

    /** The thread that waits for room; null for none. */
    private volatile Thread waiter;

    /** Whether something was offered while the other side slept. Set by whoever offers. */
    private volatile boolean owing;

    /** Whether the socket is at its end, so that the other side writes no more. */
    private volatile boolean ended;

    private volatile boolean closed;

    RingTransport(SocketChannel bell, ByteBuffer in, ByteBuffer out) {
        this.bell = bell;
        this.in = new RingReader(in);
        this.out = new RingWriter(out);
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
                int count = Math.min(length, available);
                if (in.read(into, offset, count)) {
                    ringIfThere();
                }
                lookForRoom();
                return count;
            }
            if (last) {
                return -1;
            }
            awaitBytes();
        }
    }

    private int available() throws MalformedMessageException {
        try {
            return in.available();
        } catch (BrokenRingException hostile) {
            throw new MalformedMessageException(hostile.getMessage());
        }
    }

    private void awaitBytes() throws IOException {
        if (reading.await(this::isReadable)) {
            return;
        }
        in.announceSleep();
        if (available() == 0) {
            ended = bell.read(bells.clear()) < 0;
        }
        in.endSleep();
        lookForRoom();
    }

    private boolean isReadable() {
        try {
            return closed || in.available() > 0;
        } catch (IOException broken) {
            return true; // as whoever reads will see
        }
    }

    private void lookForRoom() {
        Thread waiting = waiter;
        if (waiting != null && (ended || out.isRoomFor(1))) {
            LockSupport.unpark(waiting);
        }
    }

    // Writing

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        int at = offset;
        int left = length;
        while (left > 0) {
            int count = Math.min(left, out.room());
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
                LockSupport.park(this);
            }
        } finally {
            waiter = null;
            out.endWait();
        }
        throw new IOException("the other side has gone");
    }

    @Override
    public boolean offer(byte[] from, int length) {
        try {
            if (closed || out.room() < length) {
                return false;
            }
        } catch (IOException broken) {
            return false; // as whoever writes will see
        }
        if (out.write(from, 0, length)) {
            owing = true;
        }
        return true;
    }

    @Override
    public boolean owesWakeUp() {
        return owing;
    }

    @Override
    public void wakeUp() throws IOException {
        if (owing) {
            owing = false;
            ring();
        }
    }

    /** Those who have died need not be woken; what they have written before is read all the same. */
    private void ringIfThere() {
        try {
            ring();
        } catch (IOException gone) {
            return;
        }
    }

    private void ring() throws IOException {
        bell.write(ByteBuffer.wrap(new byte[1]));
    }

    // Ending

    @Override
    public void close() throws IOException {
        closed = true;
        LockSupport.unpark(waiter);
        bell.close();
    }
}
