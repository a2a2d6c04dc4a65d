package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.harness.Times.LONG;
import static io.github.multiprocessing4j.harness.Times.afterAbout;
import static io.github.multiprocessing4j.harness.Times.atOnce;
import static io.github.multiprocessing4j.harness.Times.join;
import static io.github.multiprocessing4j.harness.Times.untilParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Event;
import io.github.multiprocessing4j.Value;
import io.github.multiprocessing4j.harness.Child;
import io.github.multiprocessing4j.harness.ContractTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;

class EventContractTest {

    @ContractTest
    @Tag("EVENT.1")
    void anEventIsWaitedForUntilItIsSet(Context mp) throws Exception {
        Event event = mp.event();

        assertThat(event.isSet()).isFalse();
        assertThat(atOnce(() -> event.await(Duration.ZERO))).isFalse();
        assertThat(atOnce(() -> event.await(Duration.ofSeconds(-1)))).isFalse();
        assertThat(afterAbout(Duration.ofMillis(100), () -> event.await(Duration.ofMillis(100))))
                .isFalse();

        event.set();
        event.set();
        assertThat(event.isSet()).isTrue();
        assertThat(atOnce(() -> event.await())).isTrue();
        assertThat(atOnce(() -> event.await(Duration.ofMillis(100)))).isTrue();
        assertThat(atOnce(() -> event.await(Duration.ZERO))).isTrue();

        event.clear();
        assertThat(event.isSet()).isFalse();
        assertThat(event.await(Duration.ZERO)).isFalse();
    }

    @ContractTest
    @Tag("EVENT.2")
    void textShowsTheState(Context mp) {
        Event event = mp.event();
        assertThat(event.toString()).contains("unset");
        event.set();
        assertThat(event.toString()).contains("set").doesNotContain("unset");
        event.clear();
        assertThat(event.toString()).contains("unset");
    }

    @ContractTest
    @Tag("EVENT.3")
    void aSetEventStaysSetForAll(Context mp) throws Exception {
        Event event = mp.event();
        Value<Boolean> seen = mp.value(false);
        event.set();

        join(Child.process(mp, EventContractTest::seeAndClear, event, seen).start());

        assertThat(seen.get()).isTrue();
        assertThat(event.isSet()).isFalse();
        assertThat(afterAbout(Duration.ofMillis(100), () -> event.await(Duration.ofMillis(100))))
                .isFalse();
    }

    @ContractTest
    void allWhoWaitAreLetGoEvenIfItIsClearedAtOnce(Context mp) throws Exception {
        Event event = mp.event();
        List<Thread> waiters = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Thread waiter = new Thread(() -> awaitUnlessInterrupted(event));
            waiter.start();
            waiters.add(waiter);
        }
        for (Thread waiter : waiters) {
            untilParked(waiter);
        }
        event.set();
        event.clear();
        for (Thread waiter : waiters) {
            waiter.join(LONG.toMillis());
            assertThat(waiter.isAlive()).isFalse();
        }
    }

    @ContractTest
    void anInterruptEndsTheWait(Context mp) throws Exception {
        Event event = mp.event();
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread waiter = new Thread(() -> end.set(awaitUnlessInterrupted(event)));
        waiter.start();
        untilParked(waiter);
        waiter.interrupt();
        waiter.join(1000);
        assertThat(end.get()).isInstanceOf(InterruptedException.class);

        event.set();
        Thread.currentThread().interrupt();
        assertThatThrownBy(event::await).isInstanceOf(InterruptedException.class);
        assertThat(event.await()).isTrue();
    }

    @ContractTest
    void aTimeMustBeGiven(Context mp) {
        assertThatThrownBy(() -> mp.event().await(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("timeout");
    }

    private static void seeAndClear(Event event, Value<Boolean> seen) throws Exception {
        seen.set(event.isSet() && atOnce(() -> event.await()));
        event.clear();
    }

    private static Throwable awaitUnlessInterrupted(Event event) {
        try {
            event.await();
            return null;
        } catch (InterruptedException interrupted) {
            return interrupted;
        }
    }
}
