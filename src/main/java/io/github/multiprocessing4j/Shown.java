package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.wire.Ticket;
import java.io.Serializable;
import java.util.function.Function;

/**
 * What is written of a proxy. Reading it gives a proxy of the same object.
 *
 * @param shape which class of ours it is
 * @param ticket the claim to the object
 */
record Shown(Shape shape, Ticket ticket) implements Serializable {

    /** What stands for objects that managers keep. */
    enum Shape {
        MAP(ManagedMap::new),
        LIST(ManagedList::new),
        SET(ManagedSet::new),
        NAMESPACE(Namespace::new),
        ITERATOR(ManagedIterator::new),
        POOL(ManagedPool::new),
        OBJECT(ManagedObject::new);

        private final transient Function<Reach, Object> make;

        Shape(Function<Reach, Object> make) {
            this.make = make;
        }
    }

    /** What is written in the place of a proxy. */
    static Handle handle(Object proxy, Shape shape, Reach reach) {
        return new Handle(proxy, claims -> new Shown(shape, claims.to(reach.object())));
    }

    private Object readResolve() {
        return shape.make.apply(Reach.of(ticket));
    }
}
