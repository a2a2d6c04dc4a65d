package io.github.multiprocessing4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The items of a {@code map}, as they were when it was called: in one array, or, where chunks are long, in one for each
 * of them, if the input can be read in parts. For an array that is as long as a long input is no young object, and the
 * garbage collector keeps account of all that is put into it.
 */
final class Items {

    /** The class of immutable lists, which nobody can name. */
    private static final Class<?> IMMUTABLE =
            Collections.nCopies(3, 0).stream().toList().getClass();

    private final int count;
    private final int chunkSize;

    /** One for all, or one for each chunk. */
    private final Object[][] arrays;

    private Items(int count, int chunkSize, Object[]... arrays) {
        this.count = count;
        this.chunkSize = chunkSize;
        this.arrays = arrays;
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
                return new Items(count, chunkSize, cut(list, count, chunkSize));
            }
        }
        Object[] all = Chunks.snapshot(input);
        return new Items(all.length, Chunks.size(all.length, workers, options), all);
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
     * The array in which a chunk lies.
     *
     * @param from the index of its first item
     */
    Object[] array(int from) {
        return arrays[arrays.length == 1 ? 0 : from / chunkSize];
    }

    /** Where a chunk begins in its array. */
    int offset(int from) {
        return arrays.length == 1 ? from : from % chunkSize;
    }
}
