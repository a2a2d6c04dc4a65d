package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Operations.CAPACITY;
import static io.github.multiprocessing4j.internal.shared.Operations.DISMISS;
import static io.github.multiprocessing4j.internal.shared.Operations.GET;
import static io.github.multiprocessing4j.internal.shared.Operations.IS_FULL;
import static io.github.multiprocessing4j.internal.shared.Operations.OFFER;
import static io.github.multiprocessing4j.internal.shared.Operations.POLL;
import static io.github.multiprocessing4j.internal.shared.Operations.PUT;
import static io.github.multiprocessing4j.internal.shared.Operations.SIZE;

import io.github.multiprocessing4j.internal.wire.Ticket;
import java.util.concurrent.atomic.AtomicReference;

/** Stands in for a queue of another realm. */
class FarQueue implements SharedQueue {

    private final Far far;

    /** How many items there can be; 0 as long as nobody has asked. */
    private volatile int capacity;

    /** The members of this realm that have closed the queue; null as long as none has. The home knows nothing of it. */
    private final AtomicReference<Members> closers = new AtomicReference<>();

    FarQueue(Far far) {
        this.far = far;
    }

    final Far far() {
        return far;
    }

    @Override
    public final boolean travels() {
        return true;
    }

    /**
     * From a neighbour: he has answered then, or the item has been written, or the way to him is closed. What others
     * pass on may be on its way still when they have told that the home is gone.
     */
    @Override
    public final boolean borrows() {
        return far.isNeighbour();
    }

    /** Where there always is room nobody has to wait until he hears of it. */
    @Override
    public final boolean offer(Object item) {
        return capacity() == Integer.MAX_VALUE && far.handPatiently(item) || (boolean) far.call(OFFER, item);
    }

    @Override
    public final void put(Object item, Object member, Reply<Object> reply) {
        far.ask(reply, done -> done, PUT, item, far.numberOf(member));
        refuseClosed(member, reply);
    }

    @Override
    public final Object poll() {
        Object answer = far.call(POLL);
        return answer == null ? null : QueueCore.mask(Items.read(answer));
    }

    @Override
    public final Object pollHere() {
        return null;
    }

    @Override
    public final void get(Object member, Reply<Object> reply) {
        far.ask(reply, Items::read, GET, far.numberOf(member));
        refuseClosed(member, reply);
    }

    /**
     * Takes a question back whose asker has closed the queue. Looked at after asking: so either the closing found the
     * question at home, or it is found here that the queue is closed.
     */
    private void refuseClosed(Object member, Reply<Object> reply) {
        if (isClosedFor(member) && far.withdraw(reply)) {
            reply.fail(closedFailure());
        }
    }

    @Override
    public final int size() {
        return (int) far.call(SIZE);
    }

    @Override
    public final boolean isFull() {
        return (boolean) far.call(IS_FULL);
    }

    @Override
    public final int capacity() {
        int known = capacity;
        if (known == 0) {
            known = (int) far.call(CAPACITY);
            capacity = known;
        }
        return known;
    }

    @Override
    public final void close(Object member) {
        closers.compareAndSet(null, new Members());
        closers.get().add(member);
        far.call(DISMISS, far.numberOf(member));
    }

    @Override
    public final boolean isClosedForSome() {
        return closers.get() != null;
    }

    @Override
    public final boolean isClosedFor(Object member) {
        Members closed = closers.get();
        return closed != null && closed.contains(member);
    }

    @Override
    public final IllegalStateException closedFailure() {
        return new IllegalStateException("this process has closed the queue, and can put and get no more");
    }

    @Override
    public final boolean withdraw(Reply<?> reply) {
        return far.withdraw(reply);
    }

    @Override
    public final Ticket claim(Exchange exchange) {
        return far.claim();
    }
}
