package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.wire.Ticket;
import java.util.function.Function;

/**
 * Answers other realms for one shared object of this one. Made when the object is handed out for the first time; object
 * and host refer to each other, so one is kept as long as the other.
 */
abstract class Host {

    private final Exchange exchange;
    private final Core core;
    private final long number;

    /**
     * A host.
     *
     * @param core keeps the questions that wait; null if none ever does
     */
    Host(Exchange exchange, Core core) {
        this.exchange = exchange;
        this.core = core;
        this.number = exchange.exports().register(this);
    }

    final Exchange exchange() {
        return exchange;
    }

    /** What it answers for; null if that keeps no questions. */
    final Core core() {
        return core;
    }

    /** Which of the objects of this realm it is. */
    final long number() {
        return number;
    }

    /** A claim to the object, which begins when it is issued. */
    final Ticket claim() {
        return new Ticket(exchange.path(), number, exchange.path(), exchange.nextClaim());
    }

    /**
     * Does what a visitor asks. Neither waits nor calls code of a user; what it throws is his answer.
     *
     * @throws RuntimeException if it fails
     */
    abstract void asked(Visit visit);

    /**
     * Takes what a neighbour has handed over: see {@link Road#hand(long, Object)}. He hears nothing of it.
     *
     * @throws ClassCastException if it is nothing that this takes
     */
    void handed(String realm, Object item) {
        throw new ClassCastException("nothing is handed over to a " + getClass().getSimpleName());
    }

    /** Notes who asks. */
    final void noteVisitor(String realm) {
        if (core != null) {
            core.noteVisitor(exchange, realm);
        }
    }

    /** Takes a question back: see {@link Shared#withdraw}. */
    final boolean withdraw(Visit visit) {
        return core != null && core.withdraw(visit);
    }

    /** Drops a question whose asker is gone, with what he would have got. */
    final void drop(Visit visit) {
        if (core != null) {
            core.drop(visit);
        }
    }

    /** Takes from strangers what they own: their realms are gone. */
    final void bereave(Departed gone) {
        if (core != null) {
            core.bereave(gone);
        }
    }

    /**
     * Answers where the asker finds the state in memory: with the lease and what else he has to know, or null if he has
     * to go on asking.
     *
     * @param granting takes memory for a realm, which may do file work; gives null if there is none
     */
    final void lease(Visit visit, Function<String, Lease> granting, Object... more) {
        if (!exchange.isOfThisProgram(visit.from()) || !Grounds.isShared(exchange.path(), visit.from())) {
            visit.complete(null);
            return;
        }
        exchange.execute(() -> {
            try {
                Lease lease = granting.apply(visit.from());
                visit.complete(lease == null ? null : new Object[] {lease.write(), more});
            } catch (RuntimeException failure) {
                visit.fail(failure);
            }
        });
    }

    /** There are more holds and claims. Called by anybody, under no lock. */
    void opened() {}

    /** There is one hold or claim less. Called by anybody, under no lock. */
    void closed() {}
}
