package io.github.multiprocessing4j;

import java.util.Arrays;

/** A chunk of an imap, and the places of its results. What changes is guarded by the lock of the {@link Imap}. */
final class ImapPart implements ChunkJob.Slots {

    private final Imap<?> imap;
    private final int first;

    /** Masked results; null where there is none yet, or where it was delivered. */
    private final Object[] results;

    private int missing;
    private int delivered;
    private ChunkJob job;

    /** A result, which may be null, where null means that there is none. */
    record Given(Object value) {}

    ImapPart(Imap<?> imap, ChunkJob.Terms terms, int first, Object[] items) {
        this.imap = imap;
        this.first = first;
        this.results = new Object[items.length];
        this.missing = items.length;
        this.job = new ChunkJob(terms, this, first, items, terms.limits().retries());
    }

    /** The job that the chunk is now: another one when it is tried again. */
    ChunkJob job() {
        return job;
    }

    /** Puts a masked result in its place. */
    void put(int index, Object masked) {
        results[index - first] = masked;
    }

    /** Counts results that have come; whether all have now. */
    boolean count(int arrived) {
        missing -= arrived;
        return missing == 0;
    }

    /** Removes the first result that was not delivered; null if it has not come. */
    Object takeNext() {
        Object found = results[delivered];
        if (found != null) {
            results[delivered++] = null;
        }
        return found;
    }

    boolean isDelivered() {
        return delivered == results.length;
    }

    @Override
    public void fill(int from, Object[] found) {
        imap.fill(this, from, found);
    }

    @Override
    public void give(ChunkJob chunk, Throwable failure) {
        Object[] found = new Object[chunk.length()];
        Arrays.fill(found, new Chunk.Thrown(failure));
        fill(chunk.first(), found);
    }

    @Override
    public boolean areClosed() {
        return imap.isClosed();
    }

    @Override
    public void retrying(ChunkJob chunk) {
        imap.locked(() -> job = chunk);
    }
}
