package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.Crew;
import io.github.multiprocessing4j.internal.engine.CrewPlan;
import io.github.multiprocessing4j.internal.thread.ThreadEngine;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** An operation enters and leaves while the pool is shut down: accepted or not, the pool has ended afterwards. */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "accepted, finished, and then the pool ended")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "refused")
@State
public class GateEnteredAndShut {

    private final Crew crew = new ThreadEngine().crew(new CrewPlan("gate", 1, seat -> null, 0, 1_000_000_000L, false));
    private final PoolLife life = new PoolLife("gate", crew, 1);

    @Actor
    public void operation(II_Result r) {
        try {
            life.enter();
            r.r1 = 1;
            life.leave();
        } catch (IllegalStateException refused) {
            r.r1 = 0;
        }
    }

    @Actor
    public void shut() {
        life.shut();
    }

    @Arbiter
    public void arbiter(II_Result r) {
        r.r2 = life.isOver() ? 1 : 0;
    }
}
