/**
 * Where shared objects live: cores that hold their state, and the edge at which threads wait for them, and the exchange
 * by which they are used from other JVMs. Knows {@code memory} and {@code wire}.
 */
package io.github.multiprocessing4j.internal.shared;
