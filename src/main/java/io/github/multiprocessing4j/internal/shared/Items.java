package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.wire.EncodingFailure;

/** Items as rows of plain data: the item; or, in the place of one that cannot be encoded, why not. */
final class Items {

    private Items() {}

    static Object[] write(Object item) {
        return new Object[] {item};
    }

    static Object[] write(EncodingFailure failure) {
        return new Object[] {failure.getMessage(), failure.path(), failure.value()};
    }

    /** An {@code Encoded}, an array of bytes, or an {@link EncodingFailure}. */
    static Object read(Object plain) {
        Object[] row = (Object[]) plain;
        return row.length == 1 ? row[0] : new EncodingFailure((String) row[0], (String) row[1], (String) row[2], null);
    }
}
