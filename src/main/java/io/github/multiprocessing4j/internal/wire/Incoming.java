package io.github.multiprocessing4j.internal.wire;

import io.github.multiprocessing4j.internal.memory.Spin;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The side of a link that receives: its listener, which sleeps when there is nothing, and attendants, who wait for a
 * certain message and look for it themselves for a moment.
 */
final class Incoming {

    /** How long an attendant waits, before he wakes the other side: longer than others attend to something else. */
    private static final long NUDGE_NANOS = TimeUnit.MICROSECONDS.toNanos(10);

    /** So often an attendant looks until he looks at the clock, which takes as long. */
    private static final int LOOKS = 4;

    /** After so many messages one who only waits for another one receives no more than what is in the buffer. */
    private static final int MOST_ATTENDED = 64;

    /** When a listener that has received so many finds that attendants have come meanwhile, it leaves it to them. */
    private static final int MANY = 8;

    /** Whoever has been away for less, with part of a stream, is likely to be so again. */
    private static final long BRIEF_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    /**
     * The same of one who sends in between: what comes for others meanwhile is not to wait for long, again and again.
     */
    private static final long MOMENT_NANOS = TimeUnit.MICROSECONDS.toNanos(20);

    /**
     * In a stream so many pauses are made, a few microseconds, before it is looked for more. For whoever reads close
     * behind a writer takes the lines of the cache from him, so that each message takes both of them twice as long. Who
     * has sent something himself waits for the answer, and nobody writes before that has come: he makes none.
     */
    private static final int PAUSES = 64;

    /** How often an attendant who leaves receives what has come meanwhile. */
    private static final int MOST_TURNS = 4;

    private final Transport transport;
    private final FrameReader frames;

    /** Held by whoever reads, while messages are received. */
    private final ReentrantLock lock = new ReentrantLock();

    /** Null when there is no listener. Written under the lock, and used under it, but to see how far it is. */
    private volatile FrameReader in;

    /** Guarded by the lock, as what follows. */
    private Link.Receiver receiver;

    /** How many bytes the messages had that were received. Written under the lock, after what they have brought. */
    private final AtomicLong received = new AtomicLong();

    /** Whether nothing is received any more. Written by the listener. */
    private volatile boolean over;

    /** What the listener is to end with; found by an attendant. */
    private Throwable trouble;

    /** How long the listener gives way. The listener alone. */
    private final Spin givingWay = new Spin();

    /** Held by the attendant. Before the other lock; guards what follows. */
    private final ReentrantLock seat = new ReentrantLock();

    /** Whether the attendant waits until the listener gives way. Written by the attendant. */
    private volatile boolean wanted;

    /** When the attendant wakes the other side, by the nanoTime. */
    private long nudgeAt;

    /** How often attendants have looked. */
    private int looks;

    /** When the last attendant left who has found one of many messages, by the nanoTime. */
    private long leftAt;

    /** How many bytes this side had sent when he left. */
    private long sentBefore;

    /** Whether this one waits for one of many messages. */
    private boolean comesAndGoes;

    /** Whether he has come in a moment after that. */
    private boolean isBack;

    /** Whether this side has sent nothing meanwhile, too. */
    private boolean isStream;

    /** How many messages he has received. */
    private int brought;

    /** Whether he has found what he waits for: else he is about to sleep, and will not be back in a moment. */
    private boolean found;

    /** How long attendants look. */
    private final Spin spin = new Spin();

    /**
     * Whether it is the listener's turn, because what has come is not for an attendant. Written under the lock; an
     * attendant who does not see it in time finds the same once more.
     */
    private volatile boolean handedOver;

    /**
     * What comes by a transport.
     *
     * @param frames reads them from it
     */
    Incoming(Transport transport, FrameReader frames) {
        this.transport = transport;
        this.frames = frames;
    }

    /** See {@link Link#read}. */
    void read(Link.Receiver given) throws IOException {
        begin(frames, given);
        try {
            while (receiveAll()) {
                givingWay.await(() -> !wanted);
                transport.awaitBytes();
            }
        } finally {
            over = true;
            begin(null, null); // nobody attends any more
        }
    }

    private void begin(FrameReader reader, Link.Receiver given) {
        lock.lock();
        try {
            in = reader;
            receiver = given;
        } finally {
            lock.unlock();
        }
    }

