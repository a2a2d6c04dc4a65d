package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.harness.Times.LONG;
import static io.github.multiprocessing4j.harness.Times.afterAbout;
import static io.github.multiprocessing4j.harness.Times.atOnce;
import static io.github.multiprocessing4j.harness.Times.join;
import static io.github.multiprocessing4j.harness.Times.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.Action;
import io.github.multiprocessing4j.Array;
import io.github.multiprocessing4j.Barrier;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Event;
import io.github.multiprocessing4j.TaskException;
import io.github.multiprocessing4j.Value;
import io.github.multiprocessing4j.harness.Child;
import io.github.multiprocessing4j.harness.ContractTest;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;

class BarrierContractTest {

    private static final int PARTIES = 5;

    @ContractTest
    @Tag("BARRIER.1")
    void nobodyLeavesBeforeAllHaveCome(Context mp) throws Exception {
        Barrier barrier = mp.barrier(PARTIES);
        Value<Integer> entered = mp.value(0);
        Value<Integer> early = mp.value(0);
        Value<Integer> left = mp.value(0);
        List<Child> children = new ArrayList<>();
        for (int i = 1; i < PARTIES; i++) {
            children.add(Child.process(mp, BarrierContractTest::enterAndLeave, barrier, entered, early, left)
                    .start());
        }
        enterAndLeave(barrier, entered, early, left);
        join(children);

        assertThat(early.get()).isZero();
        assertThat(left.get()).isEqualTo(PARTIES);
        assertThat(barrier.waiting()).isZero();
        assertThat(barrier.isBroken()).isFalse();
        assertThat(barrier.parties()).isEqualTo(PARTIES);
    }

    @ContractTest
    @Tag("BARRIER.2")
    void eachPartyIsToldHowManyCameBefore(Context mp) throws Exception {
        Barrier barrier = mp.barrier(PARTIES);
        Array<Integer> seen = mp.array(int.class, PARTIES);
        List<Child> children = new ArrayList<>();
        for (int i = 0; i < PARTIES - 1; i++) {
            children.add(Child.process(mp, BarrierContractTest::awaitAndNote, barrier, seen, i)
                    .start());
            int come = i + 1;
            until(() -> barrier.waiting() == come);
        }

        assertThat(barrier.await()).isEqualTo(PARTIES - 1);
        join(children);
        assertThat(seen.slice(0, PARTIES - 1)).containsExactly(0, 1, 2, 3);
    }

    @ContractTest
    @Tag("BARRIER.3")
    void abortBreaksItForAllUntilItIsReset(Context mp) throws Exception {
        Barrier barrier = mp.barrier(PARTIES);
        Value<Integer> passed = mp.value(0);
        Value<Integer> broken = mp.value(0);
        join(all(mp, BarrierContractTest::abortAsThird, barrier, passed, broken));

        assertThat(passed.get()).isZero();
        assertThat(broken.get()).isEqualTo(PARTIES - 1);
        assertThat(barrier.isBroken()).isTrue();
        atOnce(() -> assertBroken(barrier::await));
        atOnce(() -> assertBroken(() -> barrier.await(LONG)));

        barrier.reset();
        assertThat(barrier.isBroken()).isFalse();
        join(all(mp, BarrierContractTest::countPass, barrier, passed, broken));
        assertThat(passed.get()).isEqualTo(PARTIES);
    }

    @ContractTest
    @Tag("BARRIER.4")
    void resetSendsAwayThoseWhoWait(Context mp) throws Exception {
        Barrier barrier = mp.barrier(PARTIES);
        Barrier again = mp.barrier(PARTIES);
        Value<Integer> broken = mp.value(0);
        List<Child> children = new ArrayList<>();
        for (int i = 0; i < PARTIES; i++) {
            children.add(Child.process(mp, BarrierContractTest::resetAsThird, barrier, again, broken)
                    .start());
        }
        join(children);

        assertThat(broken.get()).isEqualTo(PARTIES - 1);
        assertThat(barrier.isBroken()).isFalse();
        assertThat(barrier.waiting()).isZero();
    }

