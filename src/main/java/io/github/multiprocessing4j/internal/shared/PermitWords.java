package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.memory.Spin;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The permits of a semaphore in memory that several JVMs have mapped, as one of them sees them. They lie in purses;
 * each is a word of its own.
 *
 * <pre>
 * 0            long  a mark, which says that the memory is there
 * 8 + 8 * i    long  purse i:
 *                    0                                           at home: whoever wants something asks there
 *                    balance (17, signed) | seat (18) | free (28) | 1
 * </pre>
 *
 * <p>A seat is a realm, and the balance what this realm has taken from the purse more than it has put into it. Of a
 * purse whose balance is 0 the seat is 0. The home has seat 0, too, and what it takes is not noted. Safe for use by any
 * number of threads.
 */
/*
 * at home -> lent    lend          by the home, under the lock of the core
 * lent -> lent       tryTake       free - 1, balance + 1
 *                    tryRelease    free + n, balance - n
 * lent -> at home    recall        by the home, under the lock of the core
 *
 * The permits in a purse and what is owed to it change by one step: a JVM may die between any two instructions, and what
 * the words say is true. So only one realm at a time can have a balance in a purse, and the others leave this one alone.
 * That is why there are as many purses as a piece of memory has room for: as long as no more realms than that hold
 * permits at a time, each finds one for itself. Who finds none that is free to it asks the home, which has all purses
 * brought to it, notes the balances, and lends the permits evenly again.
 *
 * None of the purses ever has more than its share of the limit, so that all together never have more than that.
 *
 * Memory ordering. All that changes a word is a compare-and-set, an exchange, or a volatile write, and all that reads
 * it a volatile read. A permit is in one purse, or at home, where a lock is taken for it: so what was done before it was
 * released is seen by the one who takes it. Nothing is concluded from several words together: that no purse has had a
 * free permit when it was looked at does not mean that there was none at any time. A word that was read may be out of
 * date; but then the compare-and-set fails that relies on it. That a word goes and comes back in between does no harm:
 * it means the same again.
 *
 * The others may write anything here, and may even cut the file short: see MutexWord. The words of one semaphore lie in
 * one page of the system's, with their mark.
 */
final class PermitWords {

    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int MARK = 0;
    private static final int FIRST = Mark.BYTES;

    /** How many purses there are, unless the limit is lower. */
    static final int MOST_PURSES = 15;

    /** How much memory they need. */
    static final int BYTES = FIRST + MOST_PURSES * Long.BYTES;

    static final long AT_HOME = 0;
    private static final long LENT = 1;

    private static final int FREE_SHIFT = 1;
    private static final int SEAT_SHIFT = 29;
    private static final int BALANCE_SHIFT = 47;
    private static final long MOST_FREE = (1L << SEAT_SHIFT - FREE_SHIFT) - 1;
    private static final int LAST_SEAT = (1 << BALANCE_SHIFT - SEAT_SHIFT) - 1;
    static final int MOST_BALANCE = (1 << Long.SIZE - BALANCE_SHIFT - 1) - 1;

    /** How often a step is tried again because others were faster: they may be broken. */
    private static final int TRIES = 1000;

    private final ByteBuffer memory;
    private final int limit;
    private final int purses;
    private final int seat;

    /** Whether the memory was found cut short. Set by anybody; who sees it late finds out himself. */
    private boolean cut;

    /** The purse that was used last, where the next one looks first. Set by anybody; any will do. */
    private int last;

    /**
     * The words as a realm sees them.
     *
     * @param memory direct; the words are at its beginning
     * @param limit how many permits there can be
     * @param seat of this realm
     */
    PermitWords(ByteBuffer memory, int limit, int seat) {
        this.memory = memory;
        this.limit = limit;
        this.purses = Math.max(1, Math.min(limit, MOST_PURSES));
        this.seat = seat;
    }

    int purses() {
        return purses;
    }

    // The memory is given to somebody else when the home sees that this object is not used any more: not before the
    // access is over.

    /** Says, for the home, that the memory is there. Before anybody else knows of it. */
    void mark() {
        Mark.put(memory, MARK);
    }

    private boolean isThere() {
        cut = cut || !Mark.isAt(memory, MARK);
        return !cut;
    }

    private static int place(int purse) {
        return FIRST + purse * Long.BYTES;
    }

    private long get(int purse) {
        long word = isThere() ? (long) LONG.getVolatile(memory, place(purse)) : AT_HOME;
        Reference.reachabilityFence(this);
        return word;
    }

