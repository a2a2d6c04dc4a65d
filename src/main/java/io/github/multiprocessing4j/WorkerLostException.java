package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.WorkerExit;
import io.github.multiprocessing4j.internal.engine.WorkerId;

/**
 * A worker died while it was running the task. Only workers that are processes can: see {@link StartMethod}.
 *
 * <p>Other tasks and the pool are not affected.
 */
public final class WorkerLostException extends MultiprocessingException {

    private static final long serialVersionUID = 1L;

    private final String worker;

    private final long pid;

    private final int exitCode;

    private final String lastWords;

    WorkerLostException(String message, WorkerId worker, WorkerExit exit) {
        super(message);
        this.worker = worker.name();
        this.pid = worker.pid();
        this.exitCode = exit.code();
        this.lastWords = exit.lastWords();
    }

    /**
     * The worker.
     *
     * @return its name
     */
    public String worker() {
        return worker;
    }

    /**
     * The process that the worker was.
     *
     * @return its pid
     */
    public long pid() {
        return pid;
    }

    /**
     * How the worker ended.
     *
     * @return its exit code; -n if it was ended by signal n
     */
    public int exitCode() {
        return exitCode;
    }

    /**
     * The last lines that the worker wrote to its standard error.
     *
     * @return the lines, or an empty string
     */
    public String lastWords() {
        return lastWords;
    }
}
