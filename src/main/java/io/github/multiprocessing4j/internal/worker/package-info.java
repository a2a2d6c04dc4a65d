/**
 * The side of the child in a pair of JVMs: how it comes to the classes that it lacks
 * ({@link io.github.multiprocessing4j.internal.worker.LoaderPlaces}), and how they are given
 * ({@link io.github.multiprocessing4j.internal.worker.ClassDesk}). Knows engine, wire and shared.
 */
package io.github.multiprocessing4j.internal.worker;
