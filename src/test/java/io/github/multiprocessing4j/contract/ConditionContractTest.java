package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.harness.Times.LONG;
import static io.github.multiprocessing4j.harness.Times.afterAbout;
import static io.github.multiprocessing4j.harness.Times.atOnce;
import static io.github.multiprocessing4j.harness.Times.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.Condition;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Event;
import io.github.multiprocessing4j.Held;
import io.github.multiprocessing4j.Lock;
import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Mutex;
import io.github.multiprocessing4j.RLock;
import io.github.multiprocessing4j.Semaphore;
import io.github.multiprocessing4j.StartMethod;
import io.github.multiprocessing4j.TaskException;
import io.github.multiprocessing4j.Value;
import io.github.multiprocessing4j.harness.Child;
import io.github.multiprocessing4j.harness.ContractTest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;

@SuppressWarnings("try") // a Held is there to be closed
class ConditionContractTest {

    private static final Duration TENTH = Duration.ofMillis(100);

    @ContractTest
    @Tag("COND.1")
    void aSignalWakesOne(Context mp) throws Exception {
        Condition condition = mp.condition();
        Semaphore asleep = mp.semaphore(0);
        Semaphore woken = mp.semaphore(0);
        List<Child> sleepers = sleepers(mp, 1, condition, asleep, woken);

        assertThat(woken.acquire(TENTH)).isFalse();
        signal(condition, 1);
        assertWoken(woken, 1);
        signal(condition, 1);
        assertWoken(woken, 1);
        join(sleepers);
    }

    @ContractTest
    @Tag("COND.2")
    void aSignalOfNWakesN(Context mp) throws Exception {
        Condition condition = mp.condition();
        Semaphore asleep = mp.semaphore(0);
        Semaphore woken = mp.semaphore(0);
        List<Child> sleepers = sleepers(mp, 3, condition, asleep, woken);

        assertThat(woken.acquire(TENTH)).isFalse();
        signal(condition, 2);
        assertWoken(woken, 2);
        signal(condition, 4);
        assertWoken(woken, 4);
        join(sleepers);

        signal(condition, 3);
        try (Held held = condition.hold()) {
            assertThat(condition.await(TENTH)).isFalse();
        }
    }

    @ContractTest
    void signalAllWakesAll(Context mp) throws Exception {
        Condition condition = mp.condition();
        Semaphore asleep = mp.semaphore(0);
        Semaphore woken = mp.semaphore(0);
        List<Child> sleepers = sleepers(mp, 3, condition, asleep, woken);
        try (Held held = condition.hold()) {
            condition.signalAll();
        }
        assertWoken(woken, 6);
        join(sleepers);
    }

