package io.github.multiprocessing4j.internal.engine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A job that is stopped while a worker takes it has one outcome. */
@JCStressTest
@org.openjdk.jcstress.annotations.Outcome(
        id = "1, 1, 1",
        expect = ACCEPTABLE,
        desc = "claimed, and the worker was first")
@org.openjdk.jcstress.annotations.Outcome(id = "1, 1, 2", expect = ACCEPTABLE, desc = "claimed, and the stop was first")
@org.openjdk.jcstress.annotations.Outcome(id = "0, 1, 2", expect = ACCEPTABLE, desc = "stopped before it was claimed")
@State
public class JobStress {

    private static final int FINISHED = 1;
    private static final int STOPPED = 2;

    private final AtomicInteger told = new AtomicInteger();
    private int outcome;

    private final Job job = new Job(null) {
        @Override
        public Work work() {
            return seat -> null;
        }

        @Override
        protected void over(Outcome how) {
            told.incrementAndGet();
            outcome = how instanceof Outcome.Value ? FINISHED : STOPPED;
        }
    };

    @Actor
    public void worker(III_Result result) {
        if (job.claim()) {
            result.r1 = 1;
            job.conclude(new Outcome.Value(null, null));
        }
    }

    @Actor
    public void stopper() {
        job.conclude(Outcome.Stopped.unstarted(Outcome.Reason.CANCELLED));
    }

    @Arbiter
    public void outcome(III_Result result) {
        result.r2 = told.get();
        result.r3 = outcome;
    }
}
