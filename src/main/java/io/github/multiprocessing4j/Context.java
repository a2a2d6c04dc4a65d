package io.github.multiprocessing4j;

import java.util.Objects;

/**
 * The words of {@link Multiprocessing}, bound to one {@link StartMethod}.
 *
 * <p>Immutable, and safe for use by any number of threads.
 */
public final class Context {

    private final StartMethod startMethod;

    Context(StartMethod startMethod) {
        this.startMethod = Objects.requireNonNull(startMethod, "startMethod");
    }

    /**
     * Where the pools and processes of this context run their work.
     *
     * @return the start method
     */
    public StartMethod startMethod() {
        return startMethod;
    }

    // Work

    // Passing

    // Waiting

    // Sharing

    // About processes

    @Override
    public String toString() {
        return "Context[" + startMethod + "]";
    }
}
