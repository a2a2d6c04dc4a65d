package io.github.multiprocessing4j;

/** What {@link Connection#wait(java.util.Collection)} can wait for: connections, and the sentinels of processes. */
public sealed interface Waitable permits Connection, Sentinel {}
