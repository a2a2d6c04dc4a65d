package io.github.multiprocessing4j.internal.shared;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** The word of a mutex, which two realms and their home use as if each had mapped it. */
public final class MutexWordStress {

    private MutexWordStress() {}

    /** A word that is lent, and free. */
    private static final class Words {

        final MutexWord home;
        final MutexWord one;
        final MutexWord other;

        Words(boolean reentrant) {
            ByteBuffer memory = ByteBuffer.allocateDirect(MutexWord.BYTES);
            home = new MutexWord(memory, reentrant, 0);
            one = new MutexWord(memory, reentrant, 1);
            other = new MutexWord(memory, reentrant, 2);
            home.mark();
            home.lend(MutexWord.free());
        }
    }

    /** Whoever takes it sees what was done before it was released, also if it goes home in between. */
    @JCStressTest
    @Outcome(id = "1, 1, 2", expect = ACCEPTABLE, desc = "one after the other")
    @Outcome(
            id = {"1, 0, 1", "0, 1, 1"},
            expect = ACCEPTABLE,
            desc = "one came in vain")
    @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "it was at home")
    @State
    public static class Alone {

        private final Words words = new Words(true);
        private int count;

        private int count(MutexWord word) {
            if (word.tryTake(7) != Attempt.DONE) {
                return 0;
            }
            count++;
            while (!word.tryRelease(7)) {
                Thread.onSpinWait(); // it is at home for a moment
            }
            return 1;
        }

        @Actor
        public void one(III_Result result) {
            result.r1 = count(words.one);
        }

        @Actor
        public void other(III_Result result) {
            result.r2 = count(words.other);
        }

        @Actor
        public void home() {
            words.home.lend(words.home.recall());
        }

        @Arbiter
        public void rest(III_Result result) {
            result.r3 = words.home.holds() == 0 ? count : -1;
        }
    }

    /** Who takes it while the home takes it back has it, if and only if the home has heard of that. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "was taken, and comes home with its owner")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "was at home already")
    @State
    public static class TakenOrRecalled {

        private final Words words = new Words(false);

        @Actor
        public void taker(II_Result result) {
            result.r1 = words.one.tryTake(7) == Attempt.DONE ? 1 : 0;
        }

        @Actor
        public void home(II_Result result) {
            long word = words.home.recall();
            result.r2 = MutexWord.isHeld(word) ? MutexWord.seat(word) : 0;
        }
    }

    /** Who releases it while the home takes it back has done so, or comes to the home. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "was released, and comes home free")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "comes home held, and is to be released there")
    @State
    public static class ReleasedOrRecalled {

        private final Words words = new Words(false);

        public ReleasedOrRecalled() {
            words.one.tryTake(7);
        }

        @Actor
        public void holder(II_Result result) {
            result.r1 = words.one.tryRelease(7) ? 1 : 0;
        }

        @Actor
        public void home(II_Result result) {
            result.r2 = MutexWord.isHeld(words.home.recall()) ? 1 : 0;
        }
    }

    /** One that anybody may release is released once by two who try. */
    @JCStressTest
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "by one of them")
    @State
    public static class ReleasedOnce {

        private final Words words = new Words(false);

        public ReleasedOnce() {
            words.one.tryTake(7);
        }

        @Actor
        public void one(II_Result result) {
            result.r1 = words.one.tryRelease(7) ? 1 : 0;
        }

        @Actor
        public void other(II_Result result) {
            result.r2 = words.other.tryRelease(7) ? 1 : 0;
        }
    }
}
