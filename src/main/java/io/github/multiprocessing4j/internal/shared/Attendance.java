package io.github.multiprocessing4j.internal.shared;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many senders and receivers a {@link RendezvousChannel} has, and whether anything is out of the ordinary, in one
 * word.
 *
 * <p>As long as nothing is, they come and go by a compare-and-set each. Else that fails, for what is out of the
 * ordinary is in the word too; and then they come and go under the lock of the channel, whose holder finds that nobody
 * does so besides, once he has said that something is.
 */
final class Attendance {

    /** An end was closed. */
    static final long CLOSING = 1;

    /** An end was handed out. */
    static final long MOVING = 1 << 1;

    /** A message was set aside. */
    static final long SET_ASIDE = 1 << 2;

    /** Somebody wanted to be told of senders. That remains: what was watched once may be again. */
    static final long WATCHED = 1 << 3;

    static final long RECEIVER = 1 << 8;
    static final long SENDER = 1L << 36;

    private static final long SPECIAL = RECEIVER - 1;
    private static final int RECEIVER_BITS = 8;
    private static final int SENDER_BITS = 36;
    private static final long MANY = (1 << SENDER_BITS - RECEIVER_BITS) - 1;

    private final AtomicLong word = new AtomicLong();

    /**
     * Counts, if nothing is out of the ordinary.
     *
     * @param change what is added: {@link #SENDER}, {@link #RECEIVER}, less them, or their sum
     * @return false if something is; nothing was counted then
     */
    boolean tryCount(long change) {
        for (; ; ) {
            long now = word.get();
            if ((now & SPECIAL) != 0) {
                return false;
            }
            if (word.compareAndSet(now, now + change)) {
                return true;
            }
        }
    }

    /** Counts, whatever is. */
    void count(long change) {
        word.addAndGet(change);
    }

    int senders() {
        return (int) (word.get() >>> SENDER_BITS);
    }

    int receivers() {
        return (int) (word.get() >>> RECEIVER_BITS & MANY);
    }

    /** Whether either end is closed: said before anybody is called out. */
    boolean isClosing() {
        return (word.get() & CLOSING) != 0;
    }

    /** Says that something is out of the ordinary, or is not any more. Under the lock of the channel. */
    void set(long what, boolean is) {
        word.updateAndGet(now -> is ? now | what : now & ~what);
    }
}