    @ContractTest
    @Tag("BARRIER.5")
    void timeThatRunsOutBreaksItForAll(Context mp) throws Exception {
        Barrier barrier = mp.barrier(PARTIES);
        Value<Integer> passed = mp.value(0);
        Value<Integer> broken = mp.value(0);
        join(all(mp, BarrierContractTest::comeLateAsThird, barrier, passed, broken));

        assertThat(passed.get()).isZero();
        assertThat(broken.get()).isEqualTo(PARTIES);
        assertThat(barrier.isBroken()).isTrue();
    }

    @ContractTest
    void theTimeOfTheBarrierCountsWhereNoneIsGiven(Context mp) throws Exception {
        Barrier barrier = mp.barrier(2, Duration.ofMillis(100));
        afterAbout(Duration.ofMillis(100), () -> assertBroken(barrier::await));
        assertThat(barrier.isBroken()).isTrue();

        Barrier acting = mp.barrier(2, () -> {}, Duration.ofSeconds(-1));
        atOnce(() -> assertBroken(acting::await));

        Barrier patient = mp.barrier(2, LONG);
        atOnce(() -> assertBroken(() -> patient.await(Duration.ZERO)));
    }

    @ContractTest
    @Tag("BARRIER.6")
    void oneAlonePassesAtOnce(Context mp) throws Exception {
        Barrier barrier = mp.barrier(1);
        assertThat(atOnce(() -> barrier.await())).isZero();
        assertThat(atOnce(() -> barrier.await())).isZero();
        assertThat(barrier.await(Duration.ZERO)).isZero();
    }

    @ContractTest
    @Tag("BARRIER.7")
    void anActionThatThrowsBreaksTheBarrier(Context mp) throws Exception {
        RuntimeException thrown = new IllegalStateException("from the action");
        Barrier barrier = mp.barrier(PARTIES, () -> {
            throw thrown;
        });
        Value<Integer> passed = mp.value(0);
        Value<Integer> broken = mp.value(0);
        List<Child> others = new ArrayList<>();
        for (int i = 1; i < PARTIES; i++) {
            others.add(Child.process(mp, BarrierContractTest::countPass, barrier, passed, broken)
                    .start());
        }
        until(() -> barrier.waiting() == PARTIES - 1);

        assertThatThrownBy(barrier::await)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("from the action");
        join(others);
        assertThat(passed.get()).isZero();
        assertThat(broken.get()).isEqualTo(PARTIES - 1);
        assertThat(barrier.isBroken()).isTrue();
    }

    @ContractTest
    void whatAnActionThrowsComesOut(Context mp) {
        IOException checked = new IOException();
        assertThatThrownBy(throwing(mp, checked)::await)
                .isInstanceOf(TaskException.class)
                .hasCause(checked);
        Error error = new AssertionError();
        assertThatThrownBy(throwing(mp, error)::await).isSameAs(error);
        InterruptedException interrupt = new InterruptedException();
        assertThatThrownBy(throwing(mp, interrupt)::await).isSameAs(interrupt);
    }

    @ContractTest
    void theActionRunsOncePerRoundBeforeAnybodyPasses(Context mp) throws Exception {
        Value<Integer> rounds = mp.value(0);
        Barrier barrier = mp.barrier(PARTIES, () -> rounds.update(n -> n + 1));
        Value<Integer> wrong = mp.value(0);
        List<Child> children = new ArrayList<>();
        for (int i = 0; i < PARTIES; i++) {
            children.add(Child.process(mp, BarrierContractTest::countRounds, barrier, rounds, wrong)
                    .start());
        }
        join(children);
        assertThat(wrong.get()).isZero();
        assertThat(rounds.get()).isEqualTo(100);
    }

