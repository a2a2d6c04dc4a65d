package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.wire.Encoded;
import java.io.IOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingDeque;

/**
 * One direction of a pipe with a buffer: a {@link BlockingDeque} that holds the messages, and around it those who wait.
 */
final class ChannelCore extends Core implements Source {

    private static final int LONGEST_WINDOW = 8;

    /*
     * Everything happens under the lock, because what was sent before the end was closed has to come out before the end
     * of file, to the letter. After every change, whatever can be moved or told is moved and told, so that always
     *
     *   - senders wait only while the buffer is full, and both ends are open;
     *   - receivers and pollers wait only while it is empty, and both ends are open.
     *
     * Therefore nobody who finds room, or a message, has overtaken anybody.
     *
     * Each end has copies: connections of this realm and of others, and claims on their way. One that is closed takes
     * those along who wait with it; the end itself is closed with the last of them. Who waits is noted with his copy.
     *
     * There may be more messages than there is room for: those that were in the channel that this one takes the place
     * of; those that were put back because they have not reached another realm; and some of each copy in another realm
     * that goes on before it hears that there was room, less than two windows.
     */
    private final BlockingDeque<Object> messages = new LinkedBlockingDeque<>();

    private final int capacity;
    private int senderCopies = 1;
    private int receiverCopies = 1;
    private final Map<Side, EndHost> hosts = new EnumMap<>(Side.class);

    private final WaitingLines waiting = new WaitingLines();

    /** Those who send ahead. */
    private final Couriers couriers = new Couriers();

    private final Watches watches = new Watches();
    private boolean senderClosed;
    private boolean receiverClosed;

    /** Gives up what was claimed by messages that nobody has received. */
    private final Queue<Runnable> dropped = new ConcurrentLinkedQueue<>();

    /** Run once, when nobody can receive any more. */
    private Runnable afterReceivers = () -> {};

    /** An empty channel with room for {@code capacity} messages, at least 1. */
    ChannelCore(int capacity) {
        this.capacity = capacity;
    }

    /** Whether nothing goes in any more. */
    private boolean isBroken() {
        return senderClosed || receiverClosed;
    }

    private IOException refusal() {
        return senderClosed ? Channel.closed() : Channel.broken();
    }

    private boolean offer(Object masked) {
        return messages.size() < capacity && messages.offer(masked);
    }

