package io.github.multiprocessing4j.internal.engine;

import java.io.IOException;

/** A place where work can run: one for each start method. */
public interface Engine {

    /**
     * Makes the workers of a pool. They may be started later, when there is work.
     *
     * @throws UnsupportedOperationException if the plan asks for what this engine or this JVM has not
     * @throws IOException if it turns out at once that no worker can be started
     */
    Crew crew(CrewPlan plan) throws IOException;

    /**
     * Starts a worker of its own for one piece of work.
     *
     * @throws UnsupportedOperationException if the plan asks for what this engine or this JVM has not
     * @throws IOException if it cannot be started
     */
    Worker start(WorkerPlan plan, Work work) throws IOException;
}
