package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.harness.Times.join;
import static io.github.multiprocessing4j.harness.Times.untilParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.Action;
import io.github.multiprocessing4j.Array;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Held;
import io.github.multiprocessing4j.Lock;
import io.github.multiprocessing4j.Mutex;
import io.github.multiprocessing4j.RLock;
import io.github.multiprocessing4j.harness.Child;
import io.github.multiprocessing4j.harness.ContractTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;

@SuppressWarnings("try") // a Held is there to be closed
class ArrayContractTest {

    private static final int[] NUMBERS = {680, 626, 934, 821, 150, 233, 548, 982, 714, 831};

    @ContractTest
    @Tag("VALUE.3")
    void anArrayIsReadAndWrittenByElementAndByRange(Context mp) throws Exception {
        worksAsAnArray(mp, mp.array(NUMBERS));
        worksAsAnArray(mp, mp.array(int.class, asList(NUMBERS)));
        worksAsAnArray(mp, mp.array(Integer.class, asList(NUMBERS), mp.lock()));
    }

    @ContractTest
    @Tag("VALUE.4")
    void anArrayWithoutALockToo(Context mp) throws Exception {
        worksAsAnArray(mp, mp.rawArray(int.class, asList(NUMBERS)));
        worksAsAnArray(mp, mp.array(NUMBERS).unguarded());
    }

    private static void worksAsAnArray(Context mp, Array<Integer> array) throws Exception {
        List<Integer> source = asList(NUMBERS);

        assertThat(array.length()).isEqualTo(10);
        for (int i = 0; i < 10; i++) {
            assertThat(array.get(i)).isEqualTo(NUMBERS[i]);
        }
        assertThat(array.slice(2, 7)).isEqualTo(source.subList(2, 7));
        assertThat(array.slice(3, 3)).isEmpty();
        assertThat(array.toList()).isEqualTo(source);
        assertThat(array).containsExactlyElementsOf(source);

        array.setSlice(3, 6, List.of(1, 2, 3));
        source.set(3, 1);
        source.set(4, 2);
        source.set(5, 3);
        assertThat(array.toList()).isEqualTo(source);
        array.setSlice(10, 10, List.of());

        join(Child.process(mp, ArrayContractTest::sumUp, array).start());
        for (int i = 1; i < 10; i++) {
            source.set(i, source.get(i) + source.get(i - 1));
        }
        assertThat(array.toList()).isEqualTo(source);
    }

    @ContractTest
    @Tag("VALUE.5")
    void anArrayHasALock(Context mp) throws Exception {
        for (Array<Integer> own : List.of(mp.array(1, 2), mp.array(int.class, 2), mp.array(int.class, List.of(1, 2)))) {
            assertThat(own.lock()).isInstanceOf(RLock.class).isSameAs(own.lock());
            try (Held held = own.lock().hold()) {
                own.set(0, own.get(1) + 1);
            }
            assertThat(own.unguarded().toList()).isEqualTo(own.toList());
            own.unguarded().set(0, 77);
            assertThat(own.get(0)).isEqualTo(77);
        }
        for (Mutex lock : List.of(mp.lock(), mp.rlock())) {
            assertThat(mp.array(int.class, 2, lock).lock()).isSameAs(lock);
            assertThat(mp.array(int.class, List.of(1), lock).lock()).isSameAs(lock);
        }
        for (Array<Integer> raw : List.of(
                mp.rawArray(int.class, 2),
                mp.rawArray(int.class, List.of(1)),
                mp.array(1).unguarded())) {
            assertThatThrownBy(raw::lock).isInstanceOf(UnsupportedOperationException.class);
            assertThat(raw.unguarded()).isSameAs(raw);
        }
    }

    @ContractTest
    @Tag("VALUE.5")
    void accessesTakeTheLock(Context mp) throws Exception {
        Lock lock = mp.lock();
        Array<Byte> array = mp.array(byte.class, 4, lock);
        for (Action access : List.<Action>of(
                () -> array.get(0),
                () -> array.set(0, (byte) 1),
                () -> array.slice(0, 2),
                () -> array.setSlice(0, 1, List.of((byte) 1)),
                array::toList,
                array::text,
                () -> array.setText("x"))) {
            lock.acquire();
            AtomicReference<Throwable> end = new AtomicReference<>();
            Thread thread = new Thread(() -> {
                try {
                    access.run();
                } catch (Throwable failure) {
                    end.set(failure);
                }
            });
            thread.start();
            untilParked(thread);
            thread.interrupt();
            thread.join();
            assertThat(end.get()).isInstanceOf(InterruptedException.class);
            assertThat(array.unguarded().toList()).containsOnly((byte) 0);
            assertThat(array).containsOnly((byte) 0); // an iterator takes no lock
            lock.release();
            access.run();
            array.setText("");
            assertThat(lock).hasToString("Lock[free]");
        }
    }

