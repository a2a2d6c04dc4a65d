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

    /** What the home has answered; null for none. */
    private record Mapped<M>(M memory, Tenancy tenancy) {}

    /** Makes what uses the memory. */
    interface Use<M> {

        /**
         * Makes it.
         *
         * @param more what the home has said of it
         */
        M of(ByteBuffer memory, Lease lease, Object[] more);
    }

    FarMemory(Far far, Use<M> use) {
        this.far = far;
        this.use = use;
    }

    /**
     * What uses the memory; null if the home is to be asked: because there is none, or because the home is gone, though
     * its memory is there.
     */
    M get() {
        Mapped<M> known = mapped;
        if (known == null) {
            // Those who meet here map the same memory twice, which does no harm.
            known = map();
            mapped = known;
        }
        return known.tenancy == null || known.tenancy.isOver() ? null : known.memory;
    }

    private Mapped<M> map() {
        Exchange exchange = far.exchange();
        if (exchange.isOfThisProgram(far.home()) && Grounds.isShared(far.home(), exchange.path())) {
            Tenancy tenancy = exchange.grounds().tenancy(far.home());
            Object[] answer = ask();
            if (answer != null) {
                return map(tenancy, Lease.read(answer[0]), (Object[]) answer[1]);
            }
        }
        return new Mapped<>(null, null);
    }

    private Object[] ask() {
        try {
            return (Object[]) far.call(MAP);
        } catch (Exception gone) {
            return null; // whoever asks next will hear that, too
        }
    }

    private Mapped<M> map(Tenancy tenancy, Lease lease, Object[] more) {
        try {
            return new Mapped<>(use.of(tenancy.map(lease), lease, more), tenancy);
        } catch (IOException unmappable) {
            return new Mapped<>(null, null); // as if it had none
        }
    }
}
