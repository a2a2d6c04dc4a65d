package io.github.multiprocessing4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.harness.Times;
import org.junit.jupiter.api.Test;

/** Who gets into a monitor. */
class MonitorTest {

    private static final class Room extends Monitor {}

    private static boolean comesIn(Monitor monitor) {
        boolean in = monitor.tryEnter();
        if (in) {
            monitor.leave();
        }
        return in;
    }

    @Test
    void nobodyEntersWhileSomebodyIsIn() throws Exception {
        Monitor monitor = new Room();
        boolean[] other = new boolean[1];
        assertThat(comesIn(monitor)).isTrue();
        monitor.alone(() -> {
            Thread thread = new Thread(() -> other[0] = comesIn(monitor));
            thread.start();
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return null;
        });
        assertThat(other[0]).isFalse();
        assertThat(comesIn(monitor)).isTrue();
    }

    @Test
    void whoeverIsInDoesNotEnterOnceMore() {
        Monitor monitor = new Room();
        assertThat(monitor.<Boolean>alone(() -> comesIn(monitor))).isFalse();
        assertThat(monitor.tryEnter()).isTrue();
        assertThat(comesIn(monitor)).isFalse();
        monitor.leave();
        assertThat(comesIn(monitor)).isTrue();
    }

    @Test
    void whoeverHasEnteredIsAlone() throws Exception {
        Monitor monitor = new Room();
        assertThat(monitor.tryEnter()).isTrue();
        StringBuilder order = new StringBuilder();
        Thread thread = new Thread(() -> monitor.alone(() -> order.append("b")));
        thread.start();
        Times.untilParked(thread);
        order.append("a");
        monitor.leave();
        thread.join();
        assertThat(order).hasToString("ab");
    }
}
