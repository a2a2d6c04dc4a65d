package io.github.multiprocessing4j.internal.engine;

import java.io.Serializable;

/**
 * How a worker ended.
 *
 * @param code 0 for a normal end, 1 for an uncaught exception, n for an exit with that code, -n for a death by signal n
 * @param lastWords the last lines that it wrote to its standard error, or an empty string
 */
public record WorkerExit(int code, String lastWords) implements Serializable {

    /** The end of a worker that did its work. */
    public static final WorkerExit NORMAL = new WorkerExit(0, "");
}
