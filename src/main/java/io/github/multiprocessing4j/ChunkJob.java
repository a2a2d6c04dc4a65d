package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.CommonRecipe;
import io.github.multiprocessing4j.internal.engine.Job;
import io.github.multiprocessing4j.internal.engine.Outcome;
import io.github.multiprocessing4j.internal.engine.Parts;
import io.github.multiprocessing4j.internal.engine.Portion;
import io.github.multiprocessing4j.internal.engine.Seat;
import io.github.multiprocessing4j.internal.engine.Thrown;
import io.github.multiprocessing4j.internal.engine.Work;
import io.github.multiprocessing4j.internal.engine.WorkerId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A chunk on its way through the crew. */
final class ChunkJob extends Job {

    /** Stands in the place of a result that is still to come, from a task that is being tried again. */
    static final Object PENDING = new Object();

    /** What the work gives when all results are values, and are in their slots. */
    private static final Object IN_PLACE = new Object();

    /**
     * So many results go into their slots at a time: for to put one into a long array that has been there for a while
     * costs more than to put it into a short one that is new.
     */
    private static final int BLOCK = 1024;

    /** So many results go into their slots at once, one by one. */
    private static final int FEW = 16;

    private final int first;
    private final int length;

    private final int triesLeft;

    // The next three are dropped when the job is over: it may stay in the backlog for a while.

    private Terms terms;
    private Slots slots;

    private ChunkItems items;

    /**
     * What all chunks of an operation have in common.
     *
     * @param life the pool
     * @param common what is done with each chunk, see {@link ForEach}
     * @param limits what is allowed to each task
     * @param lent whether the user waits for the end of the operation, and changes nothing of the items until then
     * @param logContext from {@link Logging#capture}
     * @param loader the context class loader of whoever submitted the operation
     */
    record Terms(
            PoolLife life,
            CommonRecipe common,
            Limits limits,
            boolean lent,
            Map<String, String> logContext,
            ClassLoader loader) {

        @SuppressWarnings("unchecked")
        static Terms of(PoolLife life, Fn<?, ?> fn, Limits limits, boolean lent) {
            Map<String, String> logContext = Logging.capture();
            return new Terms(
                    life,
                    new CommonRecipe(new ForEach((Fn<Object, Object>) fn, logContext)),
                    limits,
                    lent,
                    logContext,
                    Thread.currentThread().getContextClassLoader());
        }

        private ForEach forEach() {
            return (ForEach) common.recipe();
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

        /**
         * An array in which the results may be put, each at the index of its item, and then {@link #filled} be said;
         * null if there is none.
         */
        default Object[] room() {
            return null;
        }

        /** So many results, none of them a failure, are in {@link #room}. */
        default void filled(int count) {
            throw new UnsupportedOperationException();
        }

        /** The tasks of a chunk were stopped or refused, and with them the whole operation ends. */
        void give(ChunkJob chunk, Throwable failure);

        /** Whether nobody wants results any more. */
        boolean areClosed();

        /** Notes that items are tried again by another job, before their results are {@link #PENDING}. */
        void retrying(ChunkJob chunk);
    }

    /**
     * A chunk of some items.
     *
     * @param first the index of the first item
     */
    ChunkJob(Terms terms, Slots slots, int first, ChunkItems items, int triesLeft) {
        super(terms.loader);
        this.terms = terms;
        this.slots = slots;
        this.first = first;
        this.items = items;
        this.length = items.count();
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
            for (int i = 0; i < length; i++) {
                Freight.check(items.get(i), "item " + (first + i));
            }
            throw failure;
        }
    }

    @Override
    public long limitNanos() {
        Terms of = terms;
        return of == null ? 0 : of.limits.nanos();
    }

    @Override
    public Work work() {
        Terms of = terms;
        ChunkItems own = items;
        return of == null || own == null ? null : new Portion(of.common, array(own.inArray()), of.lent);
    }

    /** The items alone, in an array that nobody changes. */
    private static Object[] array(ChunkItems items) {
        Object[] all = items.array();
        return items.count() == all.length ? all : Arrays.copyOfRange(all, items.from(), items.from() + items.count());
    }

    @Override
    public Object run(Seat seat) {
        Terms of = terms;
        Slots to = slots;
        ChunkItems own = items;
        if (of == null || to == null || own == null) {
            return null; // it is over
        }
        ChunkItems here = own.inArray();
        Object[] room = to.room();
        if (room == null) {
            Object[] results = new Object[length];
            of.forEach().apply(here.array(), here.from(), results, 0, length, seat);
            return new Parts(results);
        }
        return fillIn(of.forEach(), here, room, seat)
                ? IN_PLACE
                : new Parts(Arrays.copyOfRange(room, first, first + length));
    }

    private boolean fillIn(ForEach forEach, ChunkItems here, Object[] room, Seat seat) {
        if (length <= FEW) {
            return forEach.apply(here.array(), here.from(), room, first, length, seat);
        }
        Object[] block = new Object[Math.min(BLOCK, length)];
        boolean clean = true;
        for (int done = 0; done < length && !seat.isStopped(); done += BLOCK) {
            int count = Math.min(BLOCK, length - done);
            clean &= forEach.apply(here.array(), here.from() + done, block, 0, count, seat);
            System.arraycopy(block, 0, room, first + done, count);
        }
        return clean;
    }

    @Override
    protected void over(Object value, WorkerId worker) {
        if (value == IN_PLACE) {
            Slots to = slots;
            drop();
            to.filled(length);
        } else {
            over(new Outcome.Value(value, worker));
        }
    }

    private void drop() {
        terms = null;
        slots = null;
        items = null;
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
        drop();
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
            retries.add(retry(i, 1));
            return PENDING;
        }
        return new Thrown(Outcomes.thrown(thrown.error(), terms.life.name(), first + i, worker));
    }

    /** A chunk of which nothing came home: its tasks fail, or are tried again, together. */
    private Object[] failedChunk(Outcome outcome, List<ChunkJob> retries) {
        Object[] results = new Object[length];
        if (triesLeft > 0 && !slots.areClosed()) {
            Arrays.fill(results, PENDING);
            retries.add(retry(0, length));
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

    private ChunkJob retry(int from, int count) {
        ChunkJob job = new ChunkJob(terms, slots, first + from, items.part(from, count), triesLeft - 1);
        slots.retrying(job);
        return job;
    }
}
