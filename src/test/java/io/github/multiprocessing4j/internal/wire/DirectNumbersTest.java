package io.github.multiprocessing4j.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectNumbersTest {

    private final DirectNumbers numbers = new DirectNumbers();

    private static List<Object> objects(int count) {
        return Stream.generate(Object::new).limit(count).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 9, 100})
    void areGivenInOrderAndSaidAgain(int count) {
        List<Object> all = objects(count);
        for (Object each : all) {
            assertThat(numbers.give(each)).isEqualTo(DirectNumbers.NEW);
        }
        for (int i = count - 1; i >= 0; i--) {
            assertThat(numbers.give(all.get(i))).isEqualTo(i);
        }
        assertThat(numbers.size()).isEqualTo(count);
    }

    @Test
    void areThoseOfThingsThatAreOneNotOfEqualOnes() {
        for (int i = 0; i < 20; i++) {
            assertThat(numbers.give(new String("a"))).isEqualTo(DirectNumbers.NEW);
        }
    }

    @Test
    void anyOneCanBeClosedForAWhile() {
        List<Object> all = objects(20);
        all.forEach(numbers::give);
        for (int i = 0; i < 20; i++) {
            numbers.turn(all.get(i));
            for (int j = 0; j < 20; j++) {
                assertThat(numbers.give(all.get(j))).isEqualTo(i == j ? DirectNumbers.CLOSED : j);
            }
            numbers.turn(all.get(i));
            assertThat(numbers.give(all.get(i))).isEqualTo(i);
        }
    }

    @Test
    void severalAreClosedAtOnce() {
        List<Object> all = objects(12);
        all.forEach(numbers::give);
        all.forEach(numbers::turn);
        assertThat(all).allMatch(each -> numbers.give(each) == DirectNumbers.CLOSED);
        assertThat(numbers.give(new Object())).isEqualTo(DirectNumbers.NEW);
        all.forEach(numbers::turn);
        assertThat(numbers.give(all.get(11))).isEqualTo(11);
    }
}
