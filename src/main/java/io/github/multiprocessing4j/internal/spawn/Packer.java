package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.wire.DecodingFailure;
import io.github.multiprocessing4j.internal.wire.Encoded;
import io.github.multiprocessing4j.internal.wire.EncodingFailure;

/** Writes and reads the objects of users. */
public interface Packer {

    /** Writes an object; throws what its user is to get if that is impossible. */
    Encoded pack(Object object);

    /**
     * Writes an object, as {@link #pack} does. Large arrays in it are not copied: so what is written is what they hold
     * when it is sent.
     */
    Encoded packLent(Object object);

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
