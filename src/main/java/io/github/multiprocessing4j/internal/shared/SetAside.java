package io.github.multiprocessing4j.internal.shared;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Queue;

/**
 * The messages of a {@link RendezvousChannel} that were received by those who could not use them. Guarded by the lock
 * of the channel.
 */
final class SetAside {

    private final Queue<Object> masked = new ArrayDeque<>(0);
    private final Attendance attendance;

    /** Says in the attendance whether there are any. */
    SetAside(Attendance attendance) {
        this.attendance = attendance;
    }

    boolean isEmpty() {
        return masked.isEmpty();
    }

    void add(Object message) {
        masked.add(QueueCore.mask(message));
        attendance.set(Attendance.SET_ASIDE, true);
    }

    /** Removes the first one, if it is what is wanted. */
    Object take(Channel.Wanted wanted) throws IOException {
        Object message = QueueCore.unmask(masked.peek());
        if (!wanted.admits(message)) {
            throw Channel.notBytes(message);
        }
        masked.remove();
        attendance.set(Attendance.SET_ASIDE, !masked.isEmpty());
        return message;
    }

    /** All of them, masked. */
    Collection<Object> masked() {
        return masked;
    }

    void clear() {
        masked.clear();
        attendance.set(Attendance.SET_ASIDE, false);
    }
}
