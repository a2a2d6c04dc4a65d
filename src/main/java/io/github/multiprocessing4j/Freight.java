package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.Exchange;
import io.github.multiprocessing4j.internal.wire.DecodingFailure;
import io.github.multiprocessing4j.internal.wire.Encoded;
import io.github.multiprocessing4j.internal.wire.EncodingFailure;

/** Objects of users on their way between processes. The one place that says to users what is wrong with them. */
final class Freight {

    private Freight() {}

    /**
     * Makes bytes of an object.
     *
     * @throws EncodingException if it cannot travel
     */
    static Encoded encode(Object object) {
        try {
            return Exchange.here().coder().encode(object);
        } catch (EncodingFailure failure) {
            throw new EncodingException(failure);
        }
    }

    /**
     * Makes an object of bytes.
     *
     * @throws DecodingException if that is impossible
     */
    static Object decode(Encoded encoded) {
        try {
            return Exchange.here().coder().decode(encoded);
        } catch (DecodingFailure failure) {
            throw new DecodingException(failure);
        }
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
}