    @ContractTest
    @Tag("VALUE.7")
    void whatIsOutOfBoundsIsRefusedAndChangesNothing(Context mp) throws Exception {
        for (Array<Integer> array : List.of(mp.array(1, 2, 3), mp.rawArray(int.class, List.of(1, 2, 3)))) {
            for (int index : new int[] {3, 4, -1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
                assertIndex(() -> array.get(index));
                assertIndex(() -> array.set(index, 9));
            }
            for (int[] range : new int[][] {{0, 4}, {-1, 2}, {2, 1}, {4, 4}}) {
                assertIndex(() -> array.slice(range[0], range[1]));
                assertIndex(() -> array.setSlice(range[0], range[1], List.of(9)));
            }
            for (List<Integer> values : List.of(List.of(9), List.of(9, 9, 9))) {
                assertThatThrownBy(() -> array.setSlice(1, 3, values))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(values.size() + " values for the 2 elements");
            }
            assertThatThrownBy(() -> array.setSlice(1, 3, Arrays.asList(9, null)))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("values[1]");
            assertThatThrownBy(() -> array.setSlice(1, 3, null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("values");
            assertThatThrownBy(() -> array.set(1, null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("value");
            assertThat(array.toList()).containsExactly(1, 2, 3);
        }
    }

    @ContractTest
    void thereIsAnArrayOfEachType(Context mp) throws Exception {
        assertThat(mp.array(1, 2).toList()).containsExactly(1, 2);
        assertThat(mp.array(1L, 2L).toList()).containsExactly(1L, 2L);
        assertThat(mp.array((short) 1).toList()).containsExactly((short) 1);
        assertThat(mp.array((byte) -1).toList()).containsExactly((byte) -1);
        assertThat(mp.array('a', 'b').toList()).containsExactly('a', 'b');
        assertThat(mp.array(1.5f).toList()).containsExactly(1.5f);
        assertThat(mp.array(1.5, 2.5).toList()).containsExactly(1.5, 2.5);
        assertThat(mp.array(true, false).toList()).containsExactly(true, false);

        assertThat(mp.array(int.class, 2).toList()).containsExactly(0, 0);
        assertThat(mp.array(Long.class, 1).toList()).containsExactly(0L);
        assertThat(mp.array(boolean.class, 1).toList()).containsExactly(false);
        assertThat(mp.array(char.class, 1).toList()).containsExactly('\0');
        assertThat(mp.array(double.class, 0).toList()).isEmpty();
    }

    @ContractTest
    void whatItIsMadeFromIsCopied(Context mp) throws Exception {
        int[] source = {1, 2};
        Array<Integer> array = mp.array(source);
        source[0] = 9;
        assertThat(array.get(0)).isEqualTo(1);
        array.toList().set(0, 9);
        assertThat(array.get(0)).isEqualTo(1);
    }

    @ContractTest
    void anArrayOfBytesHoldsText(Context mp) throws Exception {
        Array<Byte> array = mp.array(byte.class, 8);
        assertThat(array.text()).isEmpty();
        array.setText("Grüße");
        assertThat(array.text()).isEqualTo("Grüße");
        array.setText("12345678");
        assertThat(array.text()).isEqualTo("12345678");
        array.setText("ab");
        assertThat(array.toList().subList(2, 8)).containsOnly((byte) 0);
        array.set(4, (byte) 'x');
        assertThat(array.text()).isEqualTo("ab");
        array.setText("a\0b");
        assertThat(array.text()).isEqualTo("a");
        array.setText("");
        assertThat(array.text()).isEmpty();
        array.set(0, (byte) 0xff);
        assertThat(array.text()).isEqualTo("\ufffd");

        array.setText("before");
        assertThatThrownBy(() -> array.setText("Grüße!!"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the text has 9 bytes, the array 8");
        assertThatThrownBy(() -> array.setText(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("text");
        assertThat(array.text()).isEqualTo("before");
        assertThat(mp.array(byte.class, 0).text()).isEmpty();
    }

    @ContractTest
    void onlyAnArrayOfBytesHoldsText(Context mp) {
        for (Array<?> array : List.of(mp.array('a'), mp.array(1))) {
            assertThatThrownBy(array::text).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> array.setText("x")).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @ContractTest
    void anIteratorEndsAndRemovesNothing(Context mp) throws Exception {
        Array<Integer> array = mp.array(1, 2);
        Iterator<Integer> iterator = array.iterator();
        assertThat(iterator.next()).isEqualTo(1);
        array.set(1, 5);
        assertThat(iterator.next()).isEqualTo(5);
        assertThat(iterator.hasNext()).isFalse();
        assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(iterator::remove).isInstanceOf(UnsupportedOperationException.class);
    }

    @ContractTest
    void badArgumentsAreRefused(Context mp) {
        assertThatThrownBy(() -> mp.array(int.class, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("length: -1");
        for (Class<?> type : List.of(String.class, void.class, Void.class, int[].class)) {
            assertThatThrownBy(() -> mp.array(type, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(type.getName());
        }
        assertNull("type", () -> mp.array((Class<Integer>) null, 1));
        assertNull("lock", () -> mp.array(int.class, 1, null));
        assertNull("lock", () -> mp.array(int.class, List.of(1), null));
        assertNull("values", () -> mp.array((int[]) null));
        assertNull("values", () -> mp.array(int.class, (List<Integer>) null));
        assertNull("values[0]", () -> mp.rawArray(int.class, Arrays.asList((Integer) null)));
    }

    @ContractTest
    @SuppressWarnings({"unchecked", "rawtypes"})
    void anElementOfAWrongTypeIsRefusedAndChangesNothing(Context mp) throws Exception {
        Array<Integer> array = mp.array(1, 2);
        List<Object> mixed = List.of(8, "text");
        assertThatThrownBy(() -> ((Array) array).setSlice(0, 2, mixed)).isInstanceOf(ClassCastException.class);
        assertThat(array.toList()).containsExactly(1, 2);
    }

    @ContractTest
    void textShowsLengthAndType(Context mp) {
        assertThat(mp.array(1, 2).toString()).isEqualTo("Array[2 x Integer]");
    }

    private static void sumUp(Array<Integer> array) throws Exception {
        for (int i = 1; i < array.length(); i++) {
            array.set(i, array.get(i) + array.get(i - 1));
        }
    }

    private static List<Integer> asList(int[] numbers) {
        return new ArrayList<>(Arrays.stream(numbers).boxed().toList());
    }

    private static void assertIndex(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static void assertNull(String name, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessage(name);
    }
}
