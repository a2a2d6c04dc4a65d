package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.memory.Spin;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The state of a mutex in memory that several JVMs have mapped, as one of them sees it.
 *
 * <pre>
 * 0  long  the word:
 *          0                                                      at home: whoever wants something asks there
 *          1                                                      free
 *          0 | seat (18) | thread (32) | holds (12, not 0) | 1    held
 * 8  long  a mark, which says that the memory is there
 * </pre>
 *
 * <p>A seat is a realm, and a thread the number of one in it; the home has seat 0. Safe for use by any number of
 * threads.
 */
/*
 * at home -> free, held    lend       by the home, under the lock of the core
 * free    -> held          tryTake    by anybody
 * held    -> held          tryTake, tryRelease    by the owner, if the mutex is re-entrant
 * held    -> free          tryRelease             by the owner, or by anybody, if the mutex is not re-entrant
 * free, held -> at home    recall     by the home, under the lock of the core
 *
 * The one word is all there is: a JVM may die between any two instructions, and what the word says is true. Who the
 * owner is comes with the same step by which he becomes it.
 *
 * Memory ordering. All that changes the word is a compare-and-set, an exchange, or a volatile write, and all that reads
 * it a volatile read. So what its owner has done before a release is seen by the one who takes the mutex next, in
 * whatever JVM, as far as it lies in memory that both have mapped. A word that was read may be out of date; but then
 * the compare-and-set fails that relies on it. That a word goes and comes back in between does no harm: it means the
 * same again.
 *
 * The others may write anything here. Nothing that is read is an index or a length, and no loop depends on it. They may
 * even cut the file short. Then reading gives anything, and an InternalError sooner or later; but a compare-and-set that
 * is interpreted ends the JVM. So the mark is looked at before each: where it is missing, the word is at home for ever.
 */
final class MutexWord {

    /** How many bytes it needs. */
    static final int BYTES = Long.BYTES + Mark.BYTES;

    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int WORD = 0;
    private static final int MARK = Long.BYTES;

    static final long AT_HOME = 0;
    private static final long FREE = 1;

    private static final int HOLDS_SHIFT = 1;
    private static final int THREAD_SHIFT = 13;
    private static final int SEAT_SHIFT = 45;
    static final long MOST_HOLDS = (1L << THREAD_SHIFT - HOLDS_SHIFT) - 1;
    static final long LAST_THREAD = (1L << SEAT_SHIFT - THREAD_SHIFT) - 1;
    static final int LAST_SEAT = (1 << Long.SIZE - 1 - SEAT_SHIFT) - 1;

    private static final long ONE_HOLD = 1L << HOLDS_SHIFT;
    private static final long HOLDS = MOST_HOLDS << HOLDS_SHIFT;

    /** How often a step is tried again because others were faster: they may be broken. */
    private static final int TRIES = 1000;

    private final ByteBuffer memory;
    private final boolean reentrant;
    private final int seat;

    /** Whether the memory was found cut short. Set by anybody; who sees it late finds out himself. */
    private boolean cut;

    /**
     * The word as a realm sees it.
     *
     * @param memory direct; the word is at its beginning
     * @param reentrant whether the owner may take it again, and only he may release it
     * @param seat of this realm
     */
    MutexWord(ByteBuffer memory, boolean reentrant, int seat) {
        this.memory = memory;
        this.reentrant = reentrant;
        this.seat = seat;
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

    private long get() {
        long word = isThere() ? (long) LONG.getVolatile(memory, WORD) : AT_HOME;
        Reference.reachabilityFence(this);
        return word;
    }

    private boolean change(long from, long to) {
        boolean changed = isThere() && LONG.compareAndSet(memory, WORD, from, to);
        Reference.reachabilityFence(this);
        return changed;
    }

    // By anybody

    /** Takes it for a thread of this realm. */
    Attempt tryTake(long thread) {
        if (thread > LAST_THREAD) {
            return Attempt.AT_HOME;
        }
        long once = held(seat, thread, 1);
        for (int i = 0; i < TRIES; i++) {
            long word = get();
            long next;
            if (word == FREE) {
                next = once;
            } else if (word == AT_HOME) {
                return Attempt.AT_HOME;
            } else if (!reentrant || !isSameOwner(word, once)) {
                return Attempt.HELD;
            } else if (holds(word) == MOST_HOLDS) {
                return Attempt.AT_HOME;
            } else {
                next = word + ONE_HOLD;
            }
            if (change(word, next)) {
                return Attempt.DONE;
            }
        }
        return Attempt.AT_HOME;
    }

    /**
     * Takes it for a thread of this realm, and if another one holds it, waits for as long as it takes to ask the home:
     * he may be about to give it back.
     */
    boolean takeSoon(long thread) {
        Attempt[] last = {Attempt.HELD};
        new Spin().await(() -> (last[0] = tryTake(thread)) != Attempt.HELD);
        return last[0] == Attempt.DONE;
    }

    /** Releases it for a thread of this realm; false if only the home can, or can tell why not. */
    boolean tryRelease(long thread) {
        if (thread > LAST_THREAD) {
            return false;
        }
        long once = held(seat, thread, 1);
        for (int i = 0; i < TRIES; i++) {
            long word = get();
            if (word == AT_HOME || word == FREE || reentrant && !isSameOwner(word, once)) {
                return false;
            }
            if (change(word, holds(word) > 1 ? word - ONE_HOLD : FREE)) {
                return true;
            }
        }
        return false;
    }

    /** Whether only the home knows its state. */
    boolean isAtHome() {
        return get() == AT_HOME;
    }

    /** How many times over it is held; -1 if only the home can tell. */
    long holds() {
        long word = get();
        return word == AT_HOME ? -1 : holds(word);
    }

    // By the home

    /** Gives the state away, if the memory is there; the word was at home. */
    boolean lend(long word) {
        boolean there = isThere();
        if (there) {
            LONG.setVolatile(memory, WORD, word);
        }
        Reference.reachabilityFence(this);
        return there;
    }

    /** Takes the state back; gives what cannot be, if the memory is not there any more. */
    long recall() {
        long word = isThere() ? (long) LONG.getAndSet(memory, WORD, AT_HOME) : AT_HOME;
        Reference.reachabilityFence(this);
        return word;
    }

    // What a word says

    static long free() {
        return FREE;
    }

    static long held(int seat, long thread, long holds) {
        return (long) seat << SEAT_SHIFT | thread << THREAD_SHIFT | holds << HOLDS_SHIFT | FREE;
    }

    /** Whether it says that the mutex is held by somebody, whoever that is. */
    static boolean isHeld(long word) {
        return word > 0 && (word & FREE) != 0 && holds(word) > 0;
    }

    static long holds(long word) {
        return (word & HOLDS) >>> HOLDS_SHIFT;
    }

    static long thread(long word) {
        return word >>> THREAD_SHIFT & LAST_THREAD;
    }

    static int seat(long word) {
        return (int) (word >>> SEAT_SHIFT) & LAST_SEAT;
    }

    private static boolean isSameOwner(long word, long other) {
        return ((word ^ other) & ~HOLDS) == 0;
    }
}
