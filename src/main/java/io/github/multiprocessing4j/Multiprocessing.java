package io.github.multiprocessing4j;

import java.util.List;

/**
 * The words of Python's {@code multiprocessing}, on the default start method.
 *
 * <p>Every method does what the method of the same name on {@link Context} does.
 */
public final class Multiprocessing {

    private Multiprocessing() {}

    /**
     * The words bound to one start method.
     *
     * @param method the start method
     * @return its context
     */
    public static Context context(StartMethod method) {
        return new Context(method);
    }

    /**
     * The start methods that are available, the default first.
     *
     * @return an unmodifiable list
     */
    public static List<StartMethod> allStartMethods() {
        return List.of(StartMethod.THREAD);
    }

    // Work

    // Passing

    // Waiting

    // Sharing

    // About processes
}
