package io.github.multiprocessing4j.internal.shared;

/** Something that answers other JVMs by a number that they all know. */
@FunctionalInterface
public interface Servant {

    /**
     * Answers a question. Called by a thread that may wait.
     *
     * @param from the path of the realm that asks
     * @param operation what it asks
     * @param arguments plain data
     * @return plain data
     * @throws Exception if there is no answer; whoever asked hears its text
     */
    Object[] answer(String from, int operation, Object[] arguments) throws Exception;
}
