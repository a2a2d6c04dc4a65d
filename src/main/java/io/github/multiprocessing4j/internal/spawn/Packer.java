package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.wire.DecodingFailure;
import io.github.multiprocessing4j.internal.wire.Encoded;
import io.github.multiprocessing4j.internal.wire.EncodingFailure;

/** Writes and reads the objects of users. */
public interface Packer {

    /** Writes an object; throws what its user is to get if that is impossible. */
    default Encoded pack(Object object) {
        return pack(object, false);
    }

    /**
     * Writes an object, as {@link #pack(Object)} does.
     *
     * @param lent whether large arrays in it are not copied: then it is sent what they hold by then
     */
    Encoded pack(Object object, boolean lent);

    /** What the user is to get whose object was written, and is too long for whoever should read it. */
    RuntimeException refusal(EncodingFailure tooLong);

    /** The place of a class loader, for the other side. */
    String placeOf(ClassLoader loader);

    /**
     * Reads what a worker has sent.
     *
     * @throws DecodingFailure if no object could be made of it
     */
    Object unpack(Encoded encoded) throws DecodingFailure;

    /** What was packed is not wanted any more. */
    void discard(Encoded encoded);
}
