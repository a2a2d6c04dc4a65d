package io.github.multiprocessing4j.internal.shared;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

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

    /** The state: a blocking queue that holds the messages, masked, and those who wait. */
    private static final class ChannelCore extends Core {

        private final BlockingQueue<Object[]> messages;
        private final Deque<Sending> senders = new ArrayDeque<>(0);
        private final Deque<Reply<Object>> receivers = new ArrayDeque<>(0);
        private final Watches watches = new Watches();
        private boolean senderClosed;
        private boolean receiverClosed;

        private record Sending(Reply<Object> reply, Object[] masked) {}

        ChannelCore(int capacity) {
            this.messages = new LinkedBlockingQueue<>(capacity);
        }

        /** The answer, null, comes when the message is in the buffer. */
        void send(Object message, Reply<Object> reply) {
            lock.lock();
            try {
                if (senderClosed) {
                    reply.fail(closed());
                } else if (receiverClosed) {
                    reply.fail(broken());
                } else {
                    senders.add(new Sending(reply, new Object[] {message}));
                    serve();
                }
            } finally {
                lock.unlock();
            }
        }

        /** The answer is the next message. */
        void receive(Reply<Object> reply) {
            lock.lock();
            try {
                receivers.add(reply);
                serve();
            } finally {
                lock.unlock();
            }
        }

        /** Moves what can be moved, and tells those who wait what they can be told. Under the lock. */
        private void serve() {
            boolean moved;
            do {
                moved = false;
                while (!senders.isEmpty() && messages.offer(senders.peek().masked)) {
                    senders.remove().reply.complete(null);
                    moved = true;
                }
                while (!receiverClosed && !receivers.isEmpty() && !messages.isEmpty()) {
                    receivers.remove().complete(messages.remove()[0]);
                    moved = true;
                }
            } while (moved);
            if (receiverClosed) {
                failAll(receivers, closed());
            } else if (isReadable()) {
                watches.fire();
                if (messages.isEmpty()) {
                    failAll(receivers, new EOFException("the other end of the pipe is closed"));
                }
            }
        }

        private boolean isReadable() {
            return !messages.isEmpty() || senderClosed;
        }

        private static void failAll(Deque<Reply<Object>> waiting, IOException failure) {
            waiting.forEach(reply -> reply.fail(failure));
            waiting.clear();
        }

        void closeSender() {
            lock.lock();
            try {
                senderClosed = true;
                senders.forEach(sending -> sending.reply.fail(closed()));
                senders.clear();
                serve();
            } finally {
                lock.unlock();
            }
        }

        void closeReceiver() {
            lock.lock();
            try {
                receiverClosed = true;
                messages.clear();
                senders.forEach(sending -> sending.reply.fail(broken()));
                senders.clear();
                serve();
                watches.fire();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public boolean withdraw(Reply<?> reply) {
            lock.lock();
            try {
                return senders.removeIf(sending -> sending.reply == reply)
                        || receivers.removeIf(waiting -> waiting == reply);
            } finally {
                lock.unlock();
            }
        }

        void nudge() {
            lock.lock();
            try {
                watches.fire();
            } finally {
                lock.unlock();
            }
        }

        boolean isReady() {
            lock.lock();
            try {
                return isReadable() || receiverClosed;
            } finally {
                lock.unlock();
            }
        }

        void watch(Watch watch) {
            lock.lock();
            try {
                watches.add(watch);
                if (isReadable() || receiverClosed) {
                    watch.fire();
                }
            } finally {
                lock.unlock();
            }
        }

        void unwatch(Watch watch) {
            lock.lock();
            try {
                watches.remove(watch);
            } finally {
                lock.unlock();
            }
        }
    }

    @Override
    public void send(Object message) throws IOException, InterruptedException {
        ThreadReply<Object> reply = new ThreadReply<>();
        core.send(message, reply);
        reply.await(core, Deadline.NEVER);
        reply.get();
    }

    @Override
    public Object receive() throws IOException, InterruptedException {
        ThreadReply<Object> reply = new ThreadReply<>();
        core.receive(reply);
        reply.await(core, Deadline.NEVER);
        return reply.get();
    }

    @Override
    public void nudge() {
        core.nudge();
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
