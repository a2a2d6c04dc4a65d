package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.Job;
import io.github.multiprocessing4j.internal.engine.Outcome;
import io.github.multiprocessing4j.internal.engine.WorkerId;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A worker runs a job to its end while somebody stops it: it has one outcome, and whoever gave it knows. */
@JCStressTest
@org.openjdk.jcstress.annotations.Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "the worker was first")
@org.openjdk.jcstress.annotations.Outcome(
        id = "0, 1, 1",
        expect = Expect.ACCEPTABLE,
        desc = "stopped before or while it ran")
@State
public class JobClaimedAndStopped {

    private int heard;

    private final Job job = new Job(seat -> null, null, 0) {
        @Override
        protected void over(Outcome outcome) {
            heard++;
        }
    };

    @Actor
    public void worker(III_Result r) {
        boolean mine = job.claim() && job.conclude(new Outcome.Value(1, new WorkerId("worker", 1)));
        r.r1 = mine ? 1 : 0;
    }

    @Actor
    public void stopper(III_Result r) {
        boolean mine = job.conclude(Outcome.Stopped.unstarted(Outcome.Reason.CANCELLED));
        r.r2 = mine ? 1 : 0;
    }

    @Arbiter
    public void arbiter(III_Result r) {
        r.r3 = heard;
    }
}
