package io.github.multiprocessing4j.internal.wire;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/** A socket that is read and written up to a point in time. One thread at a time. */
public final class DeadlineChannel implements ByteChannel {

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final long deadline;

    /**
     * Takes a socket, which must be in non-blocking mode, until {@link #close}.
     *
     * @param nanos for how long
     */
    public DeadlineChannel(SocketChannel channel, long nanos) throws IOException {
        this.channel = channel;
        this.deadline = System.nanoTime() + nanos;
        this.selector = Selector.open();
        this.key = channel.register(selector, 0);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int count = channel.read(into);
        while (count == 0 && into.hasRemaining()) {
            await(SelectionKey.OP_READ);
            count = channel.read(into);
        }
        return count;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        int count = channel.write(from);
        while (count == 0 && from.hasRemaining()) {
            await(SelectionKey.OP_WRITE);
            count = channel.write(from);
        }
        return count;
    }

    private void await(int operation) throws IOException {
        long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (millis <= 0) {
            throw new SocketTimeoutException("the other side did not say who it is in time");
        }
        key.interestOps(operation);
        selector.select(millis);
        selector.selectedKeys().clear();
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    /** Gives the socket back, which stays open. */
    @Override
    public void close() throws IOException {
        selector.close();
    }
}
