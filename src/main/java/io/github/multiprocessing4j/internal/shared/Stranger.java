package io.github.multiprocessing4j.internal.shared;

/**
 * A thread or a process of another realm, or a copy of a connection there, as the objects here know it.
 *
 * @param realm the path of the realm
 * @param number which of them; a number means one thing only in a realm
 */
record Stranger(String realm, long number) {

    /** Whether two are the same: objects of this realm by identity, so that no code of a user runs. */
    static boolean isSame(Object one, Object other) {
        return one == other || one instanceof Stranger stranger && stranger.equals(other);
    }
}
