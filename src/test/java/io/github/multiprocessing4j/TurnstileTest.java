package io.github.multiprocessing4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnstileTest {

    private final Turnstile gate = new Turnstile();

    @Test
    void isDoneWhenItIsShutAndTheLastHasLeft() {
        assertThat(gate.enter()).isTrue();
        assertThat(gate.enter()).isTrue();
        assertThat(gate.leave()).isFalse();

        assertThat(gate.shut()).as("somebody is inside").isFalse();
        assertThat(gate.isShut()).isTrue();
        assertThat(gate.endWhenDone()).isFalse();

        assertThat(gate.leave()).as("the last").isTrue();
        assertThat(gate.isDone()).isTrue();
        assertThat(gate.endWhenDone()).isTrue();
        assertThat(gate.isEnded()).isTrue();
    }

    @Test
    void isDoneAtOnceWhenItIsShutAndNobodyIsInside() {
        gate.enter();
        gate.leave();

        assertThat(gate.shut()).isTrue();
        assertThat(gate.shut()).as("shut already").isFalse();
    }

    @Test
    void letsThoseInLateWhoAreInside() {
        gate.enter();
        gate.shut();

        assertThat(gate.enter()).isFalse();
        assertThat(gate.enterLate(() -> false)).isFalse();
        assertThat(gate.enterLate(() -> true)).isTrue();
        assertThat(gate.leave()).isFalse();
        assertThat(gate.leave()).isTrue();
        assertThat(gate.enterLate(() -> true)).as("nobody is inside").isFalse();
        assertThat(gate.enterUntilEnd()).isTrue();

        gate.end();

        assertThat(gate.enterUntilEnd()).isFalse();
        assertThat(gate.enter()).isFalse();
        assertThat(gate.leave()).as("it has ended already").isFalse();
    }

    @Test
    void countsThoseWhoComeAndGoWhileItIsShut() throws Exception {
        for (int round = 0; round < 200; round++) {
            Turnstile turnstile = new Turnstile();
            AtomicInteger last = new AtomicInteger();
            List<FutureTask<Void>> visitors = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                FutureTask<Void> visitor = new FutureTask<>(() -> {
                    while (turnstile.enter()) {
                        if (turnstile.leave()) {
                            last.incrementAndGet();
                        }
                    }
                    return null;
                });
                visitors.add(visitor);
                Thread thread = new Thread(visitor, "mp-turnstile-test");
                thread.setDaemon(true);
                thread.start();
            }
            if (turnstile.shut()) {
                last.incrementAndGet();
            }
            for (FutureTask<Void> visitor : visitors) {
                visitor.get();
            }

            assertThat(last).as("one alone was the last").hasValue(1);
            assertThat(turnstile.endWhenDone()).isTrue();
        }
    }
}
