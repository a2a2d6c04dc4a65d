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

    @Override
    public Status checkInput(FilterInfo info) {
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
