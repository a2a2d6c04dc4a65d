package io.github.multiprocessing4j.internal.wire;

import java.io.ObjectInputFilter;

/** The filter of one reading: remembers what it has refused, because the JDK does not say it. Not thread-safe. */
final class Admission implements ObjectInputFilter {

    /**
     * How many elements an array may have for each byte: one that is written has a byte for each element at least, and
     * hash tables are made up to eight times as long as what was written of them.
     */
    private static final int ELEMENTS_PER_BYTE = 8;

    private static final int SMALL = 1024;

    private final ObjectInputFilter filter;
    private final long longest;

    private String refusal;

    /** The class of what was made here a moment ago, and is looked at next; else null. */
    private Class<?> made;

    /**
     * Asks a filter, and refuses arrays that are longer than can be.
     *
     * @param length how many bytes there are to be read
     */
    Admission(ObjectInputFilter filter, long length) {
        this.filter = filter;
        this.longest = SMALL + ELEMENTS_PER_BYTE * length;
    }

    /** A filter that admits what both this and another one admit, which may be null. */
    ObjectInputFilter with(ObjectInputFilter other) {
        return other == null ? this : ObjectInputFilter.merge(this, other);
    }

    /** What was refused, as a sentence without a full stop; null if nothing was. */
    String refusal() {
        return refusal;
    }

    /** What was not sent, but made here in the place of something that was admitted, need not be. */
    void made(Object object) {
        made = object.getClass();
    }

    @Override
    public Status checkInput(FilterInfo info) {
        if (made != null && info.serialClass() == made) {
            made = null;
            return Status.ALLOWED;
        }
        if (info.arrayLength() > longest) {
            refusal = "an array of " + info.arrayLength() + " elements cannot be in so few bytes";
            return Status.REJECTED;
        }
        Status status = filter.checkInput(info);
        if (status == Status.REJECTED) {
            String what = info.serialClass() == null
                    ? "something"
                    : "class " + info.serialClass().getName();
            refusal = what + " is not admitted, " + info.depth() + " objects deep";
        }
        return status;
    }
}
