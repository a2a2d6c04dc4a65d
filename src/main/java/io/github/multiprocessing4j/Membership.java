package io.github.multiprocessing4j;

/** Which process the calling code counts as, for objects that each process uses and closes for itself. */
final class Membership {

    private Membership() {}

    /** The process: compared by identity, and not held. */
    static Object current() {
        return Processes.here().current();
    }
}
