package io.github.multiprocessing4j.internal.wire;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** What comes is never left to nobody, however a listener that stands by, and whoever receives before it, meet. */
public final class StandByStress {

    private StandByStress() {}

    /** An attendant who leaves wakes nobody if the listener stands by; it looks for attendants when it does not. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "he wakes the listener, which knows that there is nobody")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "he wakes the listener, which would sleep else")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "it stood by when he left, and knows that there is nobody")
    @State
    public static class HandsOver {

        private final StandBy standBy = new StandBy();
        private volatile boolean attended = true;

        public HandsOver() {
            standBy.want();
        }

        @Actor
        public void attendant(II_Result result) {
            attended = false;
            result.r1 = standBy.isOn() ? 1 : 0;
        }

        @Actor
        public void listener(II_Result result) {
            standBy.stand(() -> false, () -> attended);
            result.r2 = attended ? 1 : 0;
        }
    }

    /** Whoever has something for the listener says so, and summons it; the word stays until it was heard. */
    @JCStressTest
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "it obeyed before, and will hear of it when it stands by")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "it has obeyed, and sees what there is")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "it sees what there is, and will hear of it as well")
    @State
    public static class Summons {

        private final StandBy standBy = new StandBy();
        private volatile boolean errand;

        @Actor
        public void summoner() {
            errand = true;
            standBy.summon();
        }

        @Actor
        public void listener(II_Result result) {
            standBy.obey();
            result.r1 = errand ? 1 : 0;
        }

        @Arbiter
        public void later(II_Result result) {
            AtomicInteger looks = new AtomicInteger();
            standBy.want();
            standBy.stand(() -> looks.incrementAndGet() < 1, () -> false);
            result.r2 = looks.get() == 0 ? 1 : 0;
        }
    }
}
