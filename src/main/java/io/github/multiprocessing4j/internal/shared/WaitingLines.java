package io.github.multiprocessing4j.internal.shared;

import java.io.IOException;
import java.util.function.Supplier;

/** All who wait at a channel, each with a copy of an end. Guarded by the channel's lock. */
final class WaitingLines {

    // With copies of the sender's end.

    final WaitingLine senders = new WaitingLine();

    /** Those who are told when the messages have room that are among the others already. */
    final WaitingLine ahead = new WaitingLine();

    /** Those who are told when nothing goes in any more. */
    final WaitingLine mourners = new WaitingLine();

    // With copies of the receiver's end.

    final WaitingLine receivers = new WaitingLine();
    final WaitingLine pollers = new WaitingLine();

    /** All at an end fail. */
    void fail(Side side, Supplier<? extends IOException> failure) {
        if (side == Side.SENDER) {
            senders.fail(failure);
            ahead.fail(failure);
            mourners.fail(failure);
        } else {
            receivers.fail(failure);
            pollers.fail(failure);
        }
    }

    /** A copy of an end is closed. */
    void failThoseOf(Side side, Object copy) {
        if (side == Side.SENDER) {
            senders.failThoseOf(copy);
            ahead.failThoseOf(copy);
            mourners.failThoseOf(copy);
        } else {
            receivers.failThoseOf(copy);
            pollers.failThoseOf(copy);
        }
    }

    /** Says whether one has waited, who does not any more. */
    boolean remove(Reply<?> reply) {
        return senders.remove(reply)
                || ahead.remove(reply)
                || mourners.remove(reply)
                || receivers.remove(reply)
                || pollers.remove(reply);
    }
}
