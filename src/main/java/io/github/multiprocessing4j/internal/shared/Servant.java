package io.github.multiprocessing4j.internal.shared;

/** Answers. */
@FunctionalInterface
public interface Servant {

    /** Answers. */
    Object[] answer(String from, int operation, Object[] arguments) throws Exception;
}