    @ContractTest
    void thoseWhoComeWhileTheActionRunsBelongToTheNextRound(Context mp) throws Exception {
        Event acting = mp.event();
        Event go = mp.event();
        Value<Integer> actions = mp.value(0);
        Barrier barrier = mp.barrier(2, () -> {
            actions.update(n -> n + 1);
            acting.set();
            go.await();
        });
        Value<Integer> passed = mp.value(0);
        Value<Integer> broken = mp.value(0);
        List<Child> children = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            children.add(Child.process(mp, BarrierContractTest::countPass, barrier, passed, broken)
                    .start());
        }
        acting.await();
        assertThat(barrier.waiting()).isZero();
        for (int i = 0; i < 2; i++) {
            children.add(Child.process(mp, BarrierContractTest::countPass, barrier, passed, broken)
                    .start());
        }
        assertThat(actions.get()).isEqualTo(1);
        assertThat(passed.get()).isZero();
        go.set();
        join(children);
        assertThat(actions.get()).isEqualTo(2);
        assertThat(passed.get()).isEqualTo(4);
    }

    @ContractTest
    void abortDuringTheActionBreaksItsRound(Context mp) throws Exception {
        for (boolean reset : new boolean[] {false, true}) {
            Event acting = mp.event();
            Event go = mp.event();
            Barrier barrier = mp.barrier(2, () -> {
                acting.set();
                go.await();
            });
            Value<Integer> passed = mp.value(0);
            Value<Integer> broken = mp.value(0);
            List<Child> children = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                children.add(Child.process(mp, BarrierContractTest::countPass, barrier, passed, broken)
                        .start());
            }
            acting.await();
            if (reset) {
                barrier.reset();
            } else {
                barrier.abort();
            }
            until(() -> broken.get() == 1);
            go.set();
            join(children);
            assertThat(passed.get()).isZero();
            assertThat(broken.get()).isEqualTo(2);
            assertThat(barrier.isBroken()).isEqualTo(!reset);
        }
    }

    @ContractTest
    void anInterruptWaitsForTheActionToEnd(Context mp) throws Exception {
        Event acting = mp.event();
        Event go = mp.event();
        Barrier barrier = mp.barrier(2, () -> {
            acting.set();
            go.await();
        });
        Event passed = mp.event();
        AtomicReference<Boolean> stillInterrupted = new AtomicReference<>();
        Thread waiter = new Thread(() -> {
            try {
                barrier.await(LONG);
                stillInterrupted.set(Thread.interrupted());
                passed.set();
            } catch (Exception unexpected) {
                throw new AssertionError(unexpected);
            }
        });
        waiter.start();
        until(() -> barrier.waiting() == 1);
        Child last = Child.process(mp, (Barrier b) -> b.await(), barrier).start();
        acting.await();

        waiter.interrupt();
        assertThat(passed.await(Duration.ofMillis(100))).isFalse();
        assertThat(barrier.isBroken()).isFalse();
        go.set();
        assertThat(passed.await(LONG)).isTrue();
        join(last);
        assertThat(stillInterrupted.get()).isTrue();
    }

    @ContractTest
    void anInterruptedPartyBreaksTheBarrier(Context mp) throws Exception {
        Barrier barrier = mp.barrier(3);
        Value<Integer> passed = mp.value(0);
        Value<Integer> broken = mp.value(0);
        Child other = Child.process(mp, BarrierContractTest::countPass, barrier, passed, broken)
                .start();
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread party = new Thread(() -> {
            try {
                barrier.await();
            } catch (Throwable failure) {
                end.set(failure);
            }
        });
        party.start();
        until(() -> barrier.waiting() == 2);
        party.interrupt();
        party.join(1000);

        assertThat(end.get()).isInstanceOf(InterruptedException.class);
        join(other);
        assertThat(broken.get()).isEqualTo(1);
        assertThat(barrier.isBroken()).isTrue();
    }

    @ContractTest
    void aPartyThatComesInterruptedBreaksTheBarrier(Context mp) throws Exception {
        Barrier barrier = mp.barrier(2);
        Value<Integer> passed = mp.value(0);
        Value<Integer> broken = mp.value(0);
        Child other = Child.process(mp, BarrierContractTest::countPass, barrier, passed, broken)
                .start();
        until(() -> barrier.waiting() == 1);
        Thread.currentThread().interrupt();
        assertThatThrownBy(barrier::await).isInstanceOf(InterruptedException.class);
        join(other);
        assertThat(broken.get()).isEqualTo(1);
    }

    @ContractTest
    void badArgumentsAreRefused(Context mp) {
        for (int parties : new int[] {0, -1}) {
            assertThatThrownBy(() -> mp.barrier(parties))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("parties: " + parties);
        }
        assertThatThrownBy(() -> mp.barrier(1, (Action) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("action");
        assertThatThrownBy(() -> mp.barrier(1, (Duration) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("timeout");
        assertThatThrownBy(() -> mp.barrier(1, null, LONG))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("action");
        assertThatThrownBy(() -> mp.barrier(1, () -> {}, null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("timeout");
        Barrier barrier = mp.barrier(2);
        assertThatThrownBy(() -> barrier.await(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("timeout");
        assertThat(barrier.isBroken()).isFalse();
    }

    @ContractTest
    void textShowsTheState(Context mp) {
        Barrier barrier = mp.barrier(3);
        assertThat(barrier).hasToString("Barrier[0 of 3 waiting]");
        barrier.abort();
        assertThat(barrier).hasToString("Barrier[broken]");
    }

    private interface Role extends Serializable {
        void play(Barrier barrier, Value<Integer> passed, Value<Integer> broken) throws Exception;
    }

    private static List<Child> all(
            Context mp, Role role, Barrier barrier, Value<Integer> passed, Value<Integer> broken) {
        List<Child> children = new ArrayList<>();
        for (int i = 0; i < PARTIES; i++) {
            children.add(Child.process(mp, role::play, barrier, passed, broken).start());
        }
        return children;
    }

    private static Throwable assertBroken(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(BrokenBarrierException.class);
        return null;
    }

    private static Barrier throwing(Context mp, Throwable thrown) {
        return mp.barrier(1, () -> {
            if (thrown instanceof Exception exception) {
                throw exception;
            }
            throw (Error) thrown;
        });
    }

    private static void enterAndLeave(
            Barrier barrier, Value<Integer> entered, Value<Integer> early, Value<Integer> left) throws Exception {
        entered.update(n -> n + 1);
        barrier.await();
        if (entered.get() < PARTIES) {
            early.update(n -> n + 1);
        }
        left.update(n -> n + 1);
        barrier.await();
        if (left.get() < PARTIES) {
            early.update(n -> n + 1);
        }
    }

    private static void awaitAndNote(Barrier barrier, Array<Integer> seen, int place) throws Exception {
        seen.set(place, barrier.await());
    }

    private static void countPass(Barrier barrier, Value<Integer> passed, Value<Integer> broken) throws Exception {
        try {
            barrier.await();
            passed.update(n -> n + 1);
        } catch (BrokenBarrierException expected) {
            broken.update(n -> n + 1);
        }
    }

    private static void abortAsThird(Barrier barrier, Value<Integer> passed, Value<Integer> broken) throws Exception {
        if (barrier.await() == 2) {
            barrier.abort();
        } else {
            countPass(barrier, passed, broken);
        }
    }

    private static void resetAsThird(Barrier barrier, Barrier again, Value<Integer> broken) throws Exception {
        if (barrier.await() == 2) {
            until(() -> barrier.waiting() == PARTIES - 1);
            barrier.reset();
        } else {
            countPass(barrier, null, broken);
        }
        again.await(LONG);
        barrier.await(LONG);
    }

    private static void comeLateAsThird(Barrier barrier, Value<Integer> passed, Value<Integer> broken)
            throws Exception {
        if (barrier.await() == 2) {
            Thread.sleep(1000);
        }
        try {
            barrier.await(Duration.ofMillis(500));
            passed.update(n -> n + 1);
        } catch (BrokenBarrierException expected) {
            broken.update(n -> n + 1);
        }
    }

    private static void countRounds(Barrier barrier, Value<Integer> rounds, Value<Integer> wrong) throws Exception {
        for (int round = 1; round <= 100; round++) {
            barrier.await(LONG);
            // The next action does not run before this party has come again.
            if (rounds.get() != round) {
                wrong.update(n -> n + 1);
            }
        }
    }
}
