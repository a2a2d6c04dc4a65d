package io.github.multiprocessing4j.internal.wire;

/**
 * Something that has two forms: itself, for Java serialization, and another one, which may be written in the direct
 * form, which is quicker to read: Java serialization takes a new JVM some 30 ms to get ready.
 *
 * <p>Only where it is all that is written: what it is in would have it as it is.
 */
public interface Twofold {

    /** What is written in its place in the direct form, if it can be. */
    Object inDirectForm();
}
