package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.Exchange;
import io.github.multiprocessing4j.internal.spawn.Packer;
import io.github.multiprocessing4j.internal.wire.DecodingFailure;
import io.github.multiprocessing4j.internal.wire.Encoded;
import io.github.multiprocessing4j.internal.wire.EncodingFailure;
import io.github.multiprocessing4j.internal.wire.ResultFilter;
import io.github.multiprocessing4j.internal.worker.Classes;
import io.github.multiprocessing4j.internal.worker.Depth;
import java.io.ObjectInputFilter;

/** Objects of users on their way between processes. The one place that says to users what is wrong with them. */
final class Freight {

    private Freight() {}

    /**
     * Makes bytes of an object.
     *
     * @throws EncodingException if it cannot travel
     */
    static Encoded encode(Object object) {
        return encode(object, false);
    }

    /**
     * Makes bytes of an object, as {@link #encode(Object)} does.
     *
     * @param lent whether large arrays in it are not copied
     * @throws EncodingException if it cannot travel
     */
    static Encoded encode(Object object, boolean lent) {
        try {
            return Classes.here().coder().encode(object, lent);
        } catch (EncodingFailure failure) {
            throw new EncodingException(failure);
        }
    }

    /**
     * Sees whether an object can travel.
     *
     * @param what the object, for the message
     * @throws EncodingException if it cannot
     */
    static void check(Object object, String what) {
        try {
            discard(Classes.here().coder().encode(object));
        } catch (EncodingFailure failure) {
            throw new EncodingException(what, failure);
        }
    }

    /**
     * Makes an object of bytes.
     *
     * @throws DecodingException if that is impossible
     */
    static Object decode(Encoded encoded) {
        try {
            return admit(encoded);
        } catch (DecodingFailure failure) {
            throw new DecodingException(failure);
        }
    }

    /**
     * Makes an object of bytes, as {@link #decode} does.
     *
     * @throws DecodingFailure if that is impossible
     */
    static Object admit(Encoded encoded) throws DecodingFailure {
        return Classes.here().coder().decode(encoded, filterOf(encoded));
    }

    /** Makes a row of simple values of bytes; null if they are of anything else, or cannot be read. */
    static Object[] flatRow(Encoded encoded) {
        return Classes.here().coder().decodeFlatRow(encoded, filterOf(encoded));
    }

    private static ObjectInputFilter filterOf(Encoded encoded) {
        return encoded.isFromAbroad() ? ResultFilter.standard() : encoded.isForeign() ? ofChildren() : null;
    }

    /**
     * Makes an object of the bytes that a method of a manager's object has given.
     *
     * @param home where it lives
     * @throws DecodingFailure if that is impossible
     */
    static Object admit(Encoded encoded, String home) throws DecodingFailure {
        ObjectInputFilter filter = ManagedResults.here().of(home);
        return filter == null ? admit(encoded) : Classes.here().coder().decode(encoded, filter);
    }

    /**
     * The object in what a queue or a pipe has given.
     *
     * @param item the object itself, if it has not travelled
     */
    static Object unpack(Object item) {
        if (item instanceof Encoded encoded) {
            return decode(encoded);
        }
        if (item instanceof EncodingFailure failure) {
            throw new EncodingException(failure);
        }
        return item;
    }

    /** What was packed is not sent after all. */
    static void discard(Object item) {
        if (item instanceof Encoded encoded) {
            Exchange.here().discard(encoded);
        }
    }

    /** What is admitted of what comes from elsewhere: a child takes from its parent what it gets, code too. */
    private static ObjectInputFilter ofChildren() {
        return Depth.here().levels() == 0 ? ResultFilter.standard() : null;
    }

    /**
     * For an engine.
     *
     * @param results what is admitted of what workers send
     */
    record Packing(ObjectInputFilter results) implements Packer {

        @Override
        public Encoded pack(Object object, boolean lent) {
            try {
                return Classes.here().coder().encode(object, lent);
            } catch (EncodingFailure failure) {
                throw refusal(failure);
            }
        }

        @Override
        public RuntimeException refusal(EncodingFailure failure) {
            return new EncodingException("the work", failure);
        }

        @Override
        public String placeOf(ClassLoader loader) {
            return Classes.here().placeOf(loader);
        }

        @Override
        public Object unpack(Encoded encoded) throws DecodingFailure {
            return Classes.here().coder().decode(encoded, results);
        }

        @Override
        public void discard(Encoded encoded) {
            Exchange.here().discard(encoded);
        }
    }
}
