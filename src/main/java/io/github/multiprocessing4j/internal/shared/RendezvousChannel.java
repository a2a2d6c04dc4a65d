package io.github.multiprocessing4j.internal.shared;

import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A channel in which sender and receiver meet: the message goes from hand to hand in a {@link SynchronousQueue}. */
public final class RendezvousChannel extends Channel {

    /*
     * A synchronous queue shows nobody what is in it, and wakes nobody when it is given up. So whoever is about to step
     * into it says so first, under the lock:
     *
     *   senders      messages that are offered and were not taken: raised by the sender; lowered by whoever takes the
     *                envelope, before he returns, or by a sender who was interrupted. What poll and watches look at.
     *   receivers    threads that are in the queue to take, or about to step in; lowered by the receiver when he is out.
     *
     * Closing sets a flag, so that nobody steps in any more, and then empties the queue: it takes the envelopes out and
     * refuses them, or hands empty ones in, until nobody is left whom the closing concerns. A thread between its
     * announcement and the queue is on its way in, so the closer waits for it actively; there is nothing else that it
     * could be doing.
     *
     * A sender whose envelope was taken has to know by whom. If the channel was not closing when it was taken, it was a
     * receiver. Else the sender waits for the fate of the envelope, which the taker writes under the lock.
     */
    private static final class Envelope {

        private final Object message;

        /** Null until the taker has said. Guarded by the lock. */
        private Boolean accepted;

        Envelope(Object message) {
            this.message = message;
        }
    }

    /** Handed to receivers by whoever closes. */
    private final Envelope closingTime = new Envelope(null);

    private final SynchronousQueue<Envelope> meeting = new SynchronousQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition fateKnown = lock.newCondition();
    private final Watches watches = new Watches();

    private int senders;
    private int receivers;
    private boolean senderClosed;
    private boolean receiverClosed;

    /** Whether either end is closed. Written under the lock, before the queue is emptied. */
    private volatile boolean closing;

    @Override
    public void send(Object message) throws IOException, InterruptedException {
        Envelope envelope = new Envelope(message);
        lock.lock();
        try {
            refuseSender();
            senders++;
            if (senders == 1) {
                watches.fire();
            }
        } finally {
            lock.unlock();
        }
        try {
            meeting.put(envelope);
        } catch (InterruptedException e) {
            lock.lock();
            try {
                senders--;
            } finally {
                lock.unlock();
            }
            throw e;
        }
        if (closing) {
            awaitFate(envelope);
        }
    }

    private void refuseSender() throws IOException {
        if (senderClosed) {
            throw closed();
        }
        if (receiverClosed) {
            throw broken();
        }
    }

    private void awaitFate(Envelope envelope) throws IOException {
        lock.lock();
        try {
            while (envelope.accepted == null) {
                fateKnown.awaitUninterruptibly();
            }
            if (!envelope.accepted) {
                refuseSender();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Object receive() throws IOException, InterruptedException {
        for (; ; ) {
            lock.lock();
            try {
                if (receiverClosed) {
                    throw closed();
                }
                if (senderClosed && senders == 0) {
                    throw new EOFException("the other end of the pipe is closed");
                }
                receivers++;
            } finally {
                lock.unlock();
            }
            Envelope envelope = null;
            try {
                envelope = meeting.take();
            } finally {
                leave(envelope);
            }
            if (envelope != closingTime) {
                return envelope.message;
            }
        }
    }

    /** A receiver is out of the queue, with what it has taken, if anything. */
    private void leave(Envelope taken) {
        lock.lock();
        try {
            receivers--;
            if (taken != null && taken != closingTime) {
                decide(taken, true);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Says what becomes of an envelope that was taken out. Under the lock. */
    private void decide(Envelope envelope, boolean accepted) {
        senders--;
        envelope.accepted = accepted;
        if (closing) {
            fateKnown.signalAll();
        }
    }

    @Override
    public void nudge() {
        lock.lock();
        try {
            watches.fire();
        } finally {
            lock.unlock();
        }
    }

    private boolean ready() {
        return senders > 0 || senderClosed || receiverClosed;
    }

    @Override
    public void closeSender() {
        lock.lock();
        try {
            senderClosed = true;
            startClosing();
        } finally {
            lock.unlock();
        }
        empty();
    }

    @Override
    public void closeReceiver() {
        lock.lock();
        try {
            receiverClosed = true;
            startClosing();
        } finally {
            lock.unlock();
        }
        empty();
    }

    private void startClosing() {
        closing = true;
        watches.fire();
    }

    /** Gets everybody out of the queue: after either end is closed, nobody has business there. */
    private void empty() {
        for (; ; ) {
            lock.lock();
            try {
                if (senders > 0) {
                    Envelope envelope = meeting.poll();
                    if (envelope != null) {
                        decide(envelope, false);
                        continue;
                    }
                } else if (receivers == 0) {
                    return;
                } else if (meeting.offer(closingTime)) {
                    continue;
                }
            } finally {
                lock.unlock();
            }
            Thread.onSpinWait();
            Thread.yield();
        }
    }

    @Override
    public boolean isReady() {
        lock.lock();
        try {
            return ready();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void watch(Watch watch) {
        lock.lock();
        try {
            watches.add(watch);
            if (ready()) {
                watch.fire();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void unwatch(Watch watch) {
        lock.lock();
        try {
            watches.remove(watch);
        } finally {
            lock.unlock();
        }
    }
}
