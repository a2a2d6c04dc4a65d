package io.github.multiprocessing4j.internal.engine;

import java.io.Serializable;

/**
 * What many jobs have in common: so that it need not travel with each of them. Safe for use by any number of threads.
 */
public final class CommonRecipe implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Recipe recipe;

    /** What an engine has made of the recipe, for all jobs; null for nothing yet. */
    private transient volatile Parcel parcel;

    /** What jobs have in common that are done by a recipe. */
    public CommonRecipe(Recipe recipe) {
        this.recipe = recipe;
    }

    public Recipe recipe() {
        return recipe;
    }

    /** Keeps what an engine has made of the recipe. */
    public void pack(Parcel packed) {
        parcel = packed;
    }

    /** What {@link #pack} has kept; null for nothing. */
    public Parcel parcel() {
        return parcel;
    }
}