    @ContractTest
    void thoseThatWaitedLongestWakeFirst(Context mp) throws Exception {
        Condition condition = mp.condition();
        Value<Integer> order = mp.value(0);
        Semaphore asleep = mp.semaphore(0);
        List<Child> sleepers = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            sleepers.add(Child.process(mp, ConditionContractTest::sleepAndAppend, condition, asleep, order, i)
                    .start());
            asleep.acquire();
        }
        signal(condition, 4);
        join(sleepers);
        assertThat(order.get()).isEqualTo(1234);
    }

    @ContractTest
    @Tag("COND.3")
    void anAwaitEndsAfterItsTimeWithTheLockHeld(Context mp) throws Exception {
        Condition condition = mp.condition();
        condition.acquire();

        assertThat(afterAbout(TENTH, () -> condition.await(TENTH))).isFalse();
        assertThat(othersCanAcquire(mp, condition)).isFalse();
        assertThat(atOnce(() -> condition.await(Duration.ZERO))).isFalse();
        assertThat(atOnce(() -> condition.await(Duration.ofSeconds(-1)))).isFalse();
        assertThat(othersCanAcquire(mp, condition)).isFalse();

        condition.release();
        assertThat(othersCanAcquire(mp, condition)).isTrue();
    }

    @ContractTest
    @Tag("COND.4")
    void awaitForWaitsUntilItHolds(Context mp) throws Exception {
        Condition condition = mp.condition();
        Value<Integer> state = mp.value(-1);
        Child child = Child.process(mp, ConditionContractTest::awaitFour, condition, state)
                .start();

        try (Held held = condition.hold()) {
            assertThat(condition.awaitFor(() -> state.get() == 0)).isTrue();
        }
        for (int i = 0; i < 4; i++) {
            Thread.sleep(10);
            try (Held held = condition.hold()) {
                state.update(n -> n + 1);
                condition.signal();
            }
        }
        join(child);
    }

    @ContractTest
    @Tag("COND.4")
    void awaitForDoesNotWaitForWhatHolds(Context mp) throws Exception {
        Condition condition = mp.condition();
        try (Held held = condition.hold()) {
            assertThat(atOnce(() -> condition.awaitFor(() -> true))).isTrue();
            assertThat(atOnce(() -> condition.awaitFor(() -> true, LONG))).isTrue();
        }
    }

    @ContractTest
    void awaitForGivesUpAfterItsTime(Context mp) throws Exception {
        Condition condition = mp.condition();
        try (Held held = condition.hold()) {
            assertThat(afterAbout(TENTH, () -> condition.awaitFor(() -> false, TENTH)))
                    .isFalse();
            assertThat(atOnce(() -> condition.awaitFor(() -> null, Duration.ZERO)))
                    .isFalse();
            assertThat(othersCanAcquire(mp, condition)).isFalse();
        }
    }

    @ContractTest
    void whatAPredicateThrowsComesOut(Context mp) throws Exception {
        Condition condition = mp.condition();
        RuntimeException unchecked = new RuntimeException();
        IOException checked = new IOException();
        try (Held held = condition.hold()) {
            assertThatThrownBy(() -> condition.awaitFor(() -> {
                        throw unchecked;
                    }))
                    .isSameAs(unchecked);
            assertThatThrownBy(() -> condition.awaitFor(() -> {
                        throw checked;
                    }))
                    .isInstanceOf(TaskException.class)
                    .hasCause(checked);
        }
    }

    @ContractTest
    @Tag("COND.5")
    void anInterruptedAwaitHoldsTheLockAgain(Context mp) throws Exception {
        Condition condition = mp.condition();
        Event interrupted = mp.event();
        Event release = mp.event();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Semaphore asleep = mp.semaphore(0);
        Thread waiter = new Thread(() -> {
            try {
                condition.acquire();
                asleep.release();
                try {
                    condition.await(Duration.ofSeconds(60));
                } catch (InterruptedException expected) {
                    interrupted.set();
                }
                release.await();
                condition.release();
            } catch (Throwable other) {
                failure.set(other);
            }
        });
        waiter.start();
        asleep.acquire();
        condition.acquire(); // so it waits now
        condition.release();

        waiter.interrupt();
        assertThat(interrupted.await(Duration.ofSeconds(1))).isTrue();
        assertThat(othersCanAcquire(mp, condition)).isFalse();
        release.set();
        waiter.join();
        assertThat(failure.get()).isNull();
        assertThat(othersCanAcquire(mp, condition)).isTrue();
    }

    @ContractTest
    void anInterruptedAwaitWaitsForTheLock(Context mp) throws Exception {
        Condition condition = mp.condition();
        Semaphore asleep = mp.semaphore(0);
        Event ended = mp.event();
        Thread waiter = new Thread(() -> {
            try (Held held = condition.hold()) {
                asleep.release();
                condition.await();
            } catch (InterruptedException expected) {
                ended.set();
            }
        });
        waiter.start();
        asleep.acquire();
        condition.acquire();
        waiter.interrupt();
        assertThat(ended.await(TENTH)).isFalse();
        condition.release();
        assertThat(ended.await(LONG)).isTrue();
        waiter.join();
    }

    @ContractTest
    void aSignalThatMeetsAnInterruptCounts(Context mp) throws Exception {
        Condition condition = mp.condition();
        Semaphore asleep = mp.semaphore(0);
        Value<Boolean> signalled = mp.value(false);
        Value<Boolean> stillInterrupted = mp.value(false);
        Thread waiter = new Thread(() -> {
            try (Held held = condition.hold()) {
                asleep.release();
                boolean woken = condition.await();
                boolean interrupted = Thread.interrupted();
                signalled.set(woken);
                stillInterrupted.set(interrupted);
            } catch (InterruptedException lost) {
                // signalled stays false
            }
        });
        waiter.start();
        asleep.acquire();
        condition.acquire();
        condition.signal();
        waiter.interrupt();
        condition.release();
        waiter.join();

        assertThat(signalled.get()).isTrue();
        assertThat(stillInterrupted.get()).isTrue();
    }

    @ContractTest
    @Tag("COND.6")
    void onlyTheHolderOfTheLockAwaitsAndSignals(Context mp) throws Exception {
        for (Condition condition : List.of(mp.condition(), mp.condition(mp.lock()), mp.condition(mp.rlock()))) {
            assertNotOwner(condition);

            Event held = mp.event();
            Event go = mp.event();
            Child other = Child.process(mp, ConditionContractTest::hold, condition, held, go)
                    .start();
            held.await();
            assertNotOwner(condition);
            go.set();
            join(other);
        }
    }

    @ContractTest
    @Tag("COND.7")
    void aConditionUsesTheLockItWasGiven(Context mp) throws Exception {
        for (Mutex lock : List.of(mp.lock(), mp.rlock())) {
            Condition one = mp.condition(lock);
            Condition two = mp.condition(lock);

            try (Held held = one.hold()) {
                Value<Boolean> acquired = mp.value(false);
                join(Child.process(mp, ConditionContractTest::tryLock, lock, acquired)
                        .start());
                assertThat(acquired.get()).isFalse();
                assertThat(othersCanAcquire(mp, two)).isFalse();
            }
            assertThat(othersCanAcquire(mp, two)).isTrue();

            try (Held held = lock.hold()) {
                assertThat(othersCanAcquire(mp, one)).isFalse();
                assertThat(two.await(Duration.ZERO)).isFalse();
            }
        }
    }

    @ContractTest
    void twoConditionsOverOneLockAreSignalledApart(Context mp) throws Exception {
        Lock lock = mp.lock();
        Condition one = mp.condition(lock);
        Condition two = mp.condition(lock);
        Semaphore asleep = mp.semaphore(0);
        Semaphore woken = mp.semaphore(0);
        Child child = Child.process(mp, ConditionContractTest::sleep, one, asleep, woken)
                .start();
        asleep.acquire();

        try (Held held = lock.hold()) {
            two.signalAll();
        }
        assertThat(woken.acquire(TENTH)).isFalse();
        signal(one, 1);
        join(child);
    }

    @ContractTest
    void awaitGivesBackAnRLockThatIsHeldSeveralTimes(Context mp) throws Exception {
        RLock lock = mp.rlock();
        Condition condition = mp.condition(lock);
        Event go = mp.event();
        for (int i = 0; i < 3; i++) {
            lock.acquire();
        }

        Child signaller = Child.process(mp, ConditionContractTest::signalAfter, condition, go)
                .start();
        go.set();
        assertThat(condition.await()).isTrue();
        assertHeldThreeTimes(mp, lock);
        join(signaller);

        for (int i = 0; i < 3; i++) {
            lock.acquire();
        }
        assertThat(condition.await(Duration.ofMillis(1))).isFalse();
        assertHeldThreeTimes(mp, lock);

        for (int i = 0; i < 3; i++) {
            lock.acquire();
        }
        Thread.currentThread().interrupt();
        assertThatThrownBy(condition::await).isInstanceOf(InterruptedException.class);
        assertHeldThreeTimes(mp, lock);
    }

    @ContractTest
    void theLockIsAcquiredInAllItsWays(Context mp) throws Exception {
        Condition condition = mp.condition();
        assertThat(condition.acquire()).isTrue();
        assertThat(condition.acquire(false)).isTrue();
        assertThat(condition.acquire(TENTH)).isTrue();
        assertThat(condition.acquire(true, TENTH)).isTrue();
        for (int i = 0; i < 4; i++) {
            condition.release();
        }
        assertThatThrownBy(condition::release).isInstanceOf(IllegalMonitorStateException.class);
    }

    @ContractTest
    void badArgumentsAreRefused(Context mp) throws Exception {
        assertThatThrownBy(() -> mp.condition(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("lock");
        Condition condition = mp.condition();
        try (Held held = condition.hold()) {
            assertThatThrownBy(() -> condition.signal(-1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("count: -1");
            condition.signal(0);
            assertNull("timeout", () -> condition.await(null));
            assertNull("timeout", () -> condition.awaitFor(() -> true, null));
            assertNull("predicate", () -> condition.awaitFor(null));
            assertNull("predicate", () -> condition.awaitFor(null, LONG));
            assertThat(othersCanAcquire(mp, condition)).isFalse();
        }
    }

    @ContractTest
    void textShowsTheLock(Context mp) {
        assertThat(mp.condition(mp.lock())).hasToString("Condition[Lock[free]]");
    }

    private static void assertNull(String name, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessage(name);
    }

    private static void assertNotOwner(Condition condition) throws Exception {
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                condition::await,
                () -> condition.await(LONG),
                () -> condition.awaitFor(() -> false),
                () -> condition.awaitFor(() -> false, LONG),
                condition::signal,
                () -> condition.signal(2),
                condition::signalAll)) {
            atOnce(() -> assertThatThrownBy(call).isInstanceOf(IllegalMonitorStateException.class));
        }
    }

    private static void assertHeldThreeTimes(Context mp, RLock lock) throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(othersCanAcquire(mp, mp.condition(lock))).isFalse();
            lock.release();
        }
        assertThat(othersCanAcquire(mp, mp.condition(lock))).isTrue();
    }

    private static void assertWoken(Semaphore woken, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            assertThat(woken.acquire(LONG)).isTrue();
        }
        assertThat(woken.acquire(TENTH)).isFalse();
    }

    /** As many children as threads of this JVM; all of them wait when this returns. */
    private static List<Child> sleepers(Context mp, int pairs, Condition condition, Semaphore asleep, Semaphore woken)
            throws Exception {
        Context here = Multiprocessing.context(StartMethod.THREAD);
        List<Child> sleepers = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            for (Context place : List.of(mp, here)) {
                sleepers.add(Child.process(place, ConditionContractTest::sleep, condition, asleep, woken)
                        .start());
            }
        }
        for (int i = 0; i < 2 * pairs; i++) {
            asleep.acquire();
        }
        return sleepers;
    }

    private static void signal(Condition condition, int count) throws Exception {
        // Whoever announced himself while he held the lock waits by the time that we hold it.
        try (Held held = condition.hold()) {
            condition.signal(count);
        }
    }

    private static void sleep(Condition condition, Semaphore asleep, Semaphore woken) throws Exception {
        condition.acquire();
        asleep.release();
        condition.await();
        woken.release();
        condition.release();
    }

    private static void sleepAndAppend(Condition condition, Semaphore asleep, Value<Integer> order, int digit)
            throws Exception {
        try (Held held = condition.hold()) {
            asleep.release();
            condition.await();
            order.update(n -> 10 * n + digit);
        }
    }

    private static void awaitFour(Condition condition, Value<Integer> state) throws Exception {
        try (Held held = condition.hold()) {
            state.set(0);
            condition.signal();
            if (!condition.awaitFor(() -> state.get() == 4, LONG)) {
                throw new AssertionError("state " + state.get());
            }
        }
    }

    private static void signalAfter(Condition condition, Event go) throws Exception {
        go.await();
        try (Held held = condition.hold()) {
            condition.signal();
        }
    }

    private static void hold(Condition condition, Event held, Event go) throws Exception {
        try (Held scope = condition.hold()) {
            held.set();
            go.await();
        }
    }

    private static void tryLock(Mutex lock, Value<Boolean> acquired) throws Exception {
        if (lock.acquire(false)) {
            lock.release();
            acquired.set(true);
        }
    }

    private static boolean othersCanAcquire(Context mp, Condition condition) throws Exception {
        Value<Boolean> acquired = mp.value(false);
        join(Child.process(mp, ConditionContractTest::tryAcquire, condition, acquired)
                .start());
        return acquired.get();
    }

    private static void tryAcquire(Condition condition, Value<Boolean> acquired) throws Exception {
        if (condition.acquire(false)) {
            condition.release();
            acquired.set(true);
        }
    }
}
