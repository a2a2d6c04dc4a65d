package io.github.multiprocessing4j;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where the results of a {@code map} come together: in one array, or, where long chunks come home whole, in the arrays
 * in which they have come. To put a million of them into an array that is as long, and soon as old as anything, costs
 * the garbage collector more than all else that is done with them.
 */
final class MapResults {

    private final int items;
    private final int chunkSize;

    /** The chunks that have come whole, by their number; null if there are none. */
    private final Object[][] chunks;

    private final ReentrantLock lock = new ReentrantLock();

    /** Null until somebody needs it. Written under the lock. */
    private volatile Object[] all;

    /*
     * What is in the arrays is written without order by the threads that put it there. Whoever makes the list of it has
     * been told by each of them that it has.
     */

    MapResults(int items, int chunkSize) {
        this.items = items;
        this.chunkSize = chunkSize;
        boolean apart = Chunks.areLong(Math.min(chunkSize, items));
        this.chunks = apart ? new Object[(items - 1) / chunkSize + 1][] : null;
        this.all = apart ? null : new Object[items]; // now, where it can fail for want of memory
    }

    /** An array of all, each at the index of its item. */
    Object[] all() {
        Object[] made = all;
        if (made == null) {
            lock.lock();
            try {
                made = all;
                if (made == null) {
                    made = new Object[items];
                    all = made;
                }
            } finally {
                lock.unlock();
            }
        }
        return made;
    }

    /** Takes the results of neighbouring items. The array is not used by anybody else any more. */
    void put(int first, Object[] results) {
        if (isWholeChunk(first, results)) {
            chunks[first / chunkSize] = results;
        } else {
            System.arraycopy(results, 0, all(), first, results.length);
        }
    }

    private boolean isWholeChunk(int first, Object[] results) {
        return chunks != null
                && first % chunkSize == 0
                && results.length == Math.min(chunkSize, items - first)
                && results.getClass() == Object[].class; // the user may put anything in their place
    }

    void put(int index, Object result) {
        all()[index] = result;
    }

    /** A list of all, when all are there; of fixed size. */
    <R> List<R> list() {
        if (chunks == null || all != null) {
            return asList(collected());
        }
        return chunks.length == 1 ? asList(chunks[0]) : new ChunkedList<>(chunks, chunkSize, items);
    }

    private Object[] collected() {
        Object[] together = all();
        for (int i = 0; chunks != null && i < chunks.length; i++) {
            if (chunks[i] != null) {
                System.arraycopy(chunks[i], 0, together, i * chunkSize, chunks[i].length);
            }
        }
        return together;
    }

    @SuppressWarnings("unchecked")
    private static <R> List<R> asList(Object[] array) {
        return (List<R>) Arrays.asList(array);
    }
}
