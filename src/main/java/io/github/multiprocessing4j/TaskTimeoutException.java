package io.github.multiprocessing4j;

import java.time.Duration;

/**
 * A task ran longer than the time limit that was set for it.
 *
 * <p>Its {@link TaskNote} says which task on which worker it was, and the note's stack trace is what the worker was
 * doing at that moment. Not to be confused with {@link java.util.concurrent.TimeoutException}, which is what a caller
 * gets who does not want to wait any longer for a task that goes on.
 */
public final class TaskTimeoutException extends MultiprocessingException {

    private static final long serialVersionUID = 1L;

    private final Duration elapsed;

    TaskTimeoutException(String message, Duration elapsed) {
        super(message);
        this.elapsed = elapsed;
    }

    /**
     * How long the task had been running when it was given up.
     *
     * @return the time, at least the time limit
     */
    public Duration elapsed() {
        return elapsed;
    }
}
