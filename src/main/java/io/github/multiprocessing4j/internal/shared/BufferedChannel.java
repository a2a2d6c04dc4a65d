package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.wire.Ticket;
import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A channel with room for a number of messages: whoever sends waits only while it is full.
 *
 * <p>The core counts the copies of its two ends. The first object of this class is a copy of both; others are copies of
 * the end that was handed out.
 */
public final class BufferedChannel extends Channel {

    private final ChannelCore core;
    private final boolean copies;
    private final Ending senderEnding;
    private final Ending receiverEnding;

    /** Whether an end was handed out by this copy. Written before there is a claim to it. */
    private volatile boolean handedOut;

    /** The end of a copy, which comes once: by closing, or because nobody refers to it any more. */
    private static final class Ending implements Runnable {

        private final ChannelCore core;
        private final Side side;
        private final AtomicBoolean over = new AtomicBoolean();

        Ending(ChannelCore core, Side side) {
            this.core = core;
            this.side = side;
        }

        /** The copy is closed. */
        void close(BufferedChannel copy) {
            if (over.compareAndSet(false, true)) {
                core.closeCopy(side, copy);
            }
        }

        /** The copy was dropped. */
        @Override
        public void run() {
            if (over.compareAndSet(false, true)) {
                core.closed(side);
            }
        }
    }

    /**
     * Makes an empty channel.
     *
     * @param capacity how many messages it has room for, at least 1
     */
    public BufferedChannel(int capacity) {
        this(capacity, false);
    }

    /**
     * Makes an empty channel.
     *
     * @param capacity how many messages it has room for, at least 1
     * @param copies whether objects are sent as {@code Encoded} even before an end was handed out
     */
    public BufferedChannel(int capacity, boolean copies) {
        this(new ChannelCore(capacity), copies);
    }

    private BufferedChannel(ChannelCore core, boolean copies) {
        this.core = core;
        this.copies = copies;
        this.senderEnding = new Ending(core, Side.SENDER);
        this.receiverEnding = new Ending(core, Side.RECEIVER);
    }

    /** Takes the place of another channel, with the masked messages in it. */
    static BufferedChannel inPlaceOf(Collection<?> masked, int capacity) {
        BufferedChannel channel = new BufferedChannel(capacity, true);
        channel.core.fill(masked);
        return channel;
    }

    /** Another copy of an end in this realm. It is counted already. */
    static BufferedChannel copyOf(ChannelCore core, Side side) {
        BufferedChannel copy = new BufferedChannel(core, true);
        Realm.here().cleaner().register(copy, side == Side.SENDER ? copy.senderEnding : copy.receiverEnding);
        return copy;
    }

    /**
     * Says what is to be done when the last copy of the receiver's end is closed, here and elsewhere.
     *
     * @param action must neither block nor throw
     */
    public void afterReceivers(Runnable action) {
        core.afterReceivers(action);
    }

    @Override
    public boolean travels() {
        return copies || handedOut;
    }

    @Override
    public Ticket claim(Side side, Exchange exchange) {
        handedOut = true;
        return core.host(side, exchange).claim();
    }

    @Override
    public void send(Object message) throws IOException, InterruptedException {
        refuseInterrupted();
        refuseClosed(senderEnding);
        if (core.trySend(message)) {
            return;
        }
        ThreadReply<Object> reply = new ThreadReply<>();
        core.send(message, this, reply);
        refuseClosed(senderEnding, reply);
        reply.await(core, Deadline.NEVER);
        reply.get();
    }

    @Override
    public Object receive(Wanted wanted) throws IOException, InterruptedException {
        refuseInterrupted();
        refuseClosed(receiverEnding);
        Object masked = core.tryReceive(wanted);
        if (masked != null) {
            return QueueCore.unmask(masked);
        }
        ThreadReply<Object> reply = new ThreadReply<>();
        core.receive(wanted, this, reply);
        refuseClosed(receiverEnding, reply);
        reply.await(core, Deadline.NEVER);
        return reply.get();
    }

    @Override
    public boolean await(Deadline deadline) throws IOException, InterruptedException {
        refuseInterrupted();
        refuseClosed(receiverEnding);
        if (core.tryPoll()) {
            return true;
        }
        if (deadline.isOver()) {
            core.couriers().hear(null);
            return core.tryPoll();
        }
        ThreadReply<Object> reply = new ThreadReply<>();
        core.poll(this, reply);
        refuseClosed(receiverEnding, reply);
        if (!reply.await(core, deadline)) {
            return false;
        }
        reply.get();
        return true;
    }

    /**
     * Looked at after asking: so either the closing finds the question, or it is found here that the copy is closed.
     */
    private void refuseClosed(Ending ending, ThreadReply<?> reply) throws IOException {
        if (ending.over.get() && core.withdraw(reply)) {
            throw closed();
        }
    }

    private static void refuseClosed(Ending ending) throws IOException {
        if (ending.over.get()) {
            throw closed();
        }
    }

    @Override
    void close(Side side) {
        (side == Side.SENDER ? senderEnding : receiverEnding).close(this);
    }

    @Override
    public boolean isReady() {
        if (core.isReady()) {
            return true;
        }
        core.couriers().hear(null);
        return core.isReady();
    }

    @Override
    public void watch(Watcher watch) {
        core.watch(watch);
    }

    @Override
    public void unwatch(Watcher watch) {
        core.unwatch(watch);
    }
}
