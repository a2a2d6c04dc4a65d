/**
 * What goes from one JVM to another, and how: objects as bytes
 * ({@link io.github.multiprocessing4j.internal.wire.Codec}, the only place that makes objects of them: common values in
 * a form of their own, all else by Java serialization), messages of plain data
 * ({@link io.github.multiprocessing4j.internal.wire.Plain}), and the private channel that carries them. Knows the JDK
 * alone.
 */
package io.github.multiprocessing4j.internal.wire;
