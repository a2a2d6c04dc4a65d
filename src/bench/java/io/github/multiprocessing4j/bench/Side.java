package io.github.multiprocessing4j.bench;

import java.util.concurrent.Callable;

/**
 * One of those that are compared. It does its work again and again, and says each time what a unit of it cost: in
 * nanoseconds, unless the line says otherwise.
 */
public interface Side extends AutoCloseable {

    /** Who it is, as the table says it. */
    String name();

    /** Prepares what is not measured. */
    default void open() throws Exception {}

    /** Does the work once. */
    double sample() throws Exception;

    /** Whether each sample has its own warm-up. */
    default boolean warmsUpItself() {
        return false;
    }

    /** Whether it becomes quicker for some time, as a JVM does; else a few samples are enough to warm it up. */
    default boolean warmsUpForLong() {
        return true;
    }

    @Override
    default void close() throws Exception {}

    /** What is measured: work with something that was opened before. */
    @FunctionalInterface
    interface Work<R> {
        void with(R resource) throws Exception;
    }

    /** A side whose work is timed from here; {@code units} of it are done at once. */
    static <R extends AutoCloseable> Side timed(String name, long units, Callable<R> resource, Work<? super R> work) {
        return new Timed<>(name, units, resource, work);
    }

    /** A side that needs nothing to be opened. */
    static Side timed(String name, long units, Work<? super AutoCloseable> work) {
        return timed(name, units, () -> () -> {}, work);
    }
}
