package io.github.multiprocessing4j.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DirectNumbersTest {

    private final DirectNumbers numbers = new DirectNumbers();
    private final Object first = new Object();
    private final Object second = new Object();
    private final Object third = new Object();

    @Test
    void areGivenInOrderAndSaidAgain() {
        for (Object each : List.of(first, second, third)) {
            assertThat(numbers.give(each)).isEqualTo(DirectNumbers.NEW);
        }
        assertThat(numbers.size()).isEqualTo(3);
        assertThat(numbers.give(first)).isZero();
        assertThat(numbers.give(third)).isEqualTo(2);
        assertThat(numbers.give(second)).isEqualTo(1);
        assertThat(numbers.size()).isEqualTo(3);
    }

    @Test
    void areThoseOfThingsThatAreOneNotOfEqualOnes() {
        assertThat(numbers.give(new String("a"))).isEqualTo(DirectNumbers.NEW);
        assertThat(numbers.give(new String("a"))).isEqualTo(DirectNumbers.NEW);
        assertThat(numbers.give(new String("a"))).isEqualTo(DirectNumbers.NEW);
    }

    @Test
    void anyOneCanBeClosedForAWhile() {
        List<Object> all = List.of(first, second, third);
        all.forEach(numbers::give);
        for (int i = 0; i < 3; i++) {
            numbers.close(all.get(i));
            for (int j = 0; j < 3; j++) {
                assertThat(numbers.give(all.get(j))).isEqualTo(i == j ? DirectNumbers.CLOSED : j);
            }
            numbers.open(all.get(i));
            assertThat(numbers.give(all.get(i))).isEqualTo(i);
        }
    }
}
