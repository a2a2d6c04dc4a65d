package io.github.multiprocessing4j.internal.shared;

/** What has become of an attempt to take something by a word in shared memory. */
enum Attempt {
    DONE,
    /** Others hold it. */
    HELD,
    /** Only the home can tell. */
    AT_HOME
}
