package io.github.multiprocessing4j.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * A transport that is a socket, and nothing else.
 *
 * <p>The streams of {@code java.nio.channels.Channels} are not used here: those over one socket exclude each other on
 * some JDKs, so that whoever waits for input keeps everybody from writing.
 */
final class SocketTransport implements Transport {

    /** Heap buffers are copied to memory outside the heap, which the JDK keeps for each thread: so in small parts. */
    private static final int PART = 1 << 16;

    private final SocketChannel channel;

    /** Takes a connected socket in blocking mode. */
    SocketTransport(SocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        return channel.read(ByteBuffer.wrap(into, offset, Math.min(PART, length)));
    }

    @Override
    public int available() {
        return 0;
    }

    @Override
    public long sent() {
        throw new IllegalStateException("nobody counts what goes by a socket");
    }

    @Override
    public long arrived() {
        throw new IllegalStateException("nobody knows what has come by a socket and was not read");
    }

    @Override
    public boolean isMoreAnnounced() {
        return false; // nobody asks
    }

    @Override
    public void announceMore(boolean more) {}

    @Override
    public boolean isReadable() {
        return true;
    }

    @Override
    public void awaitBytes() {} // whoever reads waits

    @Override
    public boolean isAttendable() {
        return false;
    }

    @Override
    public boolean isOver() {
        return false; // as whoever reads will see
    }

    @Override
    public boolean isAttended() {
        return false;
    }

    @Override
    public void attend(boolean again) {
        throw new IllegalStateException("a socket alone has its listener, and nobody else");
    }

    @Override
    public int attendances() {
        return 0;
    }

    @Override
    public boolean leave(boolean briefly) {
        return false;
    }

    @Override
    public void standBy() {}

    @Override
    public boolean isRoomFor(int length) {
        return true; // as far as is known
    }

    @Override
    public void wakeListener() {}

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        for (int at = offset; at < offset + length; at += PART) {
            ByteBuffer part = ByteBuffer.wrap(from, at, Math.min(PART, offset + length - at));
            while (part.hasRemaining()) {
                channel.write(part);
            }
        }
    }

    /** No thread of a user touches the socket: an interrupt would close it. */
    @Override
    public boolean offer(byte[] from, int length, boolean quietly) {
        return false;
    }

    @Override
    public void nudge() {} // what is written is heard

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
