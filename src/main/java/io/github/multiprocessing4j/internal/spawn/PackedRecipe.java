package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.engine.CommonRecipe;
import io.github.multiprocessing4j.internal.engine.Parcel;
import io.github.multiprocessing4j.internal.wire.Encoded;

/**
 * A recipe as bytes, to be sent once to each worker.
 *
 * <p>One that mentions shared objects goes with each job instead: each copy of it has claims of its own to them.
 */
final class PackedRecipe implements Parcel {

    /** Null if it is not reusable. */
    private final Encoded encoded;

    private PackedRecipe(Encoded encoded) {
        this.encoded = encoded;
    }

    /**
     * The recipe of jobs; throws what its user is to get if it cannot travel. Runs code of the user.
     *
     * @param lent whether it is not changed by anybody until they are over
     */
    static PackedRecipe of(CommonRecipe common, Packer packer, boolean lent) {
        PackedRecipe packed = (PackedRecipe) common.parcel();
        if (packed == null) {
            Encoded encoded = packer.pack(common.recipe(), lent);
            boolean reusable = encoded.tickets().isEmpty();
            if (!reusable) {
                packer.discard(encoded);
            }
            packed = new PackedRecipe(reusable ? encoded : null);
            common.pack(packed); // another thread may do so too: either will do
        }
        return packed;
    }

    boolean isReusable() {
        return encoded != null;
    }

    Encoded encoded() {
        return encoded;
    }

    @Override
    public void discard() {
        // It claims nothing.
    }
}
