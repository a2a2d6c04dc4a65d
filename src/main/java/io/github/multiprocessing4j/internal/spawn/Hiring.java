package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.engine.CrewPlan;
import java.util.concurrent.atomic.AtomicInteger;

/** What the workers of a crew are to be, one after the other. */
final class Hiring {

    private final CrewPlan plan;
    private final int depth;
    private final Packer packer;
    private final AtomicInteger hired = new AtomicInteger();

    /**
     * For the workers of a crew.
     *
     * @param depth how many levels they are below the program
     */
    Hiring(CrewPlan plan, int depth, Packer packer) {
        this.plan = plan;
        this.depth = depth;
        this.packer = packer;
    }

    /** The next worker. */
    ChildPlan next() {
        String name = plan.name() + "-worker-" + hired.incrementAndGet();
        return new ChildPlan(name, true, depth, plan.settings(), plan.size(), plan.startLimitNanos());
    }

    /**
     * What a new worker is told first, after its name. Written anew for each, since it may hold claims to shared
     * objects. Runs code of the user.
     */
    Object[] order() {
        return new Object[] {
            packer.placeOf(plan.loader()),
            packer.pack(plan.setup().elsewhere()),
            packer.pack(plan.farewell().elsewhere()),
            plan.settings().memoryLimit() > 0
        };
    }
}
