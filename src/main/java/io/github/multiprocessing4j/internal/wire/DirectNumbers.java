package io.github.multiprocessing4j.internal.wire;

import java.util.IdentityHashMap;

/**
 * The numbers of things that may be referred to by several others, in the order in which they begin: for one object
 * that is written, once.
 *
 * <p>Most objects have one such thing, themselves, or none: so there is a map, which asks each for its identity, only
 * for the second one.
 */
final class DirectNumbers {

    /** Has had no number. */
    static final int NEW = -1;

    /** Is in itself, and cannot be. */
    static final int CLOSED = -2;

    private Object first;
    private boolean firstIsClosed;

    /** Without the first; a closed one has its number negated. Null for none. */
    private IdentityHashMap<Object, Integer> others;

    /**
     * Gives something a number, and says that it is {@link #NEW}; or says the number that it has, or {@link #CLOSED}.
     */
    int give(Object value) {
        if (first == null) {
            first = value;
            return NEW;
        }
        if (value == first) {
            return firstIsClosed ? CLOSED : 0;
        }
        if (others == null) {
            others = new IdentityHashMap<>(8);
        }
        Integer before = others.putIfAbsent(value, others.size() + 1);
        if (before == null) {
            return NEW;
        }
        return before < 0 ? CLOSED : before;
    }

    /** What has a number cannot be in what is written from now on. */
    void close(Object value) {
        if (value == first) {
            firstIsClosed = true;
        } else {
            others.computeIfPresent(value, (known, number) -> -number);
        }
    }

    /** It can again. */
    void open(Object value) {
        if (value == first) {
            firstIsClosed = false;
        } else {
            others.computeIfPresent(value, (known, number) -> -number);
        }
    }

    /** How many there are. */
    int size() {
        return (first == null ? 0 : 1) + (others == null ? 0 : others.size());
    }
}
