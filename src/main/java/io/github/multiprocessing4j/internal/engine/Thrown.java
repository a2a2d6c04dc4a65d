package io.github.multiprocessing4j.internal.engine;

/**
 * What a part of some work threw, in the place of its result. See {@link Parts}.
 *
 * @param error what it threw
 */
public record Thrown(Throwable error) {}
