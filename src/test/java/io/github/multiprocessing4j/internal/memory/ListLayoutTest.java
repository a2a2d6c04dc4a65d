package io.github.multiprocessing4j.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What lies in shared memory may have been written by anybody: it is read as it is meant, or refused. */
class ListLayoutTest {

    private static final int ROUNDS = 20_000;

    private static final List<Object> ITEMS =
            Arrays.asList("howdy", new byte[] {1, 0}, 2.5, 1L, null, true, 3, 0.5f, "", "x".repeat(1_000_000));

    private static ByteBuffer written(List<?> items) {
        ListLayout.Draft draft = new ListLayout.Draft(items);
        ByteBuffer memory = ByteBuffer.allocate((int) draft.size());
        draft.write(memory);
        return memory.order(ByteOrder.nativeOrder());
    }

    private static Object[] read(ByteBuffer memory) {
        ListLayout layout = ListLayout.read(memory);
        Object[] items = new Object[layout.size()];
        for (int i = 0; i < items.length; i++) {
            items[i] = layout.get(i);
        }
        return items;
    }

    private static void assertMalformed(ByteBuffer memory, String... parts) {
        assertThatThrownBy(() -> read(memory))
                .isInstanceOf(MalformedListException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void whatIsWrittenIsRead() {
        assertThat(read(written(ITEMS))).containsExactly(ITEMS.toArray());
        assertThat(read(written(List.of()))).isEmpty();
    }

    @Test
    void memoryMayBeLargerThanTheList() {
        ByteBuffer exact = written(ITEMS);
        ByteBuffer larger = ByteBuffer.allocate(exact.capacity() + 4096).put(exact.duplicate());
        assertThat(read(larger)).containsExactly(ITEMS.toArray());
    }

    @Test
    void noBytesAreMissing() {
        ByteBuffer memory = written(List.of("howdy", 1L));
        for (int size = 0; size < memory.capacity(); size++) {
            ByteBuffer cut = memory.slice(0, size);
            assertThatThrownBy(() -> ListLayout.read(cut)).isInstanceOf(MalformedListException.class);
        }
    }

    @Test
    void countsAreChecked() {
        for (long count : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32, 5, 3}) {
            ByteBuffer memory = written(List.of("howdy", 1L)).putLong(0, count);
            assertThatThrownBy(() -> ListLayout.read(memory)).isInstanceOf(MalformedListException.class);
        }
    }

    @Test
    void offsetsAreChecked() {
        for (int i = 0; i < 3; i++) {
            for (long offset : new long[] {-8, 1, 7, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32, 1000}) {
                ByteBuffer memory = written(List.of("howdy", 1L)).putLong(8 * (i + 1), offset);
                assertThatThrownBy(() -> ListLayout.read(memory))
                        .as("offset %s is %s", i, offset)
                        .isInstanceOf(MalformedListException.class);
            }
        }
    }

    @Test
    void kindsAreChecked() {
        for (byte kind : new byte[] {4, -1, 127, -128}) {
            ByteBuffer memory = written(List.of(1L));
            memory.put(memory.capacity() - 1, kind);
            assertMalformed(memory, "kind", String.valueOf(kind));
        }
    }

    @Test
    void formatsAreChecked() {
        for (String format :
                List.of("", "s", "9s", "17sx", "-1s", "5S", "5sxx", "99999999", "~z", "~", "~-1", "~zzzzzz", "ä")) {
            ByteBuffer memory = written(List.of("howdy"));
            int place = memory.capacity() - 9;
            memory.putLong(place, 0).put(place, format.getBytes(StandardCharsets.ISO_8859_1));
            assertThatThrownBy(() -> read(memory)).as(format).isInstanceOf(MalformedListException.class);
        }
        for (String format : List.of("", "Q", "5s", "qq", "xxxxxx?x")) {
            ByteBuffer memory = written(List.of(1L));
            int place = memory.capacity() - 9;
            memory.putLong(place, 0).put(place, format.getBytes(StandardCharsets.ISO_8859_1));
            assertMalformed(memory, "format", format);
        }
    }

    @Test
    void anythingElseIsReadOrRefused() {
        Random random = new Random(42);
        ByteBuffer whole = written(ITEMS.subList(0, 9));
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            ByteBuffer memory = ByteBuffer.allocate(whole.capacity()).put(whole.duplicate());
            for (int i = random.nextInt(4); i >= 0; i--) {
                memory.put(random.nextInt(memory.capacity()), (byte) random.nextInt());
            }
            try {
                read(memory);
            } catch (MalformedListException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(ROUNDS / 10, ROUNDS);
    }
}
