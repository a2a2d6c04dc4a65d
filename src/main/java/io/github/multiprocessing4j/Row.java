package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.Cells;
import io.github.multiprocessing4j.internal.shared.Exchange;
import io.github.multiprocessing4j.internal.wire.Ticket;
import java.io.Serializable;

/**
 * What is written of the cells of a {@link Value} or an {@link Array}: with the lock, which stays theirs.
 *
 * @param type the class that boxes them
 * @param lock null if there is none
 * @param ticket the claim to them
 */
@SuppressWarnings("serial") // a Mutex is a Lock or an RLock
record Row<T>(Class<T> type, int length, Mutex lock, Ticket ticket) implements Serializable {

    static <T> Row<T> of(Cells<T> cells, Guard guard, Handle.Claims claims) {
        Mutex lock = guard == Guard.NONE ? null : guard.mutex();
        return new Row<>(cells.type(), cells.length(), lock, claims.to(cells));
    }

    Cells<T> cells() {
        return Cells.redeem(Exchange.here(), ticket, SharedObjectLostException::new, type, length);
    }

    Guard guard() {
        return lock == null ? Guard.NONE : Guard.by(lock);
    }
}
