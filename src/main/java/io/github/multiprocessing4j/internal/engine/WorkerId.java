package io.github.multiprocessing4j.internal.engine;

import java.io.Serializable;

/**
 * Which worker it was.
 *
 * @param name its name, unique in its crew
 * @param pid the process that it ran in
 */
public record WorkerId(String name, long pid) implements Serializable {}
