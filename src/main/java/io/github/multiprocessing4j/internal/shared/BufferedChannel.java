package io.github.multiprocessing4j.internal.shared;

import java.io.IOException;

/** A channel with room for a number of messages: whoever sends waits only while it is full. */
public final class BufferedChannel extends Channel {

    private final ChannelCore core;

    /**
     * Makes an empty channel.
     *
     * @param capacity how many messages it has room for, at least 1
     */
    public BufferedChannel(int capacity) {
        this.core = new ChannelCore(capacity);
    }

    @Override
    public void send(Object message) throws IOException, InterruptedException {
        refuseInterrupted();
        if (core.trySend(message)) {
            return;
        }
        ThreadReply<Object> reply = new ThreadReply<>();
        core.send(message, reply);
        reply.await(core, Deadline.NEVER);
        reply.get();
    }

    @Override
    public Object receive(Wanted wanted) throws IOException, InterruptedException {
        refuseInterrupted();
        Object masked = core.tryReceive(wanted);
        if (masked != null) {
            return QueueCore.unmask(masked);
        }
        ThreadReply<Object> reply = new ThreadReply<>();
        core.receive(wanted, reply);
        reply.await(core, Deadline.NEVER);
        return reply.get();
    }

    @Override
    public boolean await(Deadline deadline) throws IOException, InterruptedException {
        refuseInterrupted();
        if (core.tryPoll()) {
            return true;
        }
        if (deadline.isOver()) {
            return false;
        }
        ThreadReply<Object> reply = new ThreadReply<>();
        core.poll(reply);
        if (!reply.await(core, deadline)) {
            return false;
        }
        reply.get();
        return true;
    }

    @Override
    public void closeSender() {
        core.closeSender();
    }

    @Override
    public void closeReceiver() {
        core.closeReceiver();
    }

    @Override
    public boolean isReady() {
        return core.isReady();
    }

    @Override
    public void watch(Watch watch) {
        core.watch(watch);
    }

    @Override
    public void unwatch(Watch watch) {
        core.unwatch(watch);
    }
}
