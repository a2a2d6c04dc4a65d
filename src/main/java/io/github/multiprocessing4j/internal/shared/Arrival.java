package io.github.multiprocessing4j.internal.shared;

/** What becomes of a party that has come to a barrier. */
public sealed interface Arrival {

    /**
     * It passes.
     *
     * @param index how many parties had come before it
     */
    record Passed(int index) implements Arrival {}

    /**
     * It was the last to come, and has to run the action of the barrier and then call {@link BarrierCore#finish}: until
     * then the others wait.
     *
     * @param index how many parties had come before it
     * @param round the round that the action decides
     */
    record Acting(int index, long round) implements Arrival {}

    /**
     * The barrier is broken.
     *
     * @param why the reason
     */
    record Broken(String why) implements Arrival {}
}
