/**
 * The engine whose workers are threads of this JVM. Pools run on a {@link java.util.concurrent.ForkJoinPool} of their
 * own.
 */
package io.github.multiprocessing4j.internal.thread;
