package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.engine.Parcel;
import io.github.multiprocessing4j.internal.engine.Portion;
import io.github.multiprocessing4j.internal.engine.Work;
import io.github.multiprocessing4j.internal.wire.Encoded;

/** The work of a job, as bytes. */
final class PackedWork implements Parcel {

    /** How many workers may die of it before they have begun it: by its size, perhaps. */
    private static final int MOST_RETURNS = 2;

    private final PackedRecipe recipe;
    private final Encoded encoded;
    private final Packer packer;

    /** How often it was put back. Whoever has claimed the job, one after the other. */
    private int returns;

    private PackedWork(PackedRecipe recipe, Encoded encoded, Packer packer) {
        this.recipe = recipe;
        this.encoded = encoded;
        this.packer = packer;
    }

    /** Makes bytes of work; throws what its user is to get if that is impossible. */
    static PackedWork of(Work work, Packer packer) {
        if (work instanceof Portion portion) {
            PackedRecipe recipe = PackedRecipe.of(portion.common(), packer, portion.lent());
            if (recipe.isReusable()) {
                return new PackedWork(recipe, packer.pack(portion.own(), portion.lent()), packer);
            }
        }
        return new PackedWork(null, packer.pack(work), packer);
    }

    /** What it has in common with other work; null for nothing. */
    PackedRecipe recipe() {
        return recipe;
    }

    /** What is its own. */
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
