/**
 * Where shared objects live: cores that hold their state, and the edge at which threads wait for them. Knows the JDK
 * alone.
 */
package io.github.multiprocessing4j.internal.shared;
