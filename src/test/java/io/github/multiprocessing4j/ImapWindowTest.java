package io.github.multiprocessing4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ImapWindowTest {

    private long now = System.nanoTime();
    private final ImapWindow window = ImapWindow.between(16, 100, now);
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
        afterFull(16, 10);
        assertThat(afterFull(32, 2_000)).isEqualTo(64);
        assertThat(afterFull(32, 9_000)).isEqualTo(32);
        assertThat(afterFull(16, 9_000)).isEqualTo(16);
        assertThat(afterFull(16, 9_000)).isEqualTo(16);
    }

    @Test
    void isTheSmallestOneAgainWhenTasksBecomeLong() {
        afterFull(8, 10);
        afterFull(16, 10);
        assertThat(afterFull(1, 10)).isEqualTo(64);
        assertThat(afterFull(1, 1_000_000)).isEqualTo(16);
        assertThat(afterFull(1, 1_000_000)).isEqualTo(16);
        assertThat(afterFull(8, 10)).isEqualTo(32);
    }

    @Test
    void aFixedOneStaysAsItIs() {
        ImapWindow fixed = ImapWindow.fixed(1);
        fixed.full(1, System.nanoTime());
        fixed.full(1_000, System.nanoTime());
        assertThat(fixed.size()).isEqualTo(1);
    }

    @Test
    void isNoLargerThanAnIntAndGoesOnWhereTheCountOfItemsOverflows() {
        ImapWindow large = ImapWindow.between(1 << 30, Integer.MAX_VALUE, now);
        large.full(1 << 29, now);
        assertThat(large.size()).isEqualTo(Integer.MAX_VALUE);

        delivered = Integer.MAX_VALUE - 100;
        afterFull(0, 10);
        assertThat(window.size()).isEqualTo(32);
        assertThat(afterFull(110, 10)).as("negative by now").isEqualTo(64);
    }
}
