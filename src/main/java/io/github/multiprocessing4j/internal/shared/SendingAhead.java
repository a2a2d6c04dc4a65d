package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Operations.SEND_AHEAD;

import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Sends by a copy of an end of a channel of another realm, and goes on at once: it is heard what has become of a
 * message before the next one is sent.
 */
final class SendingAhead {

    /** Held by whoever sends, or waits until he may. */
    private final ReentrantLock turn = new ReentrantLock();

    /** Whether the home knows that messages of this realm may be under way: so one of them was answered before. */
    private volatile boolean known;

    /** The last message that was sent; null if there is none, or it has had room. Guarded by the turn. */
    private Sent last;

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

    /** The home has answered for a message that it was asked to take. */
    void begin() {
        known = true;
    }

    /** Whether a message went in that was sent while somebody closed the copy. */
    private static boolean isAccepted(Sent sent, Far far) {
        try {
            sent.await(far);
            return !sent.refused;
        } catch (InterruptedException goOn) {
            Thread.currentThread().interrupt();
            return true; // it waits for room
        }
    }

    /**
     * Sends a message when the one before has room.
     *
     * @param closed whether the copy is closed
     * @return false if it was not sent, and the home has to be asked
     * @throws InterruptedException if the thread was interrupted before that; the message was not sent
     */
    boolean send(Far far, long copy, Object message, BooleanSupplier closed) throws InterruptedException {
        if (!known) {
            return false;
        }
        turn.lockInterruptibly();
        try {
            if (last != null) {
                last.await(far);
                boolean refused = last.refused;
                last = null;
                if (refused) {
                    return false;
                }
            }
            Sent sent = new Sent();
            if (closed.getAsBoolean() || !far.handAsk(sent, answer -> answer, SEND_AHEAD, copy, message)) {
                return false;
            }
            last = sent;
            return !closed.getAsBoolean() || isAccepted(sent, far);
        } finally {
            turn.unlock();
        }
    }
}
