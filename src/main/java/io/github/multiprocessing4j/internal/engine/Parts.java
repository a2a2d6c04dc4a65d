package io.github.multiprocessing4j.internal.engine;

/**
 * The result of work that has several parts, each with a result of its own.
 *
 * @param results for each part its result, or a {@link Thrown}
 */
public record Parts(Object[] results) {}
