package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.CommonRecipe;
import io.github.multiprocessing4j.internal.engine.Job;
import io.github.multiprocessing4j.internal.engine.Outcome;
import io.github.multiprocessing4j.internal.engine.Parts;
import io.github.multiprocessing4j.internal.engine.Portion;
import io.github.multiprocessing4j.internal.engine.Thrown;
import io.github.multiprocessing4j.internal.engine.WorkerId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A chunk on its way through the crew. */
final class ChunkJob extends Job {

    /** Stands in the place of a result that is still to come, from a task that is being tried again. */
    static final Object PENDING = new Object();

    private final int first;
    private final int length;

    // The next three are dropped when the job is over: it may stay in the backlog for a while.

    private Terms terms;
    private Slots slots;

    /** The items, if they may be needed again; or null. */
    private Object[] items;

    private final int triesLeft;

    /**
     * What all chunks of an operation have in common.
     *
     * @param life the pool
     * @param common what is done with each chunk, see {@link ForEach}
     * @param limits what is allowed to each task
     * @param logContext from {@link Logging#capture}
     * @param loader the context class loader of whoever submitted the operation
     */
    record Terms(
            PoolLife life, CommonRecipe common, Limits limits, Map<String, String> logContext, ClassLoader loader) {

        @SuppressWarnings("unchecked")
        static Terms of(PoolLife life, Fn<?, ?> fn, Limits limits) {
            Map<String, String> logContext = Logging.capture();
            return new Terms(
                    life,
                    new CommonRecipe(new ForEach((Fn<Object, Object>) fn, logContext)),
                    limits,
                    logContext,
                    Thread.currentThread().getContextClassLoader());
        }
    }

    /** Where the results of a chunk go. */
    interface Slots {

        /**
         * Takes results, of neighbouring items.
         *
         * @param first the index of the first item
         * @param results for each item a value, a {@link Thrown} with what the user is to catch, or {@link #PENDING}
         */
        void fill(int first, Object[] results);

        /** The tasks of a chunk were stopped or refused, and with them the whole operation ends. */
        void give(ChunkJob chunk, Throwable failure);

        /** Whether nobody wants results any more. */
        boolean areClosed();

        /** Notes that items are tried again by another job, before their results are {@link #PENDING}. */
        void retrying(ChunkJob chunk);
    }

    ChunkJob(Terms terms, Slots slots, int first, Object[] items, int triesLeft) {
        super(new Portion(terms.common, items), terms.loader, terms.limits.nanos());
        this.terms = terms;
        this.slots = slots;
        this.first = first;
        this.length = items.length;
        this.items = triesLeft > 0 ? items : null;
        this.triesLeft = triesLeft;
    }

    /** The index of its first item. */
    int first() {
        return first;
    }

    /** How many items the chunk has. */
    int length() {
        return length;
    }

    /**
     * Makes it ready to travel, where it has to.
     *
     * @throws EncodingException if it cannot; says which item cannot, if it is one of them
     */
    void prepare() {
        try {
            terms.life.crew().prepare(this);
        } catch (EncodingException failure) {
            Object[] all = (Object[]) ((Portion) work()).own();
            for (int i = 0; i < all.length; i++) {
                Freight.check(all[i], "item " + (first + i));
            }
            throw failure;
        }
    }

    @Override
    protected void over(Outcome outcome) {
        Terms of = terms;
        Slots to = slots;
        List<ChunkJob> retries = new ArrayList<>(0);
        if (outcome instanceof Outcome.Value value) {
            Object[] results = ((Parts) value.value()).results();
            for (int i = 0; i < length; i++) {
                if (results[i] instanceof Thrown thrown) {
                    results[i] = failedItem(i, thrown, value.worker(), retries);
                }
            }
            to.fill(first, results);
        } else if (Limits.mayBeTriedAgain(outcome)) {
            to.fill(first, failedChunk(outcome, retries));
        } else {
            to.give(this, to.areClosed() ? null : Outcomes.failure(outcome, of.life.name(), first));
        }
        terms = null;
        slots = null;
        items = null;
        // Only now: whoever gets a result of a retry has been told that it was pending.
        for (ChunkJob retry : retries) {
            if (to.areClosed()) {
                of.life.crew().stop(retry, Outcome.Reason.CANCELLED);
            } else {
                of.life.crew().submitAgain(retry);
            }
        }
    }

    private Object failedItem(int i, Thrown thrown, WorkerId worker, List<ChunkJob> retries) {
        if (triesLeft > 0 && !slots.areClosed()) {
            retries.add(retry(i, new Object[] {items[i]}));
            return PENDING;
        }
        return new Thrown(Outcomes.thrown(thrown.error(), terms.life.name(), first + i, worker));
    }

    /** A chunk of which nothing came home: its tasks fail, or are tried again, together. */
    private Object[] failedChunk(Outcome outcome, List<ChunkJob> retries) {
        Object[] results = new Object[length];
        if (triesLeft > 0 && !slots.areClosed()) {
            Arrays.fill(results, PENDING);
            retries.add(retry(0, items));
        } else {
            Throwable failure = null;
            for (int i = 0; i < length; i++) {
                if (!isShared(failure, outcome)) {
                    failure = Outcomes.failure(outcome, terms.life.name(), first + i);
                }
                results[i] = new Thrown(failure);
            }
        }
        return results;
    }

    /** Whether it is what a worker has thrown itself: one object, which is told once which tasks it stands for. */
    private static boolean isShared(Throwable failure, Outcome outcome) {
        return failure != null
                && outcome instanceof Outcome.Raised raised
                && (failure == raised.error() || failure.getCause() == raised.error());
    }

    private ChunkJob retry(int offset, Object[] again) {
        ChunkJob job = new ChunkJob(terms, slots, first + offset, again, triesLeft - 1);
        slots.retrying(job);
        return job;
    }
}
