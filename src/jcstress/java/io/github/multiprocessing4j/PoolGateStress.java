package io.github.multiprocessing4j;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import io.github.multiprocessing4j.internal.engine.Crew;
import io.github.multiprocessing4j.internal.engine.Job;
import io.github.multiprocessing4j.internal.engine.Outcome.Reason;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A pool that is shut while somebody submits takes the work or refuses it, and always ends. */
@JCStressTest
@Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "taken, and ended after it was finished")
@Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "refused, and ended")
@State
public class PoolGateStress {

    /** Has no workers; knows whether it was ended. */
    private static final class NoCrew implements Crew {

        private volatile boolean ended;

        @Override
        public void prepare(Job job) {}

        @Override
        public void submit(Job job) {}

        @Override
        public void submitAgain(Job job) {}

        @Override
        public void stop(Job job, Reason reason) {}

        @Override
        public boolean isWorkerHere() {
            return false;
        }

        @Override
        public boolean runHere(Job job) {
            return false;
        }

        @Override
        public void shutdown() {
            ended = true;
        }

        @Override
        public void terminate() {
            ended = true;
        }

        @Override
        public boolean awaitEnd(long nanos) {
            return ended;
        }
    }

    private final NoCrew crew = new NoCrew();
    private final PoolLife life = new PoolLife("stressed", crew, 1);

    @Actor
    public void submitter(III_Result result) {
        try {
            life.enter();
        } catch (IllegalStateException refused) {
            return;
        }
        result.r1 = 1;
        result.r2 = crew.ended ? 1 : 0;
        life.leave();
    }

    @Actor
    public void shutter() {
        life.shut();
    }

    @Arbiter
    public void end(III_Result result) {
        result.r3 = life.isOver() ? 1 : 0;
    }
}
