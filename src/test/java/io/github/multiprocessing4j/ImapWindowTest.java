package io.github.multiprocessing4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ImapWindowTest {

    private final ImapWindow window = ImapWindow.between(16, 100);
    private long now = System.nanoTime();
    private int delivered;

    private int afterFull(int items, long micros) {
        delivered += items;
        now += TimeUnit.MICROSECONDS.toNanos(micros);
        window.full(delivered, now);
        return window.size();
    }

    @Test
    void growsWhileHalfOfItIsDeliveredInAMomentUpToItsBound() {
        assertThat(window.size()).isEqualTo(16);
        assertThat(afterFull(8, 10)).isEqualTo(32);
        assertThat(afterFull(16, 10)).isEqualTo(64);
        assertThat(afterFull(32, 10)).isEqualTo(100);
        assertThat(afterFull(50, 10)).isEqualTo(100);
    }

    @Test
    void doesNotGrowForAConsumerWhoTakesNothing() {
        assertThat(afterFull(0, 1)).isEqualTo(16);
        assertThat(afterFull(7, 1)).isEqualTo(16);
    }

    @Test
    void fewDeliveriesAreJudgedTogether() {
        assertThat(afterFull(4, 600)).isEqualTo(16);
        assertThat(afterFull(4, 600)).as("8 within 1.2 ms").isEqualTo(16);
        assertThat(afterFull(4, 10)).isEqualTo(16);
        assertThat(afterFull(4, 10)).as("8 within 20 us").isEqualTo(32);
    }

    @Test
    void staysWhereTheTasksAreOfSomeLengthAndShrinksWhereTheyAreLong() {
        afterFull(8, 10);
        assertThat(afterFull(16, 2_000)).isEqualTo(32);
        assertThat(afterFull(16, 9_000)).isEqualTo(16);
        assertThat(afterFull(16, 9_000)).isEqualTo(16);
    }

    @Test
    void aFixedOneStaysAsItIs() {
        ImapWindow fixed = ImapWindow.fixed(1);
        fixed.full(1, System.nanoTime());
        fixed.full(1_000, System.nanoTime());
        assertThat(fixed.size()).isEqualTo(1);
    }

    @Test
    void goesOnWhereCountsOverflow() {
        ImapWindow large = ImapWindow.between(1 << 30, Integer.MAX_VALUE);
        large.full(1 << 29, System.nanoTime());
        assertThat(large.size()).isEqualTo(Integer.MAX_VALUE);
    }
}
