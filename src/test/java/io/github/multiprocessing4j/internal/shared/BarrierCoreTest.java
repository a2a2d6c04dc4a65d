package io.github.multiprocessing4j.internal.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.internal.shared.Arrival.Acting;
import io.github.multiprocessing4j.internal.shared.Arrival.Broken;
import io.github.multiprocessing4j.internal.shared.Arrival.Passed;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarrierCoreTest {

    private final BarrierCore plain = new BarrierCore(3, false);
    private final BarrierCore acting = new BarrierCore(2, true);

    @Test
    void passesRoundAfterRoundInOrderOfArrival() {
        for (int round = 0; round < 3; round++) {
            Answer<Arrival> first = arrive(plain);
            Answer<Arrival> second = arrive(plain);
            first.assertOpen();
            assertThat(plain.waiting()).isEqualTo(2);
            Answer<Arrival> third = arrive(plain);
            first.assertIs(new Passed(0));
            second.assertIs(new Passed(1));
            third.assertIs(new Passed(2));
            assertThat(plain.waiting()).isZero();
        }
    }

    @Test
    void theLastToComeActsBeforeTheOthersPass() {
        Answer<Arrival> first = arrive(acting);
        Answer<Arrival> last = arrive(acting);
        first.assertOpen();
        assertThat(acting.waiting()).isZero();
        Acting act = (Acting) last.get();
        assertThat(act.index()).isEqualTo(1);
        assertThat(acting.finish(act.round(), true)).isTrue();
        first.assertIs(new Passed(0));
        assertThat(acting.isBroken()).isFalse();
        assertThat(acting.finish(act.round(), true)).isFalse();
    }

    @Test
    void roundsThatFillUpMeanwhileActOneAfterTheOther() {
        Answer<Arrival> a = arrive(acting);
        Acting one = (Acting) arrive(acting).get();
        Answer<Arrival> b = arrive(acting);
        Answer<Arrival> bLast = arrive(acting);
        Answer<Arrival> c = arrive(acting);
        bLast.assertOpen();
        assertThat(acting.waiting()).isEqualTo(1);

        acting.finish(one.round(), true);
        a.assertIs(new Passed(0));
        b.assertOpen();
        Acting two = (Acting) bLast.get();
        assertThat(two.round()).isNotEqualTo(one.round());
        acting.finish(two.round(), true);
        b.assertIs(new Passed(0));
        c.assertOpen();
    }

    @Test
    void anActionThatFailsBreaksItsRoundAndThoseAfterIt() {
        Answer<Arrival> a = arrive(acting);
        Acting one = (Acting) arrive(acting).get();
        Answer<Arrival> b = arrive(acting);
        Answer<Arrival> bLast = arrive(acting);
        Answer<Arrival> c = arrive(acting);

        assertThat(acting.finish(one.round(), false)).isFalse();
        for (Answer<Arrival> waiting : List.of(a, b, bLast, c, arrive(acting))) {
            waiting.assertIs(new Broken("its action failed"));
        }
        assertThat(acting.isBroken()).isTrue();
    }

    @Test
    void aFullRoundIsNotWithdrawnFrom() {
        Answer<Arrival> first = arrive(acting);
        Acting act = (Acting) arrive(acting).get();
        Answer<Arrival> next = arrive(acting);
        assertThat(acting.withdraw(first)).isFalse();
        assertThat(acting.isBroken()).isFalse();

        assertThat(acting.withdraw(next)).isTrue();
        assertThat(acting.isBroken()).isTrue();
        first.assertOpen();
        assertThat(acting.finish(act.round(), true)).isTrue();
        first.assertIs(new Passed(0));
        assertThat(acting.isBroken()).isTrue();
    }

    @Test
    void whoeverWithdrawsBreaksItForAll() {
        Answer<Arrival> first = arrive(plain);
        Answer<Arrival> second = arrive(plain);
        assertThat(plain.withdraw(first)).isTrue();
        first.assertOpen();
        assertBroken(second);
        assertBroken(arrive(plain));
        assertThat(plain.waiting()).isZero();
        assertThat(plain.withdraw(first)).isFalse();
        assertThat(plain.withdraw(second)).isFalse();
        plain.reset();
        assertPasses(plain);
    }

    @Test
    void whoeverMissesItBreaksItForAll() {
        Answer<Arrival> first = arrive(plain);
        plain.miss();
        assertBroken(first);
        assertThat(plain.isBroken()).isTrue();
    }

    @Test
    void abortBreaksItUntilReset() {
        Answer<Arrival> first = arrive(plain);
        plain.abort();
        first.assertIs(new Broken("it was aborted"));
        plain.abort();
        assertThat(plain.isBroken()).isTrue();
        plain.reset();
        assertThat(plain.isBroken()).isFalse();
        assertPasses(plain);
    }

    @Test
    void resetSendsAwayWhoeverWaits() {
        Answer<Arrival> first = arrive(plain);
        plain.reset();
        first.assertIs(new Broken("it was reset"));
        assertPasses(plain);
    }

    @Test
    void abortBreaksFullRoundsToo() {
        Answer<Arrival> first = arrive(acting);
        Acting act = (Acting) arrive(acting).get();
        acting.abort();
        assertBroken(first);
        assertThat(acting.finish(act.round(), true)).isFalse();
        assertThat(acting.isBroken()).isTrue();
    }

    @Test
    void anActionFromBeforeAResetDecidesNothing() {
        for (boolean succeeded : new boolean[] {true, false}) {
            Answer<Arrival> old = arrive(acting);
            Acting oldAct = (Acting) arrive(acting).get();
            acting.reset();
            assertBroken(old);
            Answer<Arrival> first = arrive(acting);
            Acting act = (Acting) arrive(acting).get();
            assertThat(acting.finish(oldAct.round(), succeeded)).isFalse();
            first.assertOpen();
            assertThat(acting.isBroken()).isFalse();
            assertThat(acting.finish(act.round(), true)).isTrue();
            first.assertIs(new Passed(0));
        }
    }

    private static Answer<Arrival> arrive(BarrierCore core) {
        Answer<Arrival> answer = new Answer<>();
        core.arrive(answer);
        return answer;
    }

    private static void assertBroken(Answer<Arrival> answer) {
        assertThat(answer.get()).isInstanceOf(Broken.class);
    }

    private static void assertPasses(BarrierCore three) {
        arrive(three);
        arrive(three);
        arrive(three).assertIs(new Passed(2));
    }
}
