package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.harness.Times.LONG;
import static io.github.multiprocessing4j.harness.Times.afterAbout;
import static io.github.multiprocessing4j.harness.Times.atOnce;
import static io.github.multiprocessing4j.harness.Times.join;
import static io.github.multiprocessing4j.harness.Times.untilParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.BoundedSemaphore;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Held;
import io.github.multiprocessing4j.Semaphore;
import io.github.multiprocessing4j.Value;
import io.github.multiprocessing4j.harness.Child;
import io.github.multiprocessing4j.harness.ContractTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;

@SuppressWarnings("try") // a Held is there to be closed
class SemaphoreContractTest {

    @ContractTest
    @Tag("SEM.1")
    void aSemaphoreCountsDownAndUp(Context mp) throws Exception {
        Semaphore semaphore = mp.semaphore(2);

        assertThat(semaphore.value()).isEqualTo(2);
        assertThat(semaphore.acquire()).isTrue();
        assertThat(semaphore.value()).isEqualTo(1);
        assertThat(semaphore.acquire()).isTrue();
        assertThat(semaphore.value()).isZero();
        assertThat(semaphore.acquire(false)).isFalse();
        assertThat(semaphore.value()).isZero();
        for (int value = 1; value <= 4; value++) {
            semaphore.release();
            assertThat(semaphore.value()).isEqualTo(value);
        }
        assertThat(mp.semaphore().value()).isEqualTo(1);
    }

    @ContractTest
    @Tag("SEM.2")
    void anEmptySemaphoreGivesNothing(Context mp) throws Exception {
        Semaphore semaphore = mp.semaphore(0);

        assertThat(atOnce(() -> semaphore.acquire(false))).isFalse();
        assertThat(atOnce(() -> semaphore.acquire(false, Duration.ofSeconds(5))))
                .isFalse();
        assertThat(afterAbout(Duration.ofMillis(100), () -> semaphore.acquire(true, Duration.ofMillis(100))))
                .isFalse();
        assertThat(atOnce(() -> semaphore.acquire(true, Duration.ofSeconds(-1))))
                .isFalse();
        assertThat(atOnce(() -> semaphore.acquire(Duration.ofSeconds(-1)))).isFalse();
        assertThat(semaphore.value()).isZero();

        semaphore.release();
        assertThat(semaphore.acquire(false)).isTrue();
    }

    @ContractTest
    @Tag("SEM.3")
    void noMoreThanItsValueAreInside(Context mp) throws Exception {
        Semaphore semaphore = mp.semaphore(2);
        Value<Integer> inside = mp.value(0);
        Value<Integer> most = mp.value(0);
        Value<Integer> finished = mp.value(0);

        List<Child> children = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            children.add(Child.process(mp, SemaphoreContractTest::enterAndLeave, semaphore, inside, most, finished)
                    .start());
        }
        join(children);

        assertThat(most.get()).isBetween(1, 2);
        assertThat(inside.get()).isZero();
        assertThat(finished.get()).isEqualTo(6);
        assertThat(semaphore.value()).isEqualTo(2);
    }

    @ContractTest
    void aBoundedSemaphoreTakesNoMoreBackThanItGave(Context mp) throws Exception {
        assertThat(mp.boundedSemaphore().value()).isEqualTo(1);
        BoundedSemaphore semaphore = mp.boundedSemaphore(2);

        assertThatThrownBy(semaphore::release)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("2 of at most 2");
        semaphore.acquire();
        assertThatThrownBy(() -> semaphore.release(2)).isInstanceOf(IllegalStateException.class);
        assertThat(semaphore.value()).isEqualTo(1);
        semaphore.release();
        assertThatThrownBy(semaphore::release).isInstanceOf(IllegalStateException.class);
        assertThat(semaphore.value()).isEqualTo(2);
    }

    @ContractTest
    void severalPermitsAreReleasedTogether(Context mp) throws Exception {
        Semaphore semaphore = mp.semaphore(0);
        semaphore.release(3);
        assertThat(semaphore.value()).isEqualTo(3);

        Semaphore empty = mp.semaphore(0);
        List<Child> waiters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiters.add(Child.process(mp, (Semaphore s) -> s.acquire(), empty).start());
        }
        empty.release(5);
        join(waiters);
        assertThat(empty.value()).isEqualTo(2);
    }

    @ContractTest
    void thereIsAGreatestValue(Context mp) {
        Semaphore semaphore = mp.semaphore(Integer.MAX_VALUE);
        assertThatThrownBy(semaphore::release).isInstanceOf(IllegalStateException.class);
        assertThat(semaphore.value()).isEqualTo(Integer.MAX_VALUE);
    }

    @ContractTest
    void theScopeFormGivesThePermitBackOnce(Context mp) throws Exception {
        Semaphore semaphore = mp.semaphore(1);
        Held held = semaphore.hold();
        try (held) {
            assertThat(semaphore.value()).isZero();
        }
        held.close();
        assertThat(semaphore.value()).isEqualTo(1);
    }

    @ContractTest
    void anInterruptEndsTheWaitAndTakesNothing(Context mp) throws Exception {
        Semaphore semaphore = mp.semaphore(0);
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread waiter = new Thread(() -> {
            try {
                semaphore.acquire(LONG);
            } catch (Throwable failure) {
                end.set(failure);
            }
        });
        waiter.start();
        untilParked(waiter);
        waiter.interrupt();
        waiter.join(1000);

        assertThat(end.get()).isInstanceOf(InterruptedException.class);
        semaphore.release();
        assertThat(semaphore.value()).isEqualTo(1);
    }

    @ContractTest
    void badNumbersAreRefused(Context mp) {
        assertThatThrownBy(() -> mp.semaphore(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("value: -1");
        assertThatThrownBy(() -> mp.boundedSemaphore(-1)).isInstanceOf(IllegalArgumentException.class);
        Semaphore semaphore = mp.semaphore();
        for (int count : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> semaphore.release(count))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("count: " + count);
        }
        assertThatThrownBy(() -> semaphore.acquire(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("timeout");
        assertThatThrownBy(() -> semaphore.acquire(false, null)).isInstanceOf(NullPointerException.class);
        assertThat(semaphore.value()).isEqualTo(1);
    }

    @ContractTest
    void textShowsTheValue(Context mp) {
        assertThat(mp.semaphore(3)).hasToString("Semaphore[3]");
        assertThat(mp.boundedSemaphore(4)).hasToString("BoundedSemaphore[4]");
    }

    private static void enterAndLeave(
            Semaphore semaphore, Value<Integer> inside, Value<Integer> most, Value<Integer> finished) throws Exception {
        try (Held held = semaphore.hold()) {
            int now = inside.update(n -> n + 1);
            most.update(n -> Math.max(n, now));
            Thread.sleep(10);
            inside.update(n -> n - 1);
        }
        finished.update(n -> n + 1);
    }
}
