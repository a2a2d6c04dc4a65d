package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.Outcome;
import io.github.multiprocessing4j.internal.engine.WorkerId;
import io.github.multiprocessing4j.internal.wire.DecodingFailure;
import io.github.multiprocessing4j.internal.wire.EncodingFailure;
import io.github.multiprocessing4j.internal.worker.PortrayedException;
import java.util.List;
import java.util.concurrent.CancellationException;

/** The one translator of failures: from what an engine reports to what a user catches. */
final class Outcomes {

    /** The index of a task that is the only one of its operation. */
    static final int NO_INDEX = -1;

    private Outcomes() {}

    /**
     * What an outcome that is no value looks like to a user.
     *
     * @param pool the name of the pool
     * @param index which task it was, or {@link #NO_INDEX}
     */
    static Throwable failure(Outcome outcome, String pool, int index) {
        if (outcome instanceof Outcome.Raised raised) {
            return thrown(raised.error(), pool, index, raised.worker());
        }
        if (outcome instanceof Outcome.Stopped stopped) {
            return stopped(stopped, pool, index);
        }
        if (outcome instanceof Outcome.Lost lost) {
            return lost(lost, pool, index);
        }
        Outcome.Broken broken = (Outcome.Broken) outcome;
        Throwable cause = broken.cause() == null ? null : original(broken.cause(), "pool \"" + pool + "\"");
        return new BrokenPoolException("pool \"" + pool + "\" is broken: " + broken.reason(), cause);
    }

    /** What a task has thrown, with a note which task it was. A checked exception comes wrapped. */
    static Throwable thrown(Throwable error, String pool, int index, WorkerId worker) {
        if (worker == null) {
            return error; // it was not begun, because it could not travel: the exception is ours
        }
        Throwable told = original(error, task(pool, index));
        new TaskNote(pool, index, worker, List.of()).attachTo(told);
        return told instanceof RuntimeException || told instanceof Error ? told : TaskException.ofPool(told);
    }

    /**
     * What a method of an object elsewhere has thrown.
     *
     * @param method which method
     */
    static Throwable called(Throwable error, String method) {
        return original(error, "the call of " + method);
    }

    /** What the user has thrown, or what stands for what could not travel. */
    private static Throwable original(Throwable error, String task) {
        if (error instanceof PortrayedException portrayed) {
            RemoteException remote = new RemoteException(
                    portrayed.className(), portrayed.getMessage(), portrayed.trace(), portrayed.getStackTrace());
            for (Throwable why : portrayed.getSuppressed()) {
                remote.addSuppressed(original(why, task));
            }
            return remote;
        }
        if (error instanceof EncodingFailure failure) {
            String where = failure.path().isEmpty() ? "" : failure.path() + ": ";
            return new ResultEncodingException(
                    task, where + failure.getMessage(), failure.value(), cause(failure, task));
        }
        if (error instanceof DecodingFailure failure) {
            return new DecodingException(task + " or its result", failure.getMessage(), cause(failure, task));
        }
        return error;
    }

    private static Throwable cause(Throwable failure, String task) {
        return failure.getCause() == null ? null : original(failure.getCause(), task);
    }

    private static Throwable stopped(Outcome.Stopped stopped, String pool, int index) {
        return switch (stopped.reason()) {
            case CANCELLED -> new CancellationException(task(pool, index) + " was cancelled");
            case TERMINATED -> terminated(pool);
            case TIME_LIMIT -> {
                TaskTimeoutException timeout = new TaskTimeoutException(
                        task(pool, index)
                                + " had not ended after "
                                + stopped.after().toMillis()
                                + " ms",
                        stopped.after());
                if (stopped.worker() != null) {
                    new TaskNote(pool, index, stopped.worker(), stopped.where()).attachTo(timeout);
                }
                yield timeout;
            }
        };
    }

    private static Throwable lost(Outcome.Lost lost, String pool, int index) {
        String words = lost.exit().lastWords();
        return new WorkerLostException(
                task(pool, index)
                        + ": worker "
                        + lost.worker().name()
                        + " (pid "
                        + lost.worker().pid()
                        + ") ended with code "
                        + lost.exit().code()
                        + " after "
                        + lost.after().toMillis()
                        + " ms"
                        + (words.isEmpty() ? "" : ". Last words: " + words),
                lost.worker(),
                lost.exit());
    }

    /** What becomes of the results of a pool that was terminated. */
    static CancellationException terminated(String pool) {
        return new CancellationException("pool \"" + pool + "\" was terminated");
    }

    private static String task(String pool, int index) {
        return "pool \"" + pool + "\": " + (index < 0 ? "the task" : "task " + index);
    }

    /** Throws a failure at the only one who asks for it, as {@link #raise(Throwable, CallerTrace)} does. */
    static RuntimeException raise(Throwable failure) {
        return raise(failure, new CallerTrace());
    }

    /**
     * Throws a failure at a caller, whose frames it has then. Runs code of the user, if it is his exception.
     *
     * @param failure one that {@link #failure} or {@link #thrown} has made
     * @param caller that of the failure
     * @return never; for the compiler
     */
    static RuntimeException raise(Throwable failure, CallerTrace caller) {
        Throwable told = failure instanceof TaskException wrapped ? wrapped.thrownHere() : failure;
        caller.addTo(told);
        if (told instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) told;
    }
}
