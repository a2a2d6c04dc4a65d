package io.github.multiprocessing4j.internal.wire;

import java.util.IdentityHashMap;

/**
 * The numbers of things that may be referred to by several others, in the order in which they begin: for one object
 * that is written, once.
 *
 * <p>Most objects have few: so there is a map, which asks each for its identity, only when there are more.
 */
final class DirectNumbers {

    /** Has had no number. */
    static final int NEW = -1;

    /** Is in itself, and cannot be. */
    static final int CLOSED = -2;

    private static final int FEW = 8;

    /** Null as long as there are none. */
    private Object[] few;

    private int size;

    /** Which of the few are closed, by their bits. */
    private int closed;

    /** Those that come after the few; a closed one has its number negated. Null for none. */
    private IdentityHashMap<Object, Integer> others;

    /**
     * Gives something a number, and says that it is {@link #NEW}; or says the number that it has, or {@link #CLOSED}.
     */
    int give(Object value) {
        int place = placeOf(value);
        if (place >= 0) {
            return (closed >>> place & 1) == 1 ? CLOSED : place;
        }
        if (size < FEW) {
            if (few == null) {
                few = new Object[FEW];
            }
            few[size++] = value;
            return NEW;
        }
        if (others == null) {
            others = new IdentityHashMap<>();
        }
        Integer before = others.putIfAbsent(value, size);
        if (before != null) {
            return before < 0 ? CLOSED : before;
        }
        size++;
        return NEW;
    }

    private int placeOf(Object value) {
        for (int i = 0; i < FEW && i < size; i++) {
            if (few[i] == value) {
                return i;
            }
        }
        return -1;
    }

    /** What has a number cannot be in what is written from now on; or it can again. */
    void turn(Object value) {
        int place = placeOf(value);
        if (place >= 0) {
            closed ^= 1 << place;
        } else {
            others.computeIfPresent(value, (known, number) -> -number);
        }
    }

    /** How many there are. */
    int size() {
        return size;
    }
}
