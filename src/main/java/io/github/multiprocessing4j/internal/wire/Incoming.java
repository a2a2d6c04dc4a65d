package io.github.multiprocessing4j.internal.wire;

import io.github.multiprocessing4j.internal.memory.Spin;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The side of a link that receives: its listener, which sleeps when there is nothing, and attendants, who wait for a
 * certain message and look for it themselves for a moment.
 */
final class Incoming {

    /** How long an attendant waits, before he wakes the other side: longer than others attend to something else. */
    private static final long NUDGE_NANOS = TimeUnit.MICROSECONDS.toNanos(10);

    /** How many messages are received by one who only waits for another one. */
    private static final int MOST_ATTENDED = 64;

    private final Transport transport;
    private final long limit;

    /** Held by whoever reads, while messages are received. */
    private final ReentrantLock lock = new ReentrantLock();

    /** Null when there is no listener. Guarded by the lock, as what follows. */
    private FrameReader in;

    private Link.Receiver receiver;

    /** What the listener is to end with; found by an attendant. */
    private Throwable trouble;

    /** When the attendant wakes the other side, by the nanoTime. */
    private long nudgeAt;

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
     * @param limit how many bytes a message may have
     */
    Incoming(Transport transport, long limit) {
        this.transport = transport;
        this.limit = limit;
    }

    /** See {@link Link#read}. */
    void read(Link.Receiver given) throws IOException {
        begin(new FrameReader(new TransportInput(transport), limit), given);
        try {
            while (receiveAll()) {
                transport.awaitBytes();
            }
        } finally {
            begin(null, null); // nobody attends any more
        }
    }

    private void begin(FrameReader frames, Link.Receiver given) {
        lock.lock();
        try {
            in = frames;
            receiver = given;
        } finally {
            lock.unlock();
        }
    }

    /** Receives all that has come; whether more may come. */
    private boolean receiveAll() throws IOException {
        lock.lock();
        try {
            rethrowTrouble();
            while (in.hasBytes() || transport.isReadable()) {
                Object[] message = in.read();
                if (message == null) {
                    return false;
                }
                receive(message);
            }
            handedOver = false;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void receive(Object[] message) throws MalformedMessageException {
        try {
            receiver.receive(message);
        } catch (RuntimeException senseless) { // of other kinds or lengths than one may rely on
            throw new MalformedMessageException("a message that makes no sense: " + senseless, senseless);
        }
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

    /** See {@link Link#attend}. */
    void attend(BooleanSupplier done) {
        if (handedOver || !transport.isAttendable() || !lock.tryLock()) {
            transport.nudge();
            return;
        }
        try {
            if (in != null && trouble == null) {
                look(done);
            } else {
                transport.nudge();
            }
        } catch (RuntimeException | Error failure) { // the other side has cut the memory, among others
            fail(failure);
        } finally {
            lock.unlock();
        }
    }

    private void look(BooleanSupplier done) {
        transport.attend();
        nudgeAt = System.nanoTime() + NUDGE_NANOS;
        boolean found = false;
        try {
            found = spin.await(() -> receiveWhole() || done.getAsBoolean() || isNudged());
        } finally {
            transport.leave();
            if (!found || handedOver) {
                transport.nudge();
            }
        }
    }

    /** Wakes the other side when its attendant, who may be back in a moment, has not come; never true. */
    private boolean isNudged() {
        if (nudgeAt - System.nanoTime() < 0) {
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
            for (int count = 0; count < MOST_ATTENDED && in.hasMessage(); count++) {
                receive(in.read());
            }
            if (in.hasBytes()) {
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
