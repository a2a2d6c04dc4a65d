package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Operations.AWAIT_BREAK;
import static io.github.multiprocessing4j.internal.shared.Operations.SEND_AHEAD;

import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Sends by a copy of an end of a channel of another realm, and goes on at once.
 *
 * <p>The home says for how many messages one has to be told when it has room: the first one of so many asks for that,
 * and before as many more are sent that is waited for. That nobody receives any more is told by itself.
 */
final class SendingAhead {

    /** Held by whoever sends, or waits until he may. */
    private final ReentrantLock turn = new ReentrantLock();

    /** Held while a message is handed over, or the copy is closed: so it is known which of them was first. */
    private final ReentrantLock order;

    /** Of how many messages one asks; 0 until the home has said so. */
    private volatile int window;

    /** Whether the home was asked to tell of the end. Written under {@code order}. */
    private volatile boolean prepared;

    /** Set when nobody receives any more, or the home is gone. */
    private final Break broken = new Break();

    /** The last message that has asked; null for none that is waited for. Guarded by the turn, as what follows. */
    private Sent asked;

    /** How many were sent since that, with it. */
    private int ahead;

    /** A copy that is closed under {@code order}. */
    SendingAhead(ReentrantLock order) {
        this.order = order;
    }

    /** Waits for the end of all sending. */
    private static final class Break implements Reply<Object> {

        private volatile boolean over;

        @Override
        public void complete(Object answer) {
            over = true;
        }

        @Override
        public void fail(Exception failure) {
            over = true;
        }
    }

    /** A message that was sent. */
    private static final class Sent implements Reply<Object> {

        /** Who waits; null for nobody. Written by him. */
        private volatile Thread waiter;

        private volatile boolean done;

        /** Whether it was refused: so will be the next one, and then it is told why. Written before done. */
        private boolean refused;

        @Override
        public void complete(Object answer) {
            done = true;
            LockSupport.unpark(waiter);
        }

        @Override
        public void fail(Exception failure) {
            refused = true;
            complete(null);
        }

        void await(Far far) throws InterruptedException {
            if (!done && Headroom.isEnough()) {
                far.attend(() -> done);
            }
            waiter = Thread.currentThread();
            while (!done) {
                LockSupport.park(far);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        }
    }

    /** Said before the home is asked to take a message: when it answers for that, it will tell of the end, too. */
    void prepare(Far far, long copy, BooleanSupplier closed) {
        if (prepared || !far.isNeighbour()) {
            return;
        }
        order.lock();
        try {
            if (!prepared && !closed.getAsBoolean()) {
                far.ask(broken, answer -> answer, AWAIT_BREAK, copy);
                prepared = true;
            }
        } finally {
            order.unlock();
        }
    }

    /** The home has answered for a message that it was asked to take, and says of how many others one asks. */
    void begin(int most) {
        if (prepared) {
            window = most;
        }
    }

    /**
     * Sends a message when it may be ahead.
     *
     * @param closed whether the copy is closed
     * @return false if it was not sent, and the home has to be asked
     * @throws InterruptedException if the thread was interrupted before that; the message was not sent
     */
    boolean send(Far far, long copy, Object message, BooleanSupplier closed) throws InterruptedException {
        if (window == 0) {
            return false;
        }
        turn.lockInterruptibly();
        try {
            // If the other end was closed before, that is heard; if it is still on its way, it is waited for by asking.
            return far.hasHeardAll() && !broken.over && isRoom(far) && hand(far, copy, message, closed);
        } finally {
            turn.unlock();
        }
    }

    /** Waits until one more may be ahead; false if none goes in any more. */
    private boolean isRoom(Far far) throws InterruptedException {
        if (asked != null && ahead >= window) {
            asked.await(far);
            boolean refused = asked.refused;
            asked = null;
            return !refused;
        }
        return true;
    }

    private boolean hand(Far far, long copy, Object message, BooleanSupplier closed) {
        order.lock();
        try {
            if (closed.getAsBoolean()) {
                return false;
            }
            if (asked != null) {
                boolean handed = far.hand(message);
                ahead += handed ? 1 : 0;
                return handed;
            }
            Sent sent = new Sent();
            if (!far.handAsk(sent, answer -> answer, SEND_AHEAD, copy, message)) {
                return false;
            }
            asked = sent;
            ahead = 1;
            return true;
        } finally {
            order.unlock();
        }
    }
}
