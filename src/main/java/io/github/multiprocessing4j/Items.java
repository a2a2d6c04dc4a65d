package io.github.multiprocessing4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The items of a {@code map}, as they were when it was called: in one array, or, where chunks are long, in one for each
 * of them, if the input can be read in parts. For an array that is as long as a long input is no young object, and the
 * garbage collector keeps account of all that is put into it. Of a list that nobody can change nothing is copied here:
 * each chunk is, where it is worked on.
 */
final class Items {

    /** The class of immutable lists, which nobody can name. */
    private static final Class<?> IMMUTABLE =
            Collections.nCopies(3, 0).stream().toList().getClass();

    private final int count;
    private final int chunkSize;

    /** One for all, or one for each chunk; null if there is a list. */
    private final Object[][] arrays;

    /** One that nobody can change; else null. */
    private final List<?> list;

    private Items(int count, int chunkSize, Object[][] arrays, List<?> list) {
        this.count = count;
        this.chunkSize = chunkSize;
        this.arrays = arrays;
        this.list = list;
    }

    /**
     * All items of an input. Runs the input's own code, which may throw.
     *
     * @param workers how many there are
     */
    static Items of(Iterable<?> input, int workers, MapOptions options) {
        if (input instanceof List<?> list && (list.getClass() == ArrayList.class || list.getClass() == IMMUTABLE)) {
            int count = list.size();
            int chunkSize = Chunks.size(count, workers, options);
            if (Chunks.areLong(chunkSize) && chunkSize < count) {
                return list.getClass() == IMMUTABLE
                        ? new Items(count, chunkSize, null, list)
                        : new Items(count, chunkSize, cut(list, count, chunkSize), null);
            }
        }
        Object[] all = Chunks.snapshot(input);
        return new Items(all.length, Chunks.size(all.length, workers, options), new Object[][] {all}, null);
    }

    private static Object[][] cut(List<?> list, int count, int chunkSize) {
        Object[][] arrays = new Object[(count - 1) / chunkSize + 1][];
        for (int i = 0; i < arrays.length; i++) {
            int from = i * chunkSize;
            arrays[i] =
                    list.subList(from, from + Math.min(chunkSize, count - from)).toArray();
        }
        return arrays;
    }

    int count() {
        return count;
    }

    int chunks() {
        return count == 0 ? 0 : (count - 1) / chunkSize + 1;
    }

    /** How many items a chunk has, but for the last one, which may have fewer. */
    int chunkSize() {
        return chunkSize;
    }

    /**
     * The items of a chunk.
     *
     * @param from the index of its first item
     */
    ChunkItems chunk(int from) {
        int length = Math.min(chunkSize, count - from);
        if (list != null) {
            return ChunkItems.of(list, from, length);
        }
        return arrays.length == 1
                ? ChunkItems.of(arrays[0], from, length)
                : ChunkItems.of(arrays[from / chunkSize], from % chunkSize, length);
    }
}
