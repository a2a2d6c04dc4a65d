package io.github.multiprocessing4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of the input of a map. */
class ItemsTest {

    private static final int WORKERS = 2;

    private static MapOptions chunks(int size) {
        MapOptions options = new MapOptions();
        options.chunkSize(size);
        return options;
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static List<Object> all(Items items) {
        List<Object> all = new ArrayList<>();
        for (int from = 0; from < items.count(); from += items.chunkSize()) {
            ChunkItems chunk = items.chunk(from);
            ChunkItems here = chunk.inArray();
            for (int i = 0; i < chunk.count(); i++) {
                assertThat(here.array()[here.from() + i]).isSameAs(chunk.get(i));
                all.add(chunk.get(i));
            }
        }
        return all;
    }

    static Stream<Iterable<Integer>> inputs() {
        List<Integer> numbers = numbers(3_000);
        List<Integer> withNull = new ArrayList<>(numbers);
        withNull.set(7, null);
        return Stream.of(
                List.of(),
                List.of(1),
                List.of(1, 2, 3),
                numbers,
                withNull,
                withNull.stream().toList(),
                new LinkedList<>(numbers),
                new LinkedHashSet<>(numbers),
                Arrays.asList(3, 2, 1),
                numbers::iterator);
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void theChunksAreTheItemsInOrder(Iterable<Integer> input) {
        List<Object> expected = new ArrayList<>();
        input.forEach(expected::add);
        for (int size : new int[] {1, 2, 255, 256, 1_000, 2_999, 3_000, 5_000}) {
            Items items = Items.of(input, WORKERS, chunks(size));
            assertThat(all(items)).as("chunks of %s", size).isEqualTo(expected);
            assertThat(items.chunks()).isEqualTo((expected.size() + size - 1) / size);
        }
    }

    @Test
    void whoeverChangesAListAfterwardsChangesNoItem() {
        for (int size : new int[] {1, 300, 5_000}) {
            List<Integer> input = new ArrayList<>(numbers(3_000));
            Items items = Items.of(input, WORKERS, chunks(size));
            input.replaceAll(number -> -1);
            assertThat(all(items)).isEqualTo(numbers(3_000));
        }
    }

    @Test
    void aListThatNobodyCanChangeIsNotCopied() {
        List<Integer> input = numbers(3_000);
        assertThat(Items.of(input, WORKERS, chunks(300)).chunk(600).list()).isSameAs(input);
    }

    @Test
    void aPartOfAChunkHasItsItems() {
        ChunkItems chunk = Items.of(numbers(3_000), WORKERS, chunks(300)).chunk(600);
        ChunkItems part = chunk.part(10, 2);
        assertThat(part.count()).isEqualTo(2);
        assertThat(part.get(1)).isEqualTo(611);
        assertThat(part.inArray().array()).containsExactly(610, 611);
    }
}
