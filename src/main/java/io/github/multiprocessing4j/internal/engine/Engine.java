package io.github.multiprocessing4j.internal.engine;

/** A place where work can run: one for each start method. */
public interface Engine {

    /**
     * Makes the workers of a pool. They may be started later, when there is work.
     *
     * @throws UnsupportedOperationException if the plan asks for what this engine or this JVM has not
     */
    Crew crew(CrewPlan plan);

    /** Starts a worker of its own for one piece of work. */
    Worker start(WorkerPlan plan, Work work);
}
