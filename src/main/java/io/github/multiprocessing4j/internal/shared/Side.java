package io.github.multiprocessing4j.internal.shared;

/** An end of a channel. */
public enum Side {
    /** Where messages go in. */
    SENDER,
    /** Where they come out. */
    RECEIVER
}
