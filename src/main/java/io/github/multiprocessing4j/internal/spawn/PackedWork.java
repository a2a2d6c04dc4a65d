package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.engine.Parcel;
import io.github.multiprocessing4j.internal.wire.Encoded;

/** The work of a job, as bytes. */
record PackedWork(Encoded encoded, Packer packer) implements Parcel {

    @Override
    public void discard() {
        packer.discard(encoded);
    }
}
