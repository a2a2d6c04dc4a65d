package io.github.multiprocessing4j.internal.engine;

/** The work of a job, made ready to travel. */
@FunctionalInterface
public interface Parcel {

    /** The job is over: what has not arrived is not wanted any more. Must neither block nor throw. */
    void discard();
}
