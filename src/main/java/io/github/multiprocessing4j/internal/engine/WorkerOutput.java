package io.github.multiprocessing4j.internal.engine;

import java.nio.file.Path;

/** Where the standard output and the standard error of workers go that have their own. */
public sealed interface WorkerOutput {

    /** To those of this JVM. */
    record Inherited() implements WorkerOutput {}

    /** Nowhere. */
    record Discarded() implements WorkerOutput {}

    /**
     * Both to the end of a file.
     *
     * @param path the file
     */
    record ToFile(Path path) implements WorkerOutput {}

    /**
     * To somebody who takes lines.
     *
     * @param listener must not throw
     */
    record Lines(LineListener listener) implements WorkerOutput {}

    /** Takes lines, from several threads. */
    @FunctionalInterface
    interface LineListener {

        /**
         * A worker has written a line.
         *
         * @param worker its name
         * @param error whether it was to its standard error
         * @param line without its end
         */
        void line(String worker, boolean error, String line);
    }
}
