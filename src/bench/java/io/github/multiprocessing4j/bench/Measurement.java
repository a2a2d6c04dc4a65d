package io.github.multiprocessing4j.bench;

import java.util.List;

/**
 * Something that is measured, in one or more lines. A new one is a class, and an entry of {@link Catalogue}.
 *
 * <p>Lines have no state until they are run: their sides open what they need, and close it.
 */
@FunctionalInterface
public interface Measurement {

    List<Line> lines(Scale scale);
}