    /** Receives all that has come, unless an attendant does; whether more may come. */
    private boolean receiveAll() throws IOException {
        if (!takeOwnPlace()) {
            return true;
        }
        try {
            rethrowTrouble();
            int attendances = transport.attendances();
            int count = 0;
            while (in.hasBytes() || transport.isReadable()) {
                Object[] message = in.read();
                if (message == null) {
                    return false;
                }
                receive(message);
                count++;
                if (wanted && !in.hasBytes()) {
                    break;
                }
                if (count >= MANY && transport.attendances() != attendances && !in.holdsBytes()) {
                    transport.standBy(); // he has taken what has come faster than that
                    break;
                }
            }
            handedOver = false;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the listener's place; false if an attendant has it, who wakes the listener if he leaves something: he says
     * that he has left before he gives the place back. To wait for him in line would cost more than it looks: whenever
     * he leaves, he would wake the listener, and most often take the place again before that is awake.
     */
    private boolean takeOwnPlace() {
        while (!lock.tryLock()) {
            if (handedOver || transport.isOver()) { // nobody comes in between, or for long
                lock.lock();
                return true;
            }
            if (transport.isAttended()) {
                return false;
            }
            Thread.yield(); // to one who leaves
        }
        return true;
    }

    private void receive(Object[] message) throws MalformedMessageException {
        try {
            receiver.receive(message);
        } catch (RuntimeException senseless) { // of other kinds or lengths than one may rely on
            throw new MalformedMessageException("a message that makes no sense: " + senseless, senseless);
        }
        received.lazySet(in.passed()); // to be seen soon, and not at once
    }

    private void rethrowTrouble() throws IOException {
        if (trouble instanceof IOException broken) {
            throw broken;
        } else if (trouble instanceof Error error) {
            throw error;
        } else if (trouble != null) {
            throw (RuntimeException) trouble;
        }
    }

    /** See {@link Link#attend}, and {@link Link#attendToStream}. */
    void attend(BooleanSupplier done, boolean stream) {
        if (isAttendable()) {
            try {
                lookFor(done, stream);
            } finally {
                rise();
            }
        }
        if (!done.getAsBoolean()) {
            transport.nudge();
        }
    }

    /** See {@link Link#attendSeated}. */
    void attendSeated(BooleanSupplier done) {
        if (seat.isHeldByCurrentThread() ? !handedOver : isAttendable()) {
            try {
                lookFor(done, false);
            } finally {
                wanted = false;
                if (lock.isHeldByCurrentThread()) {
                    lock.unlock();
                }
            }
        }
        if (!done.getAsBoolean()) {
            leaveSeat();
            transport.nudge();
        }
    }

    /** See {@link Link#leaveSeat}. */
    void leaveSeat() {
        if (seat.isHeldByCurrentThread()) {
            rise();
        }
    }

    /** See {@link Link#isCaughtUp}. */
    boolean isCaughtUp() {
        return !transport.isAttendable() || isCaughtUp(transport.arrived());
    }

    /** Whether all messages were received that end within the first bytes, so many of them. */
    private boolean isCaughtUp(long bytes) {
        FrameReader frames = in;
        return received.get() >= bytes || over || frames != null && frames.end() > bytes;
    }

    /** See {@link Link#catchUp}. */
    boolean catchUp() {
        if (!transport.isAttendable()) {
            return true; // nothing is handed over by it
        }
        boolean more = transport.isMoreAnnounced();
        long arrived = transport.arrived();
        BooleanSupplier done = () -> isCaughtUp(arrived);
        if (!done.getAsBoolean()) {
            attend(done, false);
        }
        if (!done.getAsBoolean()) {
            transport.wakeListener(); // which may stand by for one who has just left
        }
        awaitReceived(arrived);
        return hasReceived(arrived, more);
    }

    /** See {@link Link#awaitCaughtUp}. */
    boolean awaitCaughtUp() {
        if (!transport.isAttendable()) {
            return true;
        }
        boolean more = transport.isMoreAnnounced();
        long arrived = transport.arrived();
        transport.wakeListener();
        awaitReceived(arrived);
        return hasReceived(arrived, more);
    }

    /** Waits for others, who read just now and never wait, or are about to. What was taken back has been a lie. */
    private void awaitReceived(long bytes) {
        while (!isCaughtUp(bytes) && transport.arrived() >= bytes) {
            Thread.yield();
        }
    }

    /** See {@link Link#hasReceivedAll}. */
    boolean hasReceivedAll() {
        if (!transport.isAttendable()) {
            return true;
        }
        boolean more = transport.isMoreAnnounced();
        return hasReceived(transport.arrived(), more);
    }

    /**
     * Whether all was received that had been sent.
     *
     * @param bytes how many had arrived
     * @param more whether more was announced, as was seen before these were counted: else it may have come in between
     */
    private boolean hasReceived(long bytes, boolean more) {
        return over || !more && received.get() >= bytes;
    }

    /** Takes the attendant's seat, if it is free, and if there is anything to be looked for from there. */
    private boolean isAttendable() {
        return !handedOver && transport.isAttendable() && seat.tryLock();
    }

    private void lookFor(BooleanSupplier done, boolean stream) {
        long now = System.nanoTime();
        boolean sentNothing = transport.sent() == sentBefore;
        comesAndGoes = stream;
        isBack = stream && now - leftAt < (sentNothing ? BRIEF_NANOS : MOMENT_NANOS);
        isStream = isBack && sentNothing;
        brought = 0;
        found = false;
        transport.attend(isBack);
        nudgeAt = now + NUDGE_NANOS;
        wanted = true;
        found = spin.await(() -> look(done)) && brought > 0 && done.getAsBoolean();
    }

    /** Leaves the seat, and the listener's place if the attendant had that. */
    private void rise() {
        wanted = false;
        try {
            if (seat.getHoldCount() == 1) { // else the caller has been here before, and stays
                leave();
            }
        } catch (RuntimeException | Error failure) { // the other side has cut the memory, among others
            transport.wakeListener();
            throw failure;
        } finally {
            if (lock.isHeldByCurrentThread()) {
                lock.unlock();
            }
            seat.unlock();
        }
    }

    /**
     * Leaves, and receives before that what has come in the last moment: to wake the listener for it would take longer,
     * and the attendant may well be back before that is awake.
     */
    private void leave() {
        boolean briefly = isBack && found;
        boolean more = transport.leave(briefly);
        for (int turn = 0; more && turn < MOST_TURNS && mayReceive(); turn++) {
            transport.attend(isBack);
            receiveOrFail();
            more = transport.leave(briefly);
        }
        if (more) {
            transport.wakeListener();
        }
        if (comesAndGoes && found) {
            leftAt = System.nanoTime();
            sentBefore = transport.sent();
        }
    }

    private boolean mayReceive() {
        return lock.isHeldByCurrentThread() && in != null && trouble == null && !handedOver;
    }

    private void receiveOrFail() {
        try {
            receiveWhole();
        } catch (RuntimeException | Error failure) { // the other side has cut the memory, among others
            fail(failure);
        }
    }

    /** Looks once for what has come, as soon as nobody else does; whether the attendant has to look no more. */
    private boolean look(BooleanSupplier done) {
        try {
            // Read first: so nothing is left that the listener would have to be woken for, as far as it is known.
            boolean inPlace = lock.isHeldByCurrentThread();
            boolean over = inPlace ? receiveWhole() : takePlace();
            if (over || done.getAsBoolean()) {
                return true;
            }
            if (inPlace && isStream) {
                pause();
            }
            return isNudged();
        } catch (RuntimeException | Error failure) { // the other side has cut the memory, among others
            if (!lock.isHeldByCurrentThread()) {
                throw failure;
            }
            fail(failure);
            return true;
        }
    }

    private static void pause() {
        for (int i = 0; i < PAUSES; i++) {
            Thread.onSpinWait();
        }
    }

    /** Takes the place of the listener, if it is free; whether there is nothing to be found there. */
    private boolean takePlace() {
        if (!lock.tryLock()) {
            return false;
        }
        wanted = false;
        return in == null || trouble != null;
    }

    /** Wakes the other side when its attendant, who may be back in a moment, has not come; never true. */
    private boolean isNudged() {
        if (++looks % LOOKS == 0 && nudgeAt - System.nanoTime() < 0) {
            nudgeAt = Long.MAX_VALUE / 2 + System.nanoTime();
            transport.nudge();
        }
        return false;
    }

    /**
     * Receives the messages of which all is here, so that none is left where the transport does not see it; whether it
     * is the listener's turn.
     */
    private boolean receiveWhole() {
        try {
            for (int count = 0; in.hasMessage(count < MOST_ATTENDED); count++) {
                receive(in.read());
                brought++;
            }
            if (in.holdsBytes()) {
                handOver();
            }
        } catch (IOException failure) {
            fail(failure);
        }
        return handedOver;
    }

    private void fail(Throwable failure) {
        trouble = failure;
        handOver();
    }

    private void handOver() {
        handedOver = true;
        transport.wakeListener();
    }
}
