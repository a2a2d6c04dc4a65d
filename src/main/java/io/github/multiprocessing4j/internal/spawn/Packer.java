package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.wire.DecodingFailure;
import io.github.multiprocessing4j.internal.wire.Encoded;

/** Writes and reads the objects of users. */
public interface Packer {

    /** Writes an object; throws what its user is to get if that is impossible. */
    Encoded pack(Object object);

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
