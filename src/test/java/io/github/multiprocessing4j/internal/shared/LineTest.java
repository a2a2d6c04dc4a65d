package io.github.multiprocessing4j.internal.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineTest {

    private final Line<String> line = new Line<>();
    private final List<Answer<?>> keys = List.of(new Answer<>(), new Answer<>(), new Answer<>(), new Answer<>());

    @Test
    void servesInOrderOfArrival() {
        assertThat(line.poll()).isNull();
        fill();
        assertThat(List.of(line.poll(), line.poll(), line.poll(), line.poll())).containsExactly("0", "1", "2", "3");
        assertThat(line.poll()).isNull();
    }

    @Test
    void keepsTheOrderOfThoseWhoStay() {
        fill();
        assertThat(line.remove(keys.get(1))).isEqualTo("1");
        assertThat(line.remove(keys.get(1))).isNull();
        assertThat(line.remove(new Answer<>())).isNull();
        assertThat(List.of(line.poll(), line.poll(), line.poll())).containsExactly("0", "2", "3");
        assertThat(line.poll()).isNull();
    }

    @Test
    void showsWhoIsNextAndHowManyThereAre() {
        assertThat(line.peek()).isNull();
        assertThat(line.isEmpty()).isTrue();
        fill();
        assertThat(line.peek()).isEqualTo("0");
        assertThat(line.size()).isEqualTo(4);
        assertThat(line.isEmpty()).isFalse();
    }

    @Test
    void letsAllOfAKindGoInOrder() {
        fill();
        assertThat(line.removeAll(waiter -> waiter.compareTo("1") > 0)).containsExactly("2", "3");
        assertThat(line.removeAll(waiter -> waiter.equals("4"))).isEmpty();
        assertThat(List.of(line.poll(), line.poll())).containsExactly("0", "1");
        assertThat(line.size()).isZero();
    }

    private void fill() {
        for (int i = 0; i < keys.size(); i++) {
            line.add(keys.get(i), String.valueOf(i));
        }
    }
}
