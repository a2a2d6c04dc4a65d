package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.Crew;
import io.github.multiprocessing4j.internal.engine.Outcome.Reason;
import io.github.multiprocessing4j.internal.engine.Thrown;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What runs behind a {@code map}: opens a slot for each item, sends the chunks out, fills the slots with what comes
 * home, and gives the whole list when the last one is filled.
 */
final class Gather<R> implements ChunkJob.Slots, AsyncResult.Errand {

    private final PoolLife life;
    private final AsyncResult<List<R>> result;
    private final Completion.Callbacks<? super List<R>> callbacks;
    private final boolean failFast;
    private final ProgressMeter meter;

    /** Filled by many threads; missing orders them before whoever takes the list. */
    private final MapResults slots;

    /** Whether a job that was stopped, and goes on all the same, may meet the one that has taken its place. */
    private final boolean mayMeet;

    private final AtomicInteger missing;
    private final AtomicReference<Throwable> firstFailure = new AtomicReference<>();

    /** Whether the result has been given, or is on its way to the callbacks. */
    private final AtomicBoolean settled = new AtomicBoolean();

    /** Complete before the result can be seen by anybody. */
    private final List<ChunkJob> jobs;

    /** How many jobs those who helped have looked at; an underestimate does no harm. */
    private volatile int helped;

    private final Queue<ChunkJob> retries = new ConcurrentLinkedQueue<>();

    private Gather(
            PoolLife life,
            AsyncResult<List<R>> result,
            Completion.Callbacks<? super List<R>> callbacks,
            Items items,
            MapOptions options) {
        this.life = life;
        this.result = result;
        this.callbacks = callbacks;
        this.failFast = options.isFailFast();
        this.meter = options.listener() == null ? null : new ProgressMeter(life, options.listener(), items.count());
        this.slots = new MapResults(items.count(), items.chunkSize());
        this.mayMeet = options.limits().nanos() > 0;
        this.jobs = new ArrayList<>(items.chunks());
        this.missing = new AtomicInteger(items.count());
    }

    /**
     * Sends the items out.
     *
     * @param life a pool that has accepted the operation
     */
    static <R> AsyncResult<List<R>> start(
            PoolLife life,
            Fn<?, ? extends R> fn,
            Items items,
            MapOptions options,
            Completion.Callbacks<? super List<R>> callbacks) {
        AsyncResult<List<R>> result = new AsyncResult<>(life);
        Gather<R> gather = new Gather<>(life, result, callbacks, items, options);
        gather.send(ChunkJob.Terms.of(life, fn, options.limits(), options.isLent()), items);
        return result;
    }

    private void send(ChunkJob.Terms terms, Items items) {
        for (int i = 0; i < items.chunks(); i++) {
            int from = i * items.chunkSize();
            ChunkJob job = new ChunkJob(
                    terms, this, from, items.chunk(from), terms.limits().retries());
            job.prepare(); // all before the first is submitted: if one cannot travel, none is run
            jobs.add(job);
        }
        result.attach(this);
        if (items.count() == 0) {
            if (meter != null) {
                meter.advance(0, 0);
            }
            settled.set(true);
            settle(null);
        }
        life.crew().submitAll(jobs);
    }

    @Override
    public void fill(int first, Object[] results) {
        int pending = 0;
        int failed = 0;
        for (Object found : results) {
            if (found == ChunkJob.PENDING) {
                pending++;
            } else if (found instanceof Thrown thrown) {
                failed++;
                firstFailure.compareAndSet(null, thrown.error());
            }
        }
        if (pending + failed == 0) {
            slots.put(first, results);
        } else {
            putValues(first, results);
        }
        account(results.length - pending, failed);
    }

    private void putValues(int first, Object[] results) {
        for (int i = 0; i < results.length; i++) {
            if (results[i] != ChunkJob.PENDING && !(results[i] instanceof Thrown)) {
                slots.put(first + i, results[i]);
            }
        }
    }

    /**
     * The slots themselves, so that results need not be gathered elsewhere before. A job that was stopped may put
     * results there long after that. Nobody sees them, because then there is no list, unless it was its time limit that
     * has stopped it.
     */
    @Override
    public Object[] room() {
        return mayMeet ? null : slots.all();
    }

    @Override
    public void filled(int count) {
        account(count, 0);
    }

    @Override
    public void give(ChunkJob chunk, Throwable failure) {
        if (failure != null) {
            firstFailure.compareAndSet(null, failure);
            if (failure instanceof CancellationException) {
                result.drop(failure); // at once, and without callbacks: the pool was terminated
            }
        }
        account(chunk.length(), chunk.length());
    }

    private void account(int filled, int failed) {
        if (meter != null && !settled.get()) {
            meter.advance(filled, failed);
        }
        int left = missing.addAndGet(-filled);
        if ((left == 0 || failFast && failed > 0) && settled.compareAndSet(false, true)) {
            if (left > 0) {
                cancel(true); // before the failure is known, so that nothing is begun after that
            }
            settle(firstFailure.get());
        }
    }

    /** Gives the result. Called once, by whoever has set the flag. */
    private void settle(Throwable failure) {
        // Who was stopped has brought nothing: but then the result is there already.
        List<R> list = failure == null && !result.ready() ? slots.list() : null;
        if (isTold() && !result.ready()) {
            Completion.deliver(life, result, callbacks, list, failure);
            return;
        }
        if (failure == null) {
            result.complete(list);
        } else {
            result.fail(failure);
        }
        life.leave();
    }

    @Override
    public boolean areClosed() {
        return settled.get() || result.ready();
    }

    @Override
    public void retrying(ChunkJob chunk) {
        retries.add(chunk);
    }

    /** From the end, so that no worker that is set free begins what is to be stopped next. */
    @Override
    public void cancel(boolean running) {
        Crew crew = life.crew();
        for (int i = jobs.size() - 1; i >= 0; i--) {
            if (running || !jobs.get(i).isTaken()) {
                crew.stop(jobs.get(i), Reason.CANCELLED);
            }
        }
        retries.forEach(job -> crew.stop(job, Reason.CANCELLED));
    }

    @Override
    public boolean isTold() {
        return meter != null || !callbacks.isEmpty();
    }

    @Override
    public boolean help() {
        while (helped < jobs.size()) {
            if (life.crew().runHere(jobs.get(helped++))) {
                return true;
            }
        }
        for (ChunkJob job : retries) {
            if (life.crew().runHere(job)) {
                return true;
            }
        }
        return false;
    }
}
