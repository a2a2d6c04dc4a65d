package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.Job;
import io.github.multiprocessing4j.internal.engine.Outcome;
import io.github.multiprocessing4j.internal.engine.Outcome.Reason;

/** The one task of an {@code apply}, on its way through the crew. */
final class Call<R> extends Job implements AsyncResult.Errand {

    private final PoolLife life;
    private final AsyncResult<R> result;

    /** Null if nobody is to be told. */
    private final Completion.Callbacks<? super R> callbacks;

    /** Null if the task is not to be tried again. */
    private final Again again;

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
        if (outcome instanceof Outcome.Value value) {
            @SuppressWarnings("unchecked")
            R given = (R) value.value();
            finish(given, null);
        } else if (again != null && Limits.mayBeTriedAgain(outcome) && !result.ready()) {
            Call<R> next = new Call<>(
                    life, result, again.invocation, new Limits(limitNanos(), again.times - 1), callbacks, loader());
            result.attach(next);
            life.crew().submit(next);
        } else {
            if (outcome instanceof Outcome.Stopped stopped && stopped.reason() != Reason.TIME_LIMIT) {
                result.fail(Outcomes.failure(outcome, life.name(), Outcomes.NO_INDEX));
            }
            if (result.ready()) {
                life.leave();
            } else {
                finish(null, Outcomes.failure(outcome, life.name(), Outcomes.NO_INDEX));
            }
        }
    }

    private void finish(R value, Throwable failure) {
        if (callbacks != null) {
            Completion.deliver(life, result, callbacks, value, failure);
            return;
        }
        if (failure == null) {
            result.complete(value);
        } else {
            result.fail(failure);
        }
        life.leave();
    }

    @Override
    public void cancel() {
        life.crew().stop(this, Reason.CANCELLED);
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
