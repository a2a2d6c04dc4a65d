package io.github.multiprocessing4j;

import java.util.Locale;
import java.util.Objects;

/**
 * Where the work of pools and processes runs: the one word by which a program changes from threads to processes.
 *
 * <p>Objects that are shared (queues, pipes, locks, values) do not depend on it.
 */
public enum StartMethod {

    /**
     * Workers are threads of this JVM: the cheapest. Objects are passed by reference, and a task that calls
     * {@link System#exit} ends the program, as it always does in Java.
     */
    THREAD,

    /**
     * Workers are child JVMs on this machine: a task that crashes, leaks, hangs or exits costs that task alone. What is
     * handed to them, and what they give back, is serialized. That isolates faults; it is no sandbox.
     */
    SPAWN;

    /**
     * The start method of a name, in any case: {@code "thread"}, {@code "spawn"}.
     *
     * @param name the name
     * @return the start method
     * @throws IllegalArgumentException if there is none of that name
     * @throws NullPointerException if {@code name} is {@code null}
     */
    public static StartMethod of(String name) {
        String upperCase = Objects.requireNonNull(name, "name").toUpperCase(Locale.ROOT);
        for (StartMethod method : values()) {
            if (method.name().equals(upperCase)) {
                return method;
            }
        }
        throw new IllegalArgumentException("no start method is named '" + name + "'; there are thread and spawn");
    }
}
