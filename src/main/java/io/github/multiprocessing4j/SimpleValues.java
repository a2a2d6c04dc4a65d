package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.wire.Encoded;
import java.util.Set;

/** Values that are written, read, compared and hashed in a moment, and without code of a user. */
final class SimpleValues {

    /** How long a text may be, and what is written. */
    private static final int SHORT = 1 << 10;

    private static final Set<Class<?>> NUMBERS_AND_THE_LIKE = Set.of(
            Boolean.class,
            Character.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class);

    private SimpleValues() {}

    /** Whether something is such a value; null is one. */
    static boolean isOne(Object value) {
        return value == null
                || NUMBERS_AND_THE_LIKE.contains(value.getClass())
                || value instanceof String text && text.length() <= SHORT;
    }

    /** The values that bytes are a row of; null if they are of anything else. */
    static Object[] read(Encoded encoded) {
        return encoded.length() <= SHORT && encoded.tickets().isEmpty() ? Freight.flatRow(encoded) : null;
    }
}
