package io.github.multiprocessing4j.internal.shared;

import java.util.function.Predicate;

/**
 * Realms that are gone.
 *
 * @param realms which
 * @param orderly whether they have ended by their own will, and so have left nothing undone: what they have taken for
 *     good stays taken
 */
record Departed(Predicate<String> realms, boolean orderly) implements Predicate<String> {

    @Override
    public boolean test(String realm) {
        return realms.test(realm);
    }
}
