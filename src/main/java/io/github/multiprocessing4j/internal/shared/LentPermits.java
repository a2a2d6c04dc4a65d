package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.memory.Piece;
import java.util.function.ObjIntConsumer;

/** The permits of a semaphore in shared memory, as its home sees them: with realms instead of numbers. */
final class LentPermits {

    private final Grounds grounds;
    private final PermitWords words;

    /** What is at home at first. The piece is given back when nobody here refers to this object any more. */
    LentPermits(Exchange exchange, Piece piece, int limit) {
        this.grounds = exchange.grounds();
        this.words = new PermitWords(piece.memory(), limit, 0);
        words.mark();
        Realm.here().cleaner().register(words, piece.release());
    }

    // Threads of this realm

    boolean tryTake() {
        return words.tryTake() == Attempt.DONE;
    }

    boolean takeSoon() {
        return words.takeSoon();
    }

    boolean tryRelease(int count) {
        return words.tryRelease(count);
    }

    // The core, under its lock

    /** Gives permits away; false if the memory is not there any more. */
    boolean lend(int permits) {
        return words.lend(permits);
    }

    /**
     * Takes them back.
     *
     * @param lent how many were lent
     * @param balances is told what realms have taken more than they gave back
     * @return how many are free; of a purse that says what cannot be, what was lent in it
     */
    int recall(int lent, ObjIntConsumer<String> balances) {
        int free = 0;
        for (int i = 0; i < words.purses(); i++) {
            long word = words.recall(i);
            int balance = PermitWords.balance(word);
            String realm = balance == 0 ? null : grounds.realmOf(PermitWords.seat(word));
            if (!words.isPossible(i, word) || balance != 0 && realm == null) {
                free += words.share(i, lent);
                continue;
            }
            free += PermitWords.free(word);
            if (balance != 0) {
                balances.accept(realm, balance);
            }
        }
        return free;
    }
}
