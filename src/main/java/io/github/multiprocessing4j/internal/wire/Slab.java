package io.github.multiprocessing4j.internal.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Array;

/**
 * An array of primitives of some length, which lies beside the other bytes of an {@link Encoded}: a copy of the user's
 * array where it was encoded, unless he has lent that, and the user's array itself where it is decoded. So it is copied
 * once at most on either side of the transport. Immutable, as far as the user keeps his word.
 */
final class Slab {

    /** From so many bytes on an array is one. */
    static final int LEAST = 1 << 9;

    private final DirectKind kind;
    private final Object array;
    private final int length;

    private Slab(DirectKind kind, Object array) {
        this.kind = kind;
        this.array = array;
        this.length = Array.getLength(array);
    }

    /** Takes over an array, which is not changed afterwards. */
    static Slab of(DirectKind kind, Object array) {
        return new Slab(kind, array);
    }

    /** Whether an array of so many elements is a slab. */
    static boolean isLarge(DirectKind kind, long length) {
        return length * PrimitiveArrays.elementSize(kind) >= LEAST;
    }

    DirectKind kind() {
        return kind;
    }

    /** How many elements it has. */
    int length() {
        return length;
    }

    /** How many bytes it is written in. */
    long bytes() {
        return (long) length * PrimitiveArrays.elementSize(kind);
    }

    /** The array, for the last one who uses this. */
    Object array() {
        return array;
    }

    /** A copy of the array. */
    Object copy() {
        return PrimitiveArrays.copy(kind, array, length);
    }

    void writeTo(OutputStream out) throws IOException {
        PrimitiveArrays.write(kind, array, out);
    }
}
