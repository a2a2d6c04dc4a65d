package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.Job;
import io.github.multiprocessing4j.internal.engine.Outcome;
import io.github.multiprocessing4j.internal.engine.Outcome.Reason;

/** The one task of an {@code apply}, on its way through the crew. */
final class Call<R> extends Job implements AsyncResult.Errand {

    private final PoolLife life;

    // The others are dropped when the job is over: it may stay in the backlog for a while.

    private AsyncResult<R> result;

    /** Null if nobody is to be told. */
    private Completion.Callbacks<? super R> callbacks;

    /** Null if the task is not to be tried again. */
    private Again again;

    /**
     * For tasks that are tried again when they fail.
     *
     * @param invocation what to run
     * @param times how often, at most
     */
    record Again(Invocation invocation, int times) {}

    Call(
            PoolLife life,
            AsyncResult<R> result,
            Invocation invocation,
            Limits limits,
            Completion.Callbacks<? super R> callbacks,
            ClassLoader loader) {
        super(invocation, loader, limits.nanos());
        this.life = life;
        this.result = result;
        this.callbacks = callbacks;
        this.again = limits.retries() == 0 ? null : new Again(invocation, limits.retries());
    }

    @Override
    protected void over(Outcome outcome) {
        AsyncResult<R> to = result;
        Completion.Callbacks<? super R> told = callbacks;
        Again next = again;
        result = null;
        callbacks = told == null ? null : Completion.Callbacks.none(); // that there were some is known still
        again = null;
        if (outcome instanceof Outcome.Value value) {
            @SuppressWarnings("unchecked")
            R given = (R) value.value();
            finish(to, told, given, null);
        } else if (next != null && Limits.mayBeTriedAgain(outcome) && !to.ready()) {
            tryAgain(to, told, next);
        } else {
            Throwable failure = Outcomes.failure(outcome, life.name(), Outcomes.NO_INDEX);
            if (outcome instanceof Outcome.Stopped stopped && stopped.reason() != Reason.TIME_LIMIT) {
                to.drop(failure); // at once, and without callbacks
            }
            finish(to, told, null, failure);
        }
    }

    private void tryAgain(AsyncResult<R> to, Completion.Callbacks<? super R> told, Again next) {
        Limits limits = new Limits(limitNanos(), next.times - 1);
        Call<R> call = new Call<>(life, to, next.invocation, limits, told, loader());
        to.attach(call);
        life.crew().submitAgain(call);
    }

    private void finish(AsyncResult<R> to, Completion.Callbacks<? super R> told, R value, Throwable failure) {
        if (told != null && !to.ready()) {
            Completion.deliver(life, to, told, value, failure);
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
        if (running || !isTaken()) {
            life.crew().stop(this, Reason.CANCELLED);
        }
    }

    @Override
    public boolean isTold() {
        return callbacks != null;
    }

    @Override
    public boolean help() {
        return life.crew().runHere(this);
    }
}
