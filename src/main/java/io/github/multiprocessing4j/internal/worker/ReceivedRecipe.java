package io.github.multiprocessing4j.internal.worker;

import io.github.multiprocessing4j.internal.engine.Recipe;
import io.github.multiprocessing4j.internal.shared.Coder;
import io.github.multiprocessing4j.internal.wire.DecodingFailure;
import io.github.multiprocessing4j.internal.wire.Encoded;

/**
 * A recipe that has come once for all work that is done by it. It is read when it is first needed, by the thread that
 * works.
 */
final class ReceivedRecipe {

    /** The number of no recipe. */
    static final long NONE = 0;

    private final long number;

    /** Null once it is read. The thread that works, as what follows. */
    private Encoded encoded;

    private Recipe recipe;

    ReceivedRecipe(long number, Encoded encoded) {
        this.number = number;
        this.encoded = encoded;
    }

    long number() {
        return number;
    }

    /**
     * The recipe. Runs code of the user.
     *
     * @throws DecodingFailure if it cannot be read, as it then cannot be for the work that comes next
     */
    Recipe read(Coder coder) throws DecodingFailure {
        if (recipe == null) {
            recipe = (Recipe) coder.decode(encoded);
            encoded = null;
        }
        return recipe;
    }
}
