package io.github.multiprocessing4j;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The rules by which an input is cut into chunks. */
final class Chunks {

    /** How many chunks each worker gets, when nobody says otherwise: few to hand over, enough to even out. */
    private static final int PER_WORKER = 4;

    /** How many chunks of an imap are under way for each worker: enough that none waits for a quick consumer. */
    private static final int AHEAD_PER_WORKER = 8;

    /** How many there are where a chunk takes no longer than to wake a thread. */
    private static final int SHORT_AHEAD_PER_WORKER = 512;

    /** With a progress listener, there are as many chunks as this at least: so many steps are seen. */
    private static final int STEPS = 100;

    /** Shorter chunks are not worth an array each. */
    private static final int LONG = 256;

    private Chunks() {}

    /** Whether chunks of such a size have arrays of their own, their items as well as their results. */
    static boolean areLong(int chunkSize) {
        return chunkSize >= LONG;
    }

    /** All items of an input. Runs the input's own code, which may throw. */
    static Object[] snapshot(Iterable<?> items) {
        if (items instanceof Collection<?> collection) {
            return collection.toArray();
        }
        List<Object> all = new ArrayList<>();
        items.forEach(all::add);
        return all.toArray();
    }

    /** How many items of an imap may be read and not delivered. */
    static ImapWindow window(int chunkSize, int workers, MapOptions options) {
        if (options.bufferSizeOrZero() > 0) {
            return ImapWindow.fixed(options.bufferSizeOrZero());
        }
        long items = (long) workers * chunkSize;
        return ImapWindow.between(
                atMostAnInt(AHEAD_PER_WORKER * items), atMostAnInt(SHORT_AHEAD_PER_WORKER * items), System.nanoTime());
    }

    private static int atMostAnInt(long value) {
        return (int) Math.min(Integer.MAX_VALUE, value);
    }

    /**
     * How many items go into a chunk of an input whose length is known.
     *
     * <p>Python's rule: four chunks for each worker, rounded up. Tasks with a time limit stand alone, because the limit
     * is for a task and what is stopped is a chunk.
     */
    static int size(int items, int workers, MapOptions options) {
        if (options.chunkSizeOrZero() > 0) {
            return options.chunkSizeOrZero();
        }
        if (options.limits().nanos() > 0) {
            return 1;
        }
        long chunks = (long) workers * PER_WORKER;
        if (options.listener() != null) {
            chunks = Math.max(chunks, STEPS);
        }
        return Math.max(1, (int) ((items + chunks - 1) / chunks));
    }
}