    /**
     * Sends a message if there is room for it.
     *
     * @return whether there was
     */
    boolean trySend(Object message) throws IOException {
        lock.lock();
        try {
            if (isBroken()) {
                throw refusal();
            }
            if (!offer(QueueCore.mask(message))) {
                return false;
            }
            if (messages.size() == 1) {
                serve();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Sends a message when there is room for it; the answer is null. */
    void send(Object message, Object copy, Reply<Object> reply) {
        lock.lock();
        try {
            if (trySend(message)) {
                reply.complete(null);
            } else {
                waiting.senders.addSender(reply, copy, QueueCore.mask(message));
            }
        } catch (IOException failure) {
            reply.fail(failure);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Of how many messages of a copy in another realm one asks to be told when it has room. So a copy is less than two
     * windows ahead, which is no more than there is room for.
     */
    int window() {
        return Math.max(1, Math.min(LONGEST_WINDOW, capacity / 2));
    }

    /**
     * Sends a message, which goes in whether there is room for it or not. For those who are no more ahead than they
     * may.
     *
     * @param reply the answer, null, comes when it has room; null if nobody wants to know
     * @return whether it went in
     */
    boolean sendAhead(Object message, Object copy, Reply<Object> reply) {
        lock.lock();
        try {
            boolean accepted = !isBroken();
            if (accepted) {
                messages.add(QueueCore.mask(message));
            }
            if (reply != null && accepted) {
                waiting.ahead.add(reply, copy);
            } else if (reply != null) {
                reply.fail(refusal());
            }
            serve();
            return accepted;
        } finally {
            lock.unlock();
        }
    }

    /** The answer is a failure, which comes when what is sent with a copy goes in no more. */
    void awaitBreak(Object copy, Reply<Object> reply) {
        lock.lock();
        try {
            if (isBroken()) {
                reply.fail(refusal());
            } else {
                waiting.mourners.add(reply, copy);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Receives the next message if there is one.
     *
     * @return the message, masked: see {@link QueueCore#unmask}; or null if there is none yet
     */
    Object tryReceive(Channel.Wanted wanted) throws IOException {
        lock.lock();
        try {
            if (!isReadable()) {
                return null;
            }
            Object masked = messages.peek();
            if (masked == null) {
                throw Channel.end();
            }
            Object message = QueueCore.unmask(masked);
            if (!wanted.admits(message)) {
                throw Channel.notBytes(message);
            }
            messages.remove();
            serve();
            return masked;
        } finally {
            lock.unlock();
        }
    }

    /** Receives the next message when there is one; the answer is the message, as it is. */
    void receive(Channel.Wanted wanted, Object copy, Reply<Object> reply) {
        lock.lock();
        try {
            Object masked = tryReceive(wanted);
            if (masked != null) {
                reply.complete(QueueCore.unmask(masked));
            } else {
                waiting.receivers.addReceiver(reply, copy, wanted);
            }
        } catch (IOException failure) {
            reply.fail(failure);
        } finally {
            lock.unlock();
        }
    }

    Couriers couriers() {
        return couriers;
    }

    /** Whether there is something to receive, if only the end. */
    boolean tryPoll() throws IOException {
        lock.lock();
        try {
            return isReadable();
        } finally {
            lock.unlock();
        }
    }

    /** The answer, null, comes when there is something to receive, if only the end. */
    void poll(Object copy, Reply<Object> reply) {
        lock.lock();
        try {
            if (isReadable()) {
                reply.complete(null);
            } else {
                waiting.pollers.add(reply, copy);
            }
        } catch (IOException failure) {
            reply.fail(failure);
        } finally {
            lock.unlock();
        }
    }

    private boolean isReadable() throws IOException {
        if (receiverClosed) {
            throw Channel.closed();
        }
        return hasNews();
    }

    private boolean hasNews() {
        return !messages.isEmpty() || senderClosed;
    }

    /** Moves what can be moved, and tells those who wait what they can be told. */
    private void serve() {
        while (serveSenders() | serveReceivers()) {
            // a message that went in may be for a receiver, and one that went out leaves room for a sender
        }
        // Those who wait for room get it before those who are ahead: else these might always be first.
        waiting.ahead.completeAllBut(Math.max(0, messages.size() + waiting.senders.size() - capacity));
        if (hasNews()) {
            waiting.pollers.completeAllBut(0);
            if (messages.isEmpty()) {
                waiting.receivers.fail(Channel::end);
            }
            watches.fire();
        }
    }

    private boolean serveSenders() {
        boolean moved = false;
        while (!waiting.senders.isEmpty() && offer(waiting.senders.peek().masked())) {
            waiting.senders.poll().reply().complete(null);
            moved = true;
        }
        return moved;
    }

    private boolean serveReceivers() {
        boolean moved = false;
        while (!waiting.receivers.isEmpty() && !messages.isEmpty()) {
            WaitingLine.Waiting next = waiting.receivers.poll();
            Object message = QueueCore.unmask(messages.peek());
            if (next.wanted().admits(message)) {
                messages.remove();
                next.reply().complete(message);
                moved = true;
            } else {
                next.reply().fail(Channel.notBytes(message));
            }
        }
        return moved;
    }

    /**
     * A copy of an end is closed.
     *
     * @param copy what those were noted with who wait with it
     */
    void closeCopy(Side side, Object copy) {
        lock.lock();
        try {
            waiting.failThoseOf(side, copy);
            closed(side);
        } finally {
            lock.unlock();
        }
        giveUpDropped();
    }

    /** There is one copy more. */
    void opened(Side side) {
        lock.lock();
        try {
            if (side == Side.SENDER) {
                senderCopies++;
            } else {
                receiverCopies++;
            }
        } finally {
            lock.unlock();
        }
    }

    /** There is one copy less; nobody waits with it. An end that is closed stays so. */
    void closed(Side side) {
        lock.lock();
        try {
            if (side == Side.SENDER && --senderCopies == 0) {
                closeSender();
            } else if (side == Side.RECEIVER && --receiverCopies == 0) {
                closeReceiver();
            }
        } finally {
            lock.unlock();
        }
        giveUpDropped();
    }

    /** Answers other realms for an end. */
    EndHost host(Side side, Exchange exchange) {
        lock.lock();
        try {
            return hosts.computeIfAbsent(side, end -> new EndHost(exchange, this, end));
        } finally {
            lock.unlock();
        }
    }

    /** Takes over what is in another channel, which is not used any more; this one is empty. */
    void fill(Collection<?> masked) {
        lock.lock();
        try {
            messages.addAll(masked);
            serve();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void putBack(Object message) {
        lock.lock();
        try {
            if (!receiverClosed) {
                messages.addFirst(QueueCore.mask(message));
                serve();
            }
        } finally {
            lock.unlock();
        }
    }

    private void closeSender() {
        senderClosed = true;
        waiting.fail(Side.SENDER, Channel::closed);
        serve();
    }

    private void closeReceiver() {
        receiverClosed = true;
        Exchange exchange = hosts.isEmpty()
                ? Exchange.here()
                : hosts.values().iterator().next().exchange();
        for (Object masked = messages.poll(); masked != null; masked = messages.poll()) {
            if (masked instanceof Encoded encoded) {
                dropped.add(() -> exchange.discard(encoded));
            }
        }
        waiting.fail(Side.SENDER, Channel::broken);
        waiting.fail(Side.RECEIVER, Channel::closed);
        watches.fire();
        afterReceivers.run();
        afterReceivers = () -> {};
    }

    /** Not under the lock: what is claimed may be an end of another channel, which is closed by that. */
    private void giveUpDropped() {
        for (Runnable next = lock.isHeldByCurrentThread() ? null : dropped.poll();
                next != null;
                next = dropped.poll()) {
            next.run();
        }
    }

    /** Says what is to be done when nobody can receive any more. It is run under the lock. */
    void afterReceivers(Runnable action) {
        lock.lock();
        try {
            afterReceivers = action;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean withdraw(Reply<?> reply) {
        lock.lock();
        try {
            return waiting.remove(reply);
        } finally {
            lock.unlock();
        }
    }

    /** Whether whoever watches has to look: there is something to receive, or nobody can. */
    boolean isReady() {
        lock.lock();
        try {
            return hasNews() || receiverClosed;
        } finally {
            lock.unlock();
        }
    }

    void watch(Watcher watch) {
        lock.lock();
        try {
            watches.add(watch);
            if (isReady()) {
                watch.fire();
            }
        } finally {
            lock.unlock();
        }
    }

    void unwatch(Watcher watch) {
        lock.lock();
        try {
            watches.remove(watch);
        } finally {
            lock.unlock();
        }
    }
}
