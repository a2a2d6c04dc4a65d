package io.github.multiprocessing4j.internal.shared;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** The purses of a semaphore, which two realms and their home use as if each had mapped them. */
public final class PermitWordsStress {

    private static final int LIMIT = 2;

    private PermitWordsStress() {}

    /** Purses that are lent. */
    private static final class Purses {

        final PermitWords home;
        final PermitWords one;
        final PermitWords other;
        private int free;
        private final int[] balances = new int[3];

        Purses(int permits) {
            ByteBuffer memory = ByteBuffer.allocateDirect(PermitWords.BYTES);
            home = new PermitWords(memory, LIMIT, 0);
            one = new PermitWords(memory, LIMIT, 1);
            other = new PermitWords(memory, LIMIT, 2);
            home.mark();
            home.lend(permits);
        }

        /** As the home does, which notes the balances. */
        void recall() {
            free = 0;
            for (int i = 0; i < home.purses(); i++) {
                long word = home.recall(i);
                if (!home.isPossible(i, word)) {
                    throw new AssertionError(word);
                }
                free += PermitWords.free(word);
                balances[PermitWords.seat(word)] += PermitWords.balance(word);
            }
        }

        /** All in one number: what is free, and the balances of the two. */
        int rest() {
            recall();
            return 100 * free + 10 * balances[1] + balances[2];
        }
    }

    private static int taken(PermitWords words) {
        return words.tryTake() == Attempt.DONE ? 1 : 0;
    }

    /** A single permit is taken by one, and comes home with that. */
    @JCStressTest
    @Outcome(id = "1, 0, 10", expect = ACCEPTABLE, desc = "by the one")
    @Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "by the other")
    @Outcome(id = "0, 0, 100", expect = ACCEPTABLE, desc = "it was at home for both")
    @State
    public static class TakenOrRecalled {

        private final Purses purses = new Purses(1);

        @Actor
        public void one(III_Result result) {
            result.r1 = taken(purses.one);
        }

        @Actor
        public void other(III_Result result) {
            result.r2 = taken(purses.other);
        }

        @Actor
        public void home() {
            purses.recall();
            purses.home.lend(purses.free);
        }

        @Arbiter
        public void rest(III_Result result) {
            result.r3 = purses.rest();
        }
    }

    /** Whoever takes a permit sees what was done before it was released, also if it goes home in between. */
    @JCStressTest
    @Outcome(id = "1, 1, 2", expect = ACCEPTABLE, desc = "one after the other")
    @Outcome(
            id = {"1, 0, 1", "0, 1, 1"},
            expect = ACCEPTABLE,
            desc = "one came in vain")
    @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "it was at home")
    @State
    public static class Alone {

        private final Purses purses = new Purses(1);
        private int count;

        private int count(PermitWords words) {
            if (words.tryTake() != Attempt.DONE) {
                return 0;
            }
            count++;
            while (!words.tryRelease(1)) {
                Thread.onSpinWait(); // it is at home for a moment
            }
            return 1;
        }

        @Actor
        public void one(III_Result result) {
            result.r1 = count(purses.one);
        }

        @Actor
        public void other(III_Result result) {
            result.r2 = count(purses.other);
        }

        @Actor
        public void home() {
            purses.recall();
            purses.home.lend(purses.free);
        }

        @Arbiter
        public void rest(III_Result result) {
            result.r3 = purses.rest() == 100 ? count : -1;
        }
    }

    /** A permit that its taker and the home both give back in his place makes no more than the limit. */
    @JCStressTest
    @Outcome(id = "1, 0, 200", expect = ACCEPTABLE, desc = "there was room for his")
    @Outcome(id = "0, 1, 210", expect = ACCEPTABLE, desc = "there was room for the other, and he still owes his")
    @State
    public static class OneTooMany {

        private final Purses purses = new Purses(LIMIT);

        public OneTooMany() {
            purses.one.tryTake();
        }

        @Actor
        public void taker(III_Result result) {
            result.r1 = purses.one.tryRelease(1) ? 1 : 0;
        }

        @Actor
        public void home(III_Result result) {
            result.r2 = purses.home.tryRelease(1) ? 1 : 0;
        }

        @Arbiter
        public void rest(III_Result result) {
            result.r3 = purses.rest();
        }
    }

    /** Two who give and the home that takes: what is there is what was given and not taken. */
    @JCStressTest
    @Outcome(id = "1, 1, 89", expect = ACCEPTABLE, desc = "one was taken")
    @Outcome(id = "1, 1, 189", expect = ACCEPTABLE, desc = "none was there yet")
    @State
    public static class GivenAndTaken {

        private final Purses purses = new Purses(0);

        @Actor
        public void one(III_Result result) {
            result.r1 = purses.one.tryRelease(1) ? 1 : 0;
        }

        @Actor
        public void other(III_Result result) {
            result.r2 = purses.other.tryRelease(1) ? 1 : 0;
        }

        @Actor
        public void home() {
            purses.home.tryTake();
        }

        @Arbiter
        public void rest(III_Result result) {
            result.r3 = purses.rest();
        }
    }
}
