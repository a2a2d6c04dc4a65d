package io.github.multiprocessing4j.internal.shared;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** One puts on the fast way while another one registers to wait: the waiter gets the item, however they meet. */
@JCStressTest
@Outcome(id = "42, 0", expect = Expect.ACCEPTABLE, desc = "handed over; the queue is empty")
@State
public class QueueHandOverStress implements Reply<Object> {

    private final QueueCore queue = new QueueCore(1);
    private volatile Object answer;

    @Override
    public void complete(Object item) {
        answer = item;
    }

    @Override
    public void fail(Exception failure) {
        answer = -1;
    }

    @Actor
    public void putter() {
        queue.offer(42);
    }

    @Actor
    public void getter() {
        queue.get(this, this);
    }

    @Arbiter
    public void arbiter(II_Result r) {
        r.r1 = answer == null ? 0 : (int) answer;
        r.r2 = queue.size();
    }
}
