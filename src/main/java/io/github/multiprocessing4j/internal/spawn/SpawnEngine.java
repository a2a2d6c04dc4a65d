package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.engine.Crew;
import io.github.multiprocessing4j.internal.engine.CrewPlan;
import io.github.multiprocessing4j.internal.engine.Engine;
import io.github.multiprocessing4j.internal.engine.Work;
import io.github.multiprocessing4j.internal.engine.Worker;
import io.github.multiprocessing4j.internal.engine.WorkerPlan;
import io.github.multiprocessing4j.internal.shared.Exchange;
import java.io.IOException;

/** Work runs in child JVMs. Stateless. */
public final class SpawnEngine implements Engine {

    /** How deep JVMs may be nested: enough for anything that is meant, and the end of what is not. */
    static final String DEPTH_PROPERTY = "multiprocessing4j.maxDepth";

    private static final int DEEPEST = 4;

    private final Packer packer;

    /**
     * An engine.
     *
     * @param packer writes objects; what it throws is what callers get
     */
    public SpawnEngine(Packer packer) {
        this.packer = packer;
    }

    @Override
    public Crew crew(CrewPlan plan) throws IOException {
        if (plan.virtual()) {
            throw new UnsupportedOperationException("virtual threads: the workers of this pool are processes");
        }
        refuseTooDeep();
        return SpawnCrew.start(plan, packer);
    }

    @Override
    public Worker start(WorkerPlan plan, Work work) throws IOException {
        refuseTooDeep();
        return SpawnProcess.start(plan, work, packer);
    }

    private static void refuseTooDeep() {
        int most = Integer.getInteger(DEPTH_PROPERTY, DEEPEST);
        long depth = Exchange.here().path().chars().filter(c -> c == '/').count();
        if (depth >= most) {
            throw new IllegalStateException("this process is " + depth + " levels below the program, and "
                    + DEPTH_PROPERTY + " allows no more than " + most);
        }
    }
}
