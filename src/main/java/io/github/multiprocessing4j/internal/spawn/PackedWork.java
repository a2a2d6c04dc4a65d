package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.engine.Parcel;
import io.github.multiprocessing4j.internal.wire.Encoded;

/** The work of a job, as bytes. */
final class PackedWork implements Parcel {

    /** How many workers may die of it before they have begun it: by its size, perhaps. */
    private static final int MOST_RETURNS = 2;

    private final Encoded encoded;
    private final Packer packer;

    /** How often it was put back. Whoever has claimed the job, one after the other. */
    private int returns;

    PackedWork(Encoded encoded, Packer packer) {
        this.encoded = encoded;
        this.packer = packer;
    }

    Encoded encoded() {
        return encoded;
    }

    /** Whether it may be given to another worker, after one has died with it that had not begun it. */
    boolean mayReturn() {
        returns++;
        return returns <= MOST_RETURNS;
    }

    @Override
    public void discard() {
        packer.discard(encoded);
    }
}
