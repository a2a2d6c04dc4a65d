package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.Job;
import io.github.multiprocessing4j.internal.engine.Outcome;
import io.github.multiprocessing4j.internal.engine.Outcome.Reason;
import io.github.multiprocessing4j.internal.engine.Seat;
import io.github.multiprocessing4j.internal.engine.Work;
import io.github.multiprocessing4j.internal.engine.WorkerId;
import java.util.Map;

/** The one task of an {@code apply}, on its way through the crew. */
final class Call<R> extends Job implements AsyncResult.Errand {

    // All are dropped when the job is over: it may stay in the backlog for a while.

    private AsyncResult<R> result;

    private Task<? extends R> task;

    /** Null for a plain task, as most are. */
    private Terms<R> terms;

    /**
     * What is special about a task.
     *
     * @param logContext from {@link Logging#capture}
     * @param callbacks null if nobody is to be told
     */
    record Terms<R>(Map<String, String> logContext, Limits limits, Completion.Callbacks<? super R> callbacks) {

        /** The terms of a task; null if it is a plain one. */
        static <R> Terms<R> of(Limits limits, Completion.Callbacks<? super R> callbacks) {
            Map<String, String> logContext = Logging.capture();
            return logContext == null && limits == Limits.NONE && callbacks == null
                    ? null
                    : new Terms<>(logContext, limits, callbacks);
        }

        private Terms<R> forAnotherTry() {
            return new Terms<>(logContext, new Limits(limits.nanos(), limits.retries() - 1), callbacks);
        }

        private static <R> boolean haveCallbacks(Terms<R> terms) {
            return terms != null && terms.callbacks != null;
        }
    }

    Call(AsyncResult<R> result, Task<? extends R> task, Terms<R> terms, ClassLoader loader) {
        super(loader);
        this.result = result;
        this.task = task;
        this.terms = terms;
    }

    @Override
    public long limitNanos() {
        Terms<R> special = terms;
        return special == null ? 0 : special.limits.nanos();
    }

    @Override
    public Work work() {
        Task<? extends R> of = task;
        return of == null ? null : new Invocation(of, logContext());
    }

    @Override
    public Object run(Seat seat) throws Throwable {
        Task<? extends R> of = task;
        return of == null ? null : Invocation.run(of, logContext());
    }

    private Map<String, String> logContext() {
        Terms<R> special = terms;
        return special == null ? null : special.logContext;
    }

    @Override
    protected void over(Object value, WorkerId worker) {
        AsyncResult<R> to = result;
        Terms<R> special = terms;
        drop();
        @SuppressWarnings("unchecked")
        R given = (R) value;
        finish(to, special, given, null);
    }

    @Override
    protected void over(Outcome outcome) {
        if (outcome instanceof Outcome.Value value) {
            over(value.value(), value.worker());
            return;
        }
        AsyncResult<R> to = result;
        Task<? extends R> failed = task;
        Terms<R> special = terms;
        drop();
        if (special != null && special.limits.retries() > 0 && Limits.mayBeTriedAgain(outcome) && !to.ready()) {
            tryAgain(to, failed, special.forAnotherTry());
            return;
        }
        Throwable failure = Outcomes.failure(outcome, to.life().name(), Outcomes.NO_INDEX);
        if (outcome instanceof Outcome.Stopped stopped && stopped.reason() != Reason.TIME_LIMIT) {
            to.drop(failure); // at once, and without callbacks
        }
        finish(to, special, null, failure);
    }

    private void drop() {
        result = null;
        task = null;
        if (terms != null) {
            // That there were callbacks is known still.
            terms = terms.callbacks == null ? null : new Terms<>(null, Limits.NONE, Completion.Callbacks.none());
        }
    }

    private void tryAgain(AsyncResult<R> to, Task<? extends R> failed, Terms<R> next) {
        Call<R> call = new Call<>(to, failed, next, loader());
        to.attach(call);
        to.life().crew().submitAgain(call);
    }

    private static <R> void finish(AsyncResult<R> to, Terms<R> special, R value, Throwable failure) {
        PoolLife life = to.life();
        if (Terms.haveCallbacks(special) && !to.ready()) {
            Completion.deliver(life, to, special.callbacks, value, failure);
            return;
        }
        if (failure == null) {
            to.complete(value);
        } else {
            to.fail(failure);
        }
        life.leave();
    }

    @Override
    public void cancel(boolean running) {
        AsyncResult<R> of = result;
        if (of != null && (running || !isTaken())) {
            of.life().crew().stop(this, Reason.CANCELLED);
        }
    }

    @Override
    public boolean isTold() {
        return Terms.haveCallbacks(terms);
    }

    @Override
    public boolean help() {
        AsyncResult<R> of = result;
        return of != null && of.life().crew().runHere(this);
    }
}
