package io.github.multiprocessing4j.internal.wire;

/** Something that is read in the place of what has not travelled itself: the other side of {@link Portable}. */
public interface Arriving {

    /** Makes what it stands for. A filter does not look at the class of that, which was not sent. */
    Object arrive();
}
