package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.wire.Ticket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * A channel in which sender and receiver meet: the message goes from hand to hand in a {@link SynchronousQueue}.
 *
 * <p>Meeting takes two threads of one JVM. When an end is handed out, a channel with a buffer takes the place of this
 * one, for good.
 */
public final class RendezvousChannel extends Channel {

    /*
     * A synchronous queue shows nobody what is in it, and wakes nobody when it is given up. So whoever is about to step
     * into it says so first, in the attendance:
     *
     *   senders      envelopes that were offered and have no fate yet: raised by the sender; lowered by whoever takes
     *                the envelope, before he returns, or by a sender who was interrupted. What poll and watches look at.
     *   receivers    threads that are in the queue to take, or about to step in: lowered by the receiver when he is out,
     *                or by whoever calls him out.
     *
     * That takes the lock only if something is out of the ordinary: an end is closed or handed out, a message is set
     * aside, or somebody watches. Whoever makes it so holds the lock and says so in the attendance; from then on all
     * others need the lock to be counted. So under the lock, and with that said, nothing changes by itself.
     *
     * When an end is closed, nobody has business in the queue any more, and when a message is set aside, no receiver has:
     * then those who are in have to come out. Whoever makes it so calls them out. He takes envelopes out and refuses
     * them, and hands receivers an empty one, on which they look again, until nobody is counted. So he waits for two
     * kinds of threads, which are counted but cannot be called:
     *
     *   - those between their announcement and the queue: they are on their way in, and called out there;
     *   - a sender and a receiver who have met: the receiver lowers both counts as soon as he runs.
     *
     * Neither waits for anything but the lock, which the caller gives back in between: so this is a matter of moments,
     * and he spins. It ends, because once an end is closed no sender is counted any more, and when the last of them is
     * gone, no receiver either; and while a message is set aside, receivers take that instead of stepping in. Several
     * threads may call at once: they share the work.
     *
     * A sender whose envelope was taken has to know by whom. If he finds the channel not closing after that, it was a
     * receiver. Else he waits for the envelope's fate, which the taker writes under the lock: a caller with the taking,
     * a receiver before he leaves. Who writes it before closing has begun wakes nobody, but then nobody waits for it
     * yet: a sender looks at the fate first, under the lock, and only after closing has begun.
     *
     * Handing out:
     *
     * meeting -> moving    the first claim: whoever comes now waits, whatever he wants
     * moving -> moved      everybody was called out of the queue; the messages that they had to send, behind those that
     *                      were set aside, are in the successor, in order; then it is told of
     *
     * Whoever moves calls out as one does who closes, but for the fate of the envelopes: they count as received. For a
     * channel with a buffer may take a message before it is received, even if the buffer is more than full by that.
     * Whoever was called out or waited goes on with the successor, as does everybody who comes later.
     */
    /** Handed to receivers who are called out. */
    private final Envelope lookAgain = new Envelope(null);

    /** Fair, for else the one who came last would be served first: messages would not come in order. */
    private final SynchronousQueue<Envelope> meeting = new SynchronousQueue<>(true);

    /** For receivers, who may find the envelope of a sender that has just come. A sender waits in the queue. */
    private final Glance glance = new Glance();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition fateKnown = lock.newCondition();

    private final Attendance attendance = new Attendance();

    // All guarded by the lock.
    private boolean senderClosed;
    private boolean receiverClosed;
    private final Watches watches = new Watches();

    /** Messages, masked, that were received by those who could not use them: the first for whoever receives next. */
    private final SetAside setAside = new SetAside(attendance);

    /** Whether an end was handed out. Guarded by the lock. */
    private boolean moving;

    /** The channel that has taken the place of this one; null until then. Written under the lock. */
    private volatile BufferedChannel successor;

