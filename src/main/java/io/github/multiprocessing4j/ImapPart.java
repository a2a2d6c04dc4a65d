package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.Thrown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A chunk of an imap, and the places of its results. What changes is guarded by the lock of the {@link Imap}. */
final class ImapPart implements ChunkJob.Slots {

    private final Imap<?> imap;
    private final int first;

    /** Masked results; null where there is none yet, or where it was delivered. */
    private final Object[] results;

    private int missing;
    private int delivered;

    /** The chunk, and those by which items of it are tried again. */
    private final List<ChunkJob> jobs = new ArrayList<>(1);

    /** A result, which may be null, where null means that there is none. */
    record Given(Object value) {}

    ImapPart(Imap<?> imap, ChunkJob.Terms terms, int first, Object[] items) {
        this.imap = imap;
        this.first = first;
        this.results = new Object[items.length];
        this.missing = items.length;
        ChunkItems all = ChunkItems.of(items, 0, items.length);
        jobs.add(new ChunkJob(terms, this, first, all, terms.limits().retries()));
    }

    /** All jobs of the part, the over ones too. */
    List<ChunkJob> jobs() {
        return jobs;
    }

    /** A job that no worker has begun; or null. */
    ChunkJob unbegun() {
        for (ChunkJob job : jobs) {
            if (!job.isTaken()) {
                return job;
            }
        }
        return null;
    }

    /** Puts a masked result in its place. */
    void put(int index, Object masked) {
        results[index - first] = masked;
    }

    /** Counts results that have come; whether these were the last. */
    boolean count(int arrived) {
        missing -= arrived;
        return arrived > 0 && missing == 0;
    }

    /** Removes the first result that was not delivered; null if it has not come. */
    Object takeNext() {
        Object found = results[delivered];
        if (found != null) {
            results[delivered++] = null;
        }
        return found;
    }

    /** Whether the first result that was not delivered has come. */
    boolean isReady() {
        return results[delivered] != null;
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
        Arrays.fill(found, new Thrown(failure));
        fill(chunk.first(), found);
    }

    @Override
    public boolean areClosed() {
        return imap.isClosed();
    }

    @Override
    public void retrying(ChunkJob chunk) {
        imap.locked(() -> jobs.add(chunk));
    }
}
