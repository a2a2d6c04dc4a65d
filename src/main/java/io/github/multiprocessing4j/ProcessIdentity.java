package io.github.multiprocessing4j;

import java.io.Serializable;

/**
 * Which process it is, for another JVM.
 *
 * @param name its name
 * @param daemon whether the program may end while it is running
 * @param pid that of its JVM
 */
record ProcessIdentity(String name, boolean daemon, long pid) implements Serializable {}
