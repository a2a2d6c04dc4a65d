package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Operations.MAP;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The state of an object of another realm in memory of that, if it is there. The home is asked where, once, by whoever
 * wants to use it first.
 *
 * @param <M> what the memory is used by
 */
final class FarMemory<M> {

    private final Far far;
    private final Use<M> use;

    /** Null as long as the home has not answered. */
    private volatile Mapped<M> mapped;

    private record Mapped<M>(M memory) {}

    /** Makes what uses the memory. */
    interface Use<M> {

        /**
         * Makes it.
         *
         * @param more what the home has said of it
         * @param tenancy over when the home is gone
         */
        M of(ByteBuffer memory, Lease lease, Object[] more, Tenancy tenancy);
    }

    FarMemory(Far far, Use<M> use) {
        this.far = far;
        this.use = use;
    }

    /** What uses the memory; null if there is none, so that the home is to be asked. Throws the loss of the home. */
    M get() {
        Mapped<M> known = mapped;
        if (known == null) {
            // Those who meet here map the same memory twice, which does no harm.
            known = new Mapped<>(map());
            mapped = known;
        }
        return known.memory;
    }

    private M map() {
        Exchange exchange = far.exchange();
        if (!exchange.isOfThisProgram(far.home()) || !Grounds.isShared(far.home(), exchange.path())) {
            return null;
        }
        Tenancy tenancy = exchange.grounds().tenancy(far.home());
        Object[] answer = (Object[]) far.call(MAP);
        if (answer == null) {
            return null;
        }
        Lease lease = Lease.read(answer[0]);
        try {
            return use.of(tenancy.map(lease), lease, (Object[]) answer[1], tenancy);
        } catch (IOException unmappable) {
            return null; // as when it was never shared
        }
    }
}
