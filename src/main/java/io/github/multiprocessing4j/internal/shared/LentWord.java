package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.memory.Piece;

/** The word of a mutex, as its home sees it: with owners instead of numbers. */
final class LentWord {

    private final Exchange exchange;
    private final MutexWord word;

    /** What is at home at first. The piece is given back when nobody here refers to this object any more. */
    LentWord(Exchange exchange, Piece piece, boolean reentrant) {
        this.exchange = exchange;
        this.word = new MutexWord(piece.memory(), reentrant, 0);
        word.mark();
        Realm.here().cleaner().register(word, piece.release());
    }

    // Threads of this realm

    Attempt tryTake(Object owner) {
        return word.tryTake(exchange.numberOf(owner));
    }

    boolean takeSoon(Object owner) {
        return word.takeSoon(exchange.numberOf(owner));
    }

    boolean tryRelease(Object releaser) {
        return word.tryRelease(exchange.numberOf(releaser));
    }

    boolean isAtHome() {
        return word.isAtHome();
    }

    long holds() {
        return word.holds();
    }

    // The core, under its lock

    /** Gives the state away; false if the word cannot say it. */
    boolean lend(Object owner, long holds) {
        if (holds == 0) {
            return word.lend(MutexWord.free());
        }
        Stranger known = known(owner);
        int seat = exchange.grounds().seatOf(known.realm());
        if (seat < 0 || known.number() > MutexWord.LAST_THREAD || holds > MutexWord.MOST_HOLDS) {
            return false;
        }
        return word.lend(MutexWord.held(seat, known.number(), holds));
    }

    /** Takes the state back: a word, which may be anything if others are broken. */
    long recall() {
        return word.recall();
    }

    /** The owner that a word names; null if there is no such realm. */
    Stranger owner(long recalled) {
        String realm = exchange.grounds().realmOf(MutexWord.seat(recalled));
        return realm == null ? null : new Stranger(realm, MutexWord.thread(recalled));
    }

    /** Whether two owners are the same, of which one was recalled perhaps, so that only its number is known. */
    boolean isSame(Object owner, Object other) {
        return known(owner).equals(known(other));
    }

    /** An owner by his number, as other realms would know him. */
    private Stranger known(Object owner) {
        return owner instanceof Stranger stranger ? stranger : new Stranger(exchange.path(), exchange.numberOf(owner));
    }
}
