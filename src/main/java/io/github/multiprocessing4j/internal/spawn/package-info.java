/**
 * The engine whose workers are child JVMs, the parent's side of it: launching them, a desk for each place in a pool,
 * and what is said of those that die.
 */
package io.github.multiprocessing4j.internal.spawn;
