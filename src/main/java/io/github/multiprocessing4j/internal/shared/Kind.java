package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.wire.Ticket;
import java.util.function.Function;

/**
 * A kind of shared object: how one gets it by a ticket.
 *
 * @param <T> what the objects of the kind can do, here or elsewhere
 */
public final class Kind<T extends Travelling> {

    /** Locks of either kind. */
    public static final Kind<SharedMutex> MUTEX = new Kind<>(SharedMutex.class, FarMutex::new);

    /** Semaphores, bounded or not. */
    public static final Kind<SharedSemaphore> SEMAPHORE = new Kind<>(SharedSemaphore.class, FarSemaphore::new);

    /** Events. */
    public static final Kind<SharedEvent> EVENT = new Kind<>(SharedEvent.class, FarEvent::new);

    /** Conditions. */
    public static final Kind<SharedCondition> CONDITION = new Kind<>(SharedCondition.class, FarCondition::new);

    /** Barriers. */
    public static final Kind<SharedBarrier> BARRIER = new Kind<>(SharedBarrier.class, FarBarrier::new);

    /** Queues that are not joinable. */
    public static final Kind<SharedQueue> QUEUE = new Kind<>(SharedQueue.class, FarQueue::new);

    /** Joinable queues. */
    public static final Kind<SharedJoinableQueue> JOINABLE_QUEUE =
            new Kind<>(SharedJoinableQueue.class, FarJoinableQueue::new);

    /** Objects with methods of any kind. */
    public static final Kind<SharedObject> OBJECT = new Kind<>(SharedObject.class, FarObject::new);

    private final Class<T> type;
    private final Function<Far, ? extends T> standIn;

    private Kind(Class<T> type, Function<Far, ? extends T> standIn) {
        this.type = type;
        this.standIn = standIn;
    }

    /**
     * Gets the object that a ticket claims: itself at home, or else what stands in for it. The claim is over then.
     *
     * @param loss makes what is thrown when the realm is gone in which it lives
     * @throws IllegalStateException if there is no such object here any more
     * @throws ClassCastException if it is of another kind
     */
    public T redeem(Exchange exchange, Ticket ticket, Loss loss) {
        if (!ticket.home().equals(exchange.path())) {
            return exchange.stands().redeem(ticket, type, loss, standIn);
        }
        Host host = exchange.exports().find(ticket.object());
        if (host == null) {
            throw new IllegalStateException("the shared object is gone to which there was a claim");
        }
        T object = type.cast(host.core());
        exchange.exports().giveUp(ticket);
        return object;
    }
}
