package io.github.multiprocessing4j.internal.shared;

/** Answers. */
@FunctionalInterface
public interface Servant {

    /** Answers. */
    Object[] answer(int operation, Object[] arguments);
}
