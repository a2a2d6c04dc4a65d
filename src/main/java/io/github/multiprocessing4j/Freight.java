package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.Exchange;
import io.github.multiprocessing4j.internal.spawn.Packer;
import io.github.multiprocessing4j.internal.wire.DecodingFailure;
import io.github.multiprocessing4j.internal.wire.Encoded;
import io.github.multiprocessing4j.internal.wire.EncodingFailure;
import io.github.multiprocessing4j.internal.worker.Classes;
import java.io.ObjectInputFilter;

/** Objects of users on their way to other JVMs and from them, and what is told if they cannot travel. */
final class Freight {

    private Freight() {}

    /**
     * Writes an object.
     *
     * @throws EncodingException if it cannot be written
     */
    static Encoded encode(Object object) {
        try {
            return Classes.here().codec().encode(object);
        } catch (EncodingFailure failure) {
            throw new EncodingException(failure);
        }
    }

    /**
     * Reads an object.
     *
     * @throws DecodingException if it cannot be read
     */
    static Object decode(Encoded encoded) {
        try {
            return Classes.here().codec().decode(encoded, null);
        } catch (DecodingFailure failure) {
            throw new DecodingException("the object cannot be decoded: " + failure.getMessage(), failure.getCause());
        }
    }

    /**
     * For an engine.
     *
     * @param results what is admitted of what workers send
     */
    record Packing(ObjectInputFilter results) implements Packer {

        @Override
        public Encoded pack(Object object) {
            return encode(object);
        }

        @Override
        public String placeOf(ClassLoader loader) {
            return Classes.here().placeOf(loader);
        }

        @Override
        public Object unpack(Encoded encoded) throws DecodingFailure {
            return Classes.here().codec().decode(encoded, results);
        }

        @Override
        public void discard(Encoded encoded) {
            Exchange.here().discard(encoded);
        }
    }
}
