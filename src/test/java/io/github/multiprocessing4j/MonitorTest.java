package io.github.multiprocessing4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.harness.Times;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who gets into a monitor. */
class MonitorTest {

    private static final class Room extends Monitor {

        private boolean light = true;

        @Override
        boolean isLight() {
            return light;
        }
    }

    private static boolean comesIn(Monitor monitor) {
        boolean in = monitor.tryEnterLight();
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
        assertThat(monitor.tryEnterLight()).isTrue();
        assertThat(comesIn(monitor)).isFalse();
        monitor.leave();
        assertThat(comesIn(monitor)).isTrue();
    }

    @Test
    void whatHoldsMuchIsNotEnteredByTheWay() throws Exception {
        Room room = new Room();
        room.light = false;
        assertThat(room.tryEnterLight()).isFalse();
        Thread thread = new Thread(() -> room.alone(() -> room.light = true));
        thread.start();
        thread.join();
        assertThat(comesIn(room)).as("nobody is in it").isTrue();
    }

    @Test
    void tablesOfKeysOfUsersAreNotLight() {
        MapHome<Object, Integer> map = new MapHome<>(Map.of("a", 1));
        assertThat(comesIn(map)).isTrue();
        map.put(List.of(1), 2);
        assertThat(comesIn(map)).isFalse();
        map.clear();
        assertThat(comesIn(map)).isTrue();
        SetHome<Object> set = new SetHome<>(List.of(1, "b"));
        assertThat(comesIn(set)).isTrue();
        set.addAll(List.of(2, List.of(3)));
        assertThat(comesIn(set)).isFalse();
        set.clear();
        assertThat(comesIn(set)).isTrue();
    }

    @Test
    void largeOnesAreNotLight() {
        ListHome<Integer> list = new ListHome<>(Collections.nCopies(Monitor.MANY - 1, 1));
        assertThat(comesIn(list)).isTrue();
        list.add(1);
        assertThat(comesIn(list)).isFalse();
        list.clear();
        assertThat(comesIn(list)).isTrue();
    }

    @Test
    void whoeverHasEnteredIsAlone() throws Exception {
        Monitor monitor = new Room();
        assertThat(monitor.tryEnterLight()).isTrue();
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
