package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.Exchange;
import io.github.multiprocessing4j.internal.shared.Kind;
import io.github.multiprocessing4j.internal.wire.Ticket;
import java.io.Serializable;

/**
 * What is written of a shared object that is no more than what its ticket claims. Reading it gives the object.
 *
 * @param type which word of the front room it is
 * @param ticket the claim
 */
record Arrived(Type type, Ticket ticket) implements Serializable {

    /** The words. */
    enum Type {
        QUEUE {
            @Override
            Object of(Ticket ticket) {
                return new Queue<>(Kind.QUEUE.redeem(Exchange.here(), ticket, SharedObjectLostException::new));
            }
        },
        JOINABLE_QUEUE {
            @Override
            Object of(Ticket ticket) {
                return new JoinableQueue<>(
                        Kind.JOINABLE_QUEUE.redeem(Exchange.here(), ticket, SharedObjectLostException::new));
            }
        },
        SIMPLE_QUEUE {
            @Override
            Object of(Ticket ticket) {
                return new SimpleQueue<>(Kind.QUEUE.redeem(Exchange.here(), ticket, SharedObjectLostException::new));
            }
        },
        LOCK {
            @Override
            Object of(Ticket ticket) {
                return new Lock(Kind.MUTEX.redeem(Exchange.here(), ticket, SharedObjectLostException::new));
            }
        },
        RLOCK {
            @Override
            Object of(Ticket ticket) {
                return new RLock(Kind.MUTEX.redeem(Exchange.here(), ticket, SharedObjectLostException::new));
            }
        },
        SEMAPHORE {
            @Override
            Object of(Ticket ticket) {
                return new Semaphore(Kind.SEMAPHORE.redeem(Exchange.here(), ticket, SharedObjectLostException::new));
            }
        },
        BOUNDED_SEMAPHORE {
            @Override
            Object of(Ticket ticket) {
                return new BoundedSemaphore(
                        Kind.SEMAPHORE.redeem(Exchange.here(), ticket, SharedObjectLostException::new));
            }
        },
        EVENT {
            @Override
            Object of(Ticket ticket) {
                return new Event(Kind.EVENT.redeem(Exchange.here(), ticket, SharedObjectLostException::new));
            }
        };

        abstract Object of(Ticket ticket);
    }

    private Object readResolve() {
        return type.of(ticket);
    }
}
