package io.github.multiprocessing4j.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ObjectInputFilter;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which objects are read where nothing may take long. */
class FlatRowTest {

    private final Codec codec = new Codec(new BasePlaces());

    private record Point(int x) implements Serializable {}

    static Stream<Arguments> rowsOfSimpleValues() {
        return arguments(
                new Object[] {},
                new Object[] {null, true, false, 'c'},
                new Object[] {(byte) 1, (short) -2, 300_000, -4L},
                new Object[] {1.5f, Double.NaN, "text", "\u03a9"},
                new Object[] {"longer text than is written once only", 7});
    }

    private static Stream<Arguments> arguments(Object... values) {
        return Stream.of(values).map(value -> Arguments.of(new Object[] {value}));
    }

    static Stream<Arguments> others() {
        return arguments(
                7,
                "text",
                new Object[] {new Object[] {}},
                new Object[] {List.of()},
                new Object[] {nested()},
                new Object[] {1, new Point(1)},
                new Object[] {new int[1]},
                new Object[] {new StringBuilder("by Java serialization")},
                new String[] {"a"},
                new Integer[] {1},
                IntStream.range(0, 100).boxed().toArray());
    }

    /** To read it takes as long as it is deep, twice as long for each level. */
    private static Set<Object> nested() {
        Set<Object> inner = new HashSet<>();
        for (int depth = 0; depth < 10; depth++) {
            Set<Object> left = new HashSet<>(List.of(inner, "left"));
            Set<Object> right = new HashSet<>(List.of(inner, "right"));
            inner = new HashSet<>(List.of(left, right));
        }
        return inner;
    }

    @ParameterizedTest
    @MethodSource
    void rowsOfSimpleValues(Object row) throws Exception {
        for (ObjectInputFilter filter : new ObjectInputFilter[] {null, ResultFilter.standard()}) {
            Encoded encoded = codec.encode(row);
            assertThat(codec.decodeFlatRow(encoded, filter))
                    .isExactlyInstanceOf(Object[].class)
                    .isEqualTo(row);
            assertThat(codec.decodeFlatRow(encoded, filter)).isEqualTo(row);
            assertThat(codec.decode(encoded, filter)).isEqualTo(row);
        }
    }

    @ParameterizedTest
    @MethodSource
    void others(Object other) throws Exception {
        Encoded encoded = codec.encode(other);
        assertThat(codec.decodeFlatRow(encoded, null)).isNull();
        codec.decode(encoded, null);
    }

    @Test
    void whatIsNotAdmittedIsLeftToOthers() throws Exception {
        Encoded encoded = codec.encode(new Object[] {1});
        assertThat(codec.decodeFlatRow(encoded, info -> ObjectInputFilter.Status.REJECTED))
                .isNull();
    }

    @Test
    void bytesThatEndTooSoonAreLeftToOthers() throws Exception {
        byte[] bytes = codec.encode(new Object[] {1, "text"}).pieces().get(0);
        for (int length = 1; length < bytes.length; length++) {
            Encoded cut = new Encoded(List.of(Arrays.copyOf(bytes, length)), List.of(), true);
            assertThat(codec.decodeFlatRow(cut, null)).isNull();
        }
    }
}
