package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.engine.Crew;
import io.github.multiprocessing4j.internal.engine.CrewPlan;
import io.github.multiprocessing4j.internal.engine.Engine;
import io.github.multiprocessing4j.internal.engine.Work;
import io.github.multiprocessing4j.internal.engine.Worker;
import io.github.multiprocessing4j.internal.engine.WorkerPlan;
import io.github.multiprocessing4j.internal.shared.Exchange;
import io.github.multiprocessing4j.internal.worker.Depth;
import java.io.IOException;

/** Work runs in child JVMs. Stateless. */
public final class SpawnEngine implements Engine {

    /** How deep JVMs may be nested: enough for anything that is meant, and the end of what is not. */
    static final String DEPTH_PROPERTY = "multiprocessing4j.maxDepth";

    private static final int DEEPEST = 4;

    private final Packer packer;
    private final String trainer;

    /**
     * An engine.
     *
     * @param packer writes objects; what it throws is what callers get
     * @param trainer the main class that makes archives of the library's classes
     */
    public SpawnEngine(Packer packer, String trainer) {
        this.packer = packer;
        this.trainer = trainer;
    }

    @Override
    public Crew crew(CrewPlan plan) throws IOException {
        if (plan.virtual()) {
            throw new UnsupportedOperationException("virtual threads: the workers of this pool are processes");
        }
        open();
        SpawnCrew crew = SpawnCrew.start(plan, nextDepth(), packer);
        try {
            crew.openPlaces(plan.settings().spares() - 1); // the first worker is spare as yet
        } catch (Throwable noThread) {
            crew.terminate();
            throw noThread;
        }
        return crew;
    }

    @Override
    public Worker start(WorkerPlan plan, Work work) throws IOException {
        open();
        int depth = nextDepth();
        boolean survives = !plan.daemon() && Exchange.here().path().indexOf('/') > 0;
        return survives
                ? LaunchedProcess.start(plan, depth, work, packer)
                : SpawnProcess.start(plan, depth, work, packer);
    }

    private void open() {
        LaunchDesk.open();
        ClassArchives.here().trainBy(trainer);
    }

    /** How many levels below the program the children of this JVM are. */
    private static int nextDepth() {
        int most = Integer.getInteger(DEPTH_PROPERTY, DEEPEST);
        int depth = Depth.here().levels();
        if (depth >= most) {
            throw new IllegalStateException("this process is " + depth + " levels below the program, and "
                    + DEPTH_PROPERTY + " allows no more than " + most);
        }
        return depth + 1;
    }
}