    @Override
    public void send(Object message) throws IOException, InterruptedException {
        refuseInterrupted();
        Envelope envelope = new Envelope(message);
        if (successor != null || !announceSender()) {
            successor.send(message);
            return;
        }
        boolean taken = false;
        try {
            meeting.put(envelope);
            taken = true;
        } finally {
            if (!taken) {
                attendance.count(-Attendance.SENDER);
            }
        }
        if (attendance.isClosing()) {
            awaitFate(envelope);
        }
    }

    /** Says that a sender is about to step in; false if he has to go to the successor. */
    private boolean announceSender() throws IOException {
        if (attendance.tryCount(Attendance.SENDER)) {
            return true;
        }
        lock.lock();
        try {
            if (isMoved()) {
                return false;
            }
            refuseSender();
            attendance.count(Attendance.SENDER);
            tellArrival();
            return true;
        } finally {
            lock.unlock();
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
            while (envelope.fate == null) {
                fateKnown.awaitUninterruptibly();
            }
            if (envelope.fate == Envelope.Fate.REFUSED) {
                refuseSender();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Object receive(Wanted wanted) throws IOException, InterruptedException {
        refuseInterrupted();
        Envelope envelope = lookAgain;
        while (envelope == lookAgain) {
            if (successor != null) {
                return successor.receive(wanted);
            }
            if (attendance.tryCount(Attendance.RECEIVER)) {
                envelope = meet(wanted);
                continue;
            }
            lock.lock();
            try {
                if (isMoved()) {
                    continue;
                }
                if (receiverClosed) {
                    throw closed();
                }
                if (!setAside.isEmpty()) {
                    return setAside.take(wanted);
                }
                if (senderClosed && attendance.senders() == 0) {
                    throw end();
                }
                attendance.count(Attendance.RECEIVER);
            } finally {
                lock.unlock();
            }
            envelope = meet(wanted);
        }
        if (!wanted.admits(envelope.message())) {
            callOut();
            throw notBytes(envelope.message());
        }
        return envelope.message();
    }

    private Envelope meet(Wanted wanted) throws InterruptedException {
        Envelope envelope = null;
        try {
            envelope = glance.take(meeting);
        } finally {
            if (envelope != lookAgain) {
                leave(envelope, wanted);
            }
        }
        return envelope;
    }

    /** A receiver is out of the queue, with what he has taken, if anything. */
    private void leave(Envelope taken, Wanted wanted) {
        if (taken != null && wanted.admits(taken.message())) {
            taken.fate = Envelope.Fate.RECEIVED; // seen by whoever says after this that an end is closed
            if (attendance.tryCount(-Attendance.SENDER - Attendance.RECEIVER)) {
                return;
            }
        }
        lock.lock();
        try {
            attendance.count(-Attendance.RECEIVER);
            if (taken != null) {
                decide(taken, Envelope.Fate.RECEIVED);
                if (!wanted.admits(taken.message()) && !receiverClosed) {
                    setAside.add(taken.message());
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Says what becomes of an envelope that was taken out. Under the lock. */
    private void decide(Envelope envelope, Envelope.Fate fate) {
        attendance.count(-Attendance.SENDER);
        envelope.fate = fate;
        if (attendance.isClosing()) {
            fateKnown.signalAll();
        }
    }

    /** Gets everybody out of the queue who has no business there any more. */
    private void callOut() {
        while (!isCalledOut()) {
            Thread.onSpinWait();
            Thread.yield();
        }
    }

    /** Calls out as many as it can without waiting; says whether those were all. */
    private boolean isCalledOut() {
        lock.lock();
        try {
            while (attendance.isClosing() && attendance.senders() > 0) {
                Envelope envelope = meeting.poll();
                if (envelope == null) {
                    return false;
                }
                decide(envelope, Envelope.Fate.REFUSED);
            }
            while ((attendance.isClosing() || !setAside.isEmpty()) && attendance.receivers() > 0) {
                if (!meeting.offer(lookAgain)) {
                    return false;
                }
                attendance.count(-Attendance.RECEIVER);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean travels() {
        return successor != null;
    }

    @Override
    public Ticket claim(Side side, Exchange exchange) {
        move();
        return successor.claim(side, exchange);
    }

    /** Whether there is a successor. Waits while one is about to come. Under the lock. */
    private boolean isMoved() {
        while (moving && successor == null) {
            arrived.awaitUninterruptibly();
        }
        return successor != null;
    }

    private void move() {
        lock.lock();
        try {
            if (isMoved()) {
                return;
            }
            moving = true;
            attendance.set(Attendance.MOVING, true);
        } finally {
            lock.unlock();
        }
        List<Object> sent = new ArrayList<>();
        while (!isMovedOut(sent)) {
            Thread.onSpinWait();
            Thread.yield();
        }
    }

    /** Calls out as many as it can without waiting; says whether those were all, and the successor is there. */
    private boolean isMovedOut(List<Object> sent) {
        lock.lock();
        try {
            while (attendance.senders() > 0) {
                Envelope envelope = meeting.poll();
                if (envelope == null) {
                    return false;
                }
                decide(envelope, attendance.isClosing() ? Envelope.Fate.REFUSED : Envelope.Fate.RECEIVED);
                if (!attendance.isClosing()) {
                    sent.add(envelope.message());
                }
            }
            while (attendance.receivers() > 0) {
                if (!meeting.offer(lookAgain)) {
                    return false;
                }
                attendance.count(-Attendance.RECEIVER);
            }
            sent.forEach(setAside::add);
            succeed(BufferedChannel.inPlaceOf(setAside.masked(), MODEST_CAPACITY));
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void succeed(BufferedChannel next) {
        setAside.clear();
        if (senderClosed) {
            next.closeSender();
        }
        if (receiverClosed) {
            next.closeReceiver();
        }
        watches.moveTo(next);
        successor = next;
        arrived.signalAll();
    }

    @Override
    public boolean await(Deadline deadline) throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            attendance.set(Attendance.WATCHED, true);
            while (successor == null && !ready()) {
                long remaining = deadline.remaining();
                if (remaining <= 0) {
                    return false;
                }
                if (deadline.isBounded()) {
                    arrived.awaitNanos(remaining);
                } else {
                    arrived.await();
                }
            }
            if (successor == null) {
                if (receiverClosed) {
                    throw closed();
                }
                return true;
            }
        } finally {
            lock.unlock();
        }
        return successor.await(deadline);
    }

    private boolean ready() {
        return attendance.senders() > 0 || !setAside.isEmpty() || attendance.isClosing();
    }

    private void tellArrival() {
        arrived.signalAll();
        watches.fire();
    }

    @Override
    void close(Side side) {
        lock.lock();
        try {
            if (!isMoved()) {
                senderClosed |= side == Side.SENDER;
                if (side == Side.RECEIVER) {
                    receiverClosed = true;
                    setAside.clear();
                }
                attendance.set(Attendance.CLOSING, true);
                tellArrival();
            }
        } finally {
            lock.unlock();
        }
        if (successor == null) {
            callOut();
        } else {
            successor.close(side);
        }
    }

    @Override
    public boolean isReady() {
        return locked(() -> successor == null ? ready() : successor.isReady());
    }

    @Override
    public void watch(Watcher watch) {
        locked(() -> {
            if (successor != null) {
                successor.watch(watch);
                return true;
            }
            watches.add(watch);
            attendance.set(Attendance.WATCHED, true);
            if (ready()) {
                watch.fire();
            }
            return true;
        });
    }

    @Override
    public void unwatch(Watcher watch) {
        locked(() -> {
            if (successor != null) {
                successor.unwatch(watch);
            } else {
                watches.remove(watch);
            }
            return true;
        });
    }

    private boolean locked(BooleanSupplier step) {
        lock.lock();
        try {
            return step.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }
}