    private boolean change(int purse, long from, long to) {
        boolean changed = isThere() && LONG.compareAndSet(memory, place(purse), from, to);
        Reference.reachabilityFence(this);
        return changed;
    }

    // By anybody

    /** Takes a permit for this realm. That none is free, as far as one can see, is {@link Attempt#HELD}. */
    Attempt tryTake() {
        Attempt found = Attempt.HELD;
        int tries = 0;
        int purse = last;
        for (int looked = 0; looked < purses && tries < TRIES; tries++) {
            long word = get(purse);
            if (word == AT_HOME) {
                return Attempt.AT_HOME;
            }
            long next = free(word) == 0 ? word : after(word, -1);
            if (next != word && next != AT_HOME) {
                if (change(purse, word, next)) {
                    last = purse;
                    return Attempt.DONE;
                }
            } else {
                found = next == AT_HOME ? Attempt.AT_HOME : found;
                looked++;
                purse = purse + 1 < purses ? purse + 1 : 0;
            }
        }
        return tries < TRIES ? found : Attempt.AT_HOME;
    }

    /** Takes a permit for this realm, and if none is free, waits for as long as it takes to ask the home. */
    boolean takeSoon() {
        Attempt[] lastly = {Attempt.HELD};
        new Spin().await(() -> (lastly[0] = tryTake()) != Attempt.HELD);
        return lastly[0] == Attempt.DONE;
    }

    /** Gives permits back; false if only the home can, or can tell why not. */
    boolean tryRelease(int count) {
        return tryRelease(count, true) || tryRelease(count, false);
    }

    /** Does so into a purse that suits best, or into any that this realm may use. */
    private boolean tryRelease(int count, boolean best) {
        int tries = 0;
        int purse = last;
        for (int looked = 0; looked < purses && tries < TRIES; tries++) {
            long word = get(purse);
            if (word == AT_HOME) {
                return false;
            }
            boolean fits = (!best || suits(word)) && count <= share(purse, limit) - free(word);
            long next = fits ? after(word, count) : AT_HOME;
            if (next != AT_HOME) {
                if (change(purse, word, next)) {
                    last = purse;
                    return true;
                }
            } else {
                looked++;
                purse = purse + 1 < purses ? purse + 1 : 0;
            }
        }
        return false;
    }

    /** Whether it is the realm's own already; to the home, whether it is free to all, and its permits then, too. */
    private boolean suits(long word) {
        return seat(word) == seat;
    }

    /** What a purse says after so many permits more are in it; {@link #AT_HOME} if this realm cannot do that. */
    private long after(long word, int more) {
        if (seat == 0) {
            return word + ((long) more << FREE_SHIFT);
        }
        long balance = (long) balance(word) - more;
        if (balance(word) != 0 && seat(word) != seat || Math.abs(balance) > MOST_BALANCE) {
            return AT_HOME;
        }
        return purse(free(word) + more, seat, (int) balance);
    }

    // By the home

    /** Gives permits away, if the memory is there; the words were at home. */
    boolean lend(int permits) {
        for (int i = 0; i < purses; i++) {
            if (isThere()) {
                LONG.setVolatile(memory, place(i), purse(share(i, permits), 0, 0));
            }
        }
        Reference.reachabilityFence(this);
        return !cut;
    }

    /** Takes a purse back; gives what cannot be, if the memory is not there any more. */
    long recall(int purse) {
        long word = isThere() ? (long) LONG.getAndSet(memory, place(purse), AT_HOME) : AT_HOME;
        Reference.reachabilityFence(this);
        return word;
    }

    /** How many of so many permits are in a purse when they are lent. */
    int share(int purse, int permits) {
        return permits / purses + (purse < permits % purses ? 1 : 0);
    }

    /** Whether a purse that was recalled can be. */
    boolean isPossible(int purse, long word) {
        return (word & LENT) != 0 && free(word) <= share(purse, limit) && (balance(word) == 0) == (seat(word) == 0);
    }

    // What a purse says

    static long purse(long free, int seat, int balance) {
        return (long) balance << BALANCE_SHIFT
                | (balance == 0 ? 0 : (long) seat << SEAT_SHIFT)
                | free << FREE_SHIFT
                | LENT;
    }

    static int free(long word) {
        return (int) (word >>> FREE_SHIFT & MOST_FREE);
    }

    static int seat(long word) {
        return (int) (word >>> SEAT_SHIFT) & LAST_SEAT;
    }

    static int balance(long word) {
        return (int) (word >> BALANCE_SHIFT);
    }
}
