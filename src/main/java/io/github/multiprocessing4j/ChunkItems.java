package io.github.multiprocessing4j;

import java.util.List;

/**
 * The items of a chunk: those of an array or of a list from an index on, neither of which anybody changes.
 *
 * @param array null if they are in a list
 * @param list null if they are in an array
 * @param from where they begin
 * @param count how many there are
 */
record ChunkItems(Object[] array, List<?> list, int from, int count) {

    static ChunkItems of(Object[] array, int from, int count) {
        return new ChunkItems(array, null, from, count);
    }

    static ChunkItems of(List<?> list, int from, int count) {
        return new ChunkItems(null, list, from, count);
    }

    /** The same items, in an array. */
    ChunkItems inArray() {
        return list == null ? this : of(list.subList(from, from + count).toArray(), 0, count);
    }

    /** One of them. */
    Object get(int index) {
        return list == null ? array[from + index] : list.get(from + index);
    }

    /** Some of them. */
    ChunkItems part(int first, int length) {
        return new ChunkItems(array, list, from + first, length);
    }
}
