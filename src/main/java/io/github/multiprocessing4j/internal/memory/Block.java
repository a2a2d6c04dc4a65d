package io.github.multiprocessing4j.internal.memory;

import java.util.Objects;

/**
 * A block of shared memory that has a name.
 *
 * @param name what others attach to it by
 * @param identity which block of that name it is, see {@link SegmentFile#identity}
 * @param segment its memory
 */
public record Block(String name, String identity, Segment segment) {

    public Block {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(segment, "segment");
    }
}
