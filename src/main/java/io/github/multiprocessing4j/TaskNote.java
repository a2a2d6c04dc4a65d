package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.WorkerId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Says which task of which pool failed, and on which worker: a note that a pool adds to an exception of a task, as a
 * {@linkplain Throwable#getSuppressed suppressed exception}. It is never thrown by itself.
 *
 * <pre>{@code
 * try {
 *     pool.map(Parser::parse, files);
 * } catch (IllegalStateException e) {
 *     TaskNote.of(e).ifPresent(note -> System.err.println(files.get(note.index().getAsInt())));
 * }
 * }</pre>
 *
 * <p>An exception object that is thrown by more than one task, such as a constant, has a note for each of the first
 * few. One that was made without suppression has none, nor has one that the JVM makes by itself without running a
 * constructor: a {@link StackOverflowError}, some {@link OutOfMemoryError}s, and, with
 * {@code -XX:+OmitStackTraceInFastThrow}, which is the default, what code throws so often that its exceptions have no
 * stack trace any more.
 */
public final class TaskNote extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int MOST_NOTES = 16;

    private final String pool;

    private final int index;

    private final String worker;

    private final long pid;

    TaskNote(String pool, int index, WorkerId worker, List<StackTraceElement> where) {
        super(text(pool, index, worker), null, false, true);
        this.pool = pool;
        this.index = index;
        this.worker = worker.name();
        this.pid = worker.pid();
        setStackTrace(where.toArray(StackTraceElement[]::new));
    }

    private static String text(String pool, int index, WorkerId worker) {
        return "pool \""
                + pool
                + "\": "
                + (index < 0 ? "a task" : "task " + index)
                + " on worker "
                + worker.name()
                + " (pid "
                + worker.pid()
                + ")";
    }

    /**
     * The note of an exception that came out of a pool. If it came through several pools, one inside the other, the
     * note of the outermost.
     *
     * @param failure the exception; for a {@link TaskException}, its cause is looked at too
     * @return the note, if there is one
     */
    public static Optional<TaskNote> of(Throwable failure) {
        Optional<TaskNote> found = Arrays.stream(failure.getSuppressed())
                .filter(TaskNote.class::isInstance)
                .map(TaskNote.class::cast)
                .reduce((first, second) -> second);
        return found.isEmpty() && failure instanceof TaskException && failure.getCause() != null
                ? of(failure.getCause())
                : found;
    }

    /** Adds the note, unless the exception, being an object that is thrown again and again, has enough. */
    void attachTo(Throwable failure) {
        if (failure.getSuppressed().length < MOST_NOTES) {
            failure.addSuppressed(this);
        }
    }

    /**
     * The pool.
     *
     * @return its name
     */
    public String pool() {
        return pool;
    }

    /**
     * Which item of the input it was, counted from 0.
     *
     * @return the index; empty for the one task of {@link Pool#apply} and {@link Pool#applyAsync}
     */
    public OptionalInt index() {
        return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
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
     * The process that the worker ran in.
     *
     * @return its pid
     */
    public long pid() {
        return pid;
    }
}
