package io.github.multiprocessing4j.internal.thread;

import io.github.multiprocessing4j.internal.engine.Crew;
import io.github.multiprocessing4j.internal.engine.CrewPlan;
import io.github.multiprocessing4j.internal.engine.Engine;
import io.github.multiprocessing4j.internal.engine.Work;
import io.github.multiprocessing4j.internal.engine.Worker;
import io.github.multiprocessing4j.internal.engine.WorkerPlan;

/** Work runs on threads of this JVM. Stateless. */
public final class ThreadEngine implements Engine {

    @Override
    public Crew crew(CrewPlan plan) {
        return new ThreadCrew(plan);
    }

    @Override
    public Worker start(WorkerPlan plan, Work work) {
        return ThreadProcess.start(plan, work);
    }
}
