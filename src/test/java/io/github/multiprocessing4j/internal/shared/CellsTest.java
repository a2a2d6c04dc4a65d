package io.github.multiprocessing4j.internal.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CellsTest {

    @Test
    void holdValuesOfEachPrimitiveType() {
        holds(int.class, Integer.class, 0, Integer.MIN_VALUE);
        holds(long.class, Long.class, 0L, Long.MIN_VALUE);
        holds(short.class, Short.class, (short) 0, Short.MIN_VALUE);
        holds(byte.class, Byte.class, (byte) 0, Byte.MIN_VALUE);
        holds(char.class, Character.class, '\0', '\uffff');
        holds(float.class, Float.class, 0f, Float.MIN_VALUE);
        holds(double.class, Double.class, 0.0, Double.MIN_VALUE);
        holds(boolean.class, Boolean.class, false, true);
    }

    private static <T> void holds(Class<T> primitive, Class<T> boxed, T zero, T other) {
        for (Class<T> type : List.of(primitive, boxed)) {
            Cells<T> cells = Cells.zeros(type, 3);
            assertThat(cells.type()).isSameAs(boxed);
            assertThat(cells.length()).isEqualTo(3);
            assertThat(cells.get(1)).isEqualTo(zero);
            cells.set(1, other);
            assertThat(cells.get(1)).isEqualTo(other);
            assertThat(cells.get(0)).isEqualTo(zero);
            assertThat(cells.get(2)).isEqualTo(zero);
            assertThatThrownBy(() -> cells.get(3)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> cells.set(-1, other)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void areCopiedFromAnArray() {
        double[] source = {1, 2};
        Cells<Double> cells = Cells.copyOf(source);
        source[0] = 9;
        assertThat(cells.get(0)).isEqualTo(1);
        assertThat(cells.get(1)).isEqualTo(2);
        assertThat(cells.type()).isSameAs(Double.class);
    }

    @Test
    void areWrittenTogetherOrNotAtAll() {
        Cells<Integer> cells = Cells.copyOf(new int[] {1, 2, 3});
        cells.setAll(1, new Object[] {8, 9});
        assertThat(cells.get(0)).isEqualTo(1);
        assertThat(cells.get(1)).isEqualTo(8);
        assertThat(cells.get(2)).isEqualTo(9);

        assertThatThrownBy(() -> cells.setAll(0, new Object[] {0, 0, null}))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("values[2]");
        assertThatThrownBy(() -> cells.setAll(0, new Object[] {0, 0L})).isInstanceOf(ClassCastException.class);
        assertThatThrownBy(() -> cells.setAll(2, new Object[] {0, 0})).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(cells.get(0)).isEqualTo(1);
        assertThat(cells.get(2)).isEqualTo(9);
    }
}
