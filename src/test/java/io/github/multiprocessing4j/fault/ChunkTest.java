package io.github.multiprocessing4j.fault;

import static io.github.multiprocessing4j.fault.Processes.spawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.multiprocessing4j.DecodingException;
import io.github.multiprocessing4j.EncodingException;
import io.github.multiprocessing4j.Fn;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.Queue;
import io.github.multiprocessing4j.ResultEncodingException;
import io.github.multiprocessing4j.ResultIterator;
import io.github.multiprocessing4j.WorkerLostException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Chunks of several items of which one does harm: each item is told its own failure, and the others have none. */
@Timeout(60)
class ChunkTest {

    private static final int ITEMS = 4;
    private static final int BAD = 2;

    private static Pool pool;

    @BeforeAll
    static void makePool() {
        pool = spawn().pool(1);
    }

    @AfterAll
    static void closePool() {
        pool.close();
    }

    private static Object haltsAtTheBadOne(int item) {
        if (item == BAD) {
            Runtime.getRuntime().halt(Doom.EXIT_CODE);
        }
        return item;
    }

    private static Object threadForTheBadOne(int item) {
        return item == BAD ? Thread.currentThread() : item;
    }

    /** What comes of each item of one chunk: its result, or what was thrown. */
    private static List<Object> outcomes(Fn<Integer, Object> fn) {
        List<Object> outcomes = new ArrayList<>();
        try (ResultIterator<Object> results = pool.imap(fn, Processes.range(ITEMS), o -> o.chunkSize(ITEMS))) {
            for (int i = 0; i < ITEMS; i++) {
                AtomicReference<Object> result = new AtomicReference<>();
                Throwable failure = catchThrowable(() -> result.set(results.next()));
                outcomes.add(failure == null ? result.get() : failure);
            }
        }
        return outcomes;
    }

    @Test
    void eachItemOfALostChunkIsTheOneThatWasLost() {
        List<Object> outcomes = outcomes(ChunkTest::haltsAtTheBadOne);
        for (int i = 0; i < ITEMS; i++) {
            assertThat(outcomes.get(i)).isInstanceOf(WorkerLostException.class);
            assertThat((Throwable) outcomes.get(i)).hasMessageContaining("task " + i + ":");
        }
    }

    @Test
    void aResultThatCannotBeWrittenCostsNoOther() {
        List<Object> outcomes = outcomes(ChunkTest::threadForTheBadOne);
        assertThat(outcomes.get(0)).isEqualTo(0);
        assertThat(outcomes.get(1)).isEqualTo(1);
        assertThat(outcomes.get(2)).isInstanceOf(ResultEncodingException.class);
        assertThat((Throwable) outcomes.get(2)).hasMessageContaining("task 2:");
        assertThat(outcomes.get(3)).isEqualTo(3);
    }

    /** Cannot be read. */
    static final class Unreadable implements Serializable {

        private static final long serialVersionUID = 1L;

        private void readObject(ObjectInputStream in) {
            throw new IllegalStateException("as meant");
        }
    }

    record Point(int x) implements Serializable {}

    private static Object unreadableForTheBadOne(int item) {
        return item == BAD ? new Unreadable() : new Point(item);
    }

    private static Object lambdaForTheBadOne(int item) {
        return item == BAD ? (Fn<Integer, Integer>) x -> x : List.of(item);
    }

    @Test
    void aResultThatCannotBeReadCostsNoOther() {
        List<Object> outcomes = outcomes(ChunkTest::unreadableForTheBadOne);
        assertThat(outcomes.get(0)).isEqualTo(new Point(0));
        assertThat(outcomes.get(1)).isEqualTo(new Point(1));
        assertThat((Throwable) outcomes.get(2))
                .isInstanceOf(DecodingException.class)
                .hasMessageContainingAll("task 2 or its result", "as meant");
        assertThat(outcomes.get(3)).isEqualTo(new Point(3));
    }

    @Test
    void aResultThatIsRefusedCostsNoOther() {
        List<Object> outcomes = outcomes(ChunkTest::lambdaForTheBadOne);
        assertThat(outcomes.get(0)).isEqualTo(List.of(0));
        assertThat(outcomes.get(1)).isEqualTo(List.of(1));
        assertThat((Throwable) outcomes.get(2)).isInstanceOf(DecodingException.class);
        assertThat(outcomes.get(3)).isEqualTo(List.of(3));
    }

    /** A shared object that is a result lives on, though its chunk had a result that could not be read. */
    private static Object queueBesideTheBadOne(Queue<Integer> queue, int item) {
        return item == BAD ? new Unreadable() : queue;
    }

    @Test
    @SuppressWarnings("unchecked")
    void sharedObjectsAmongResultsAreOfUse() throws Exception {
        Queue<Integer> queue = spawn().queue();
        List<Object> outcomes = outcomes(item -> queueBesideTheBadOne(queue, item));
        for (int i : new int[] {0, 1, 3}) {
            ((Queue<Integer>) outcomes.get(i)).put(i);
            assertThat(queue.get()).isEqualTo(i);
        }
        assertThat(outcomes.get(2)).isInstanceOf(DecodingException.class);
    }

    // What cannot be sent

    record Order(String name, Object content) implements Serializable {}

    private static Object take(Object argument) {
        return argument;
    }

    @Test
    void theWayToWhatCannotTravelBeginsAtWhatTheUserHasGiven() {
        Order order = new Order("first", List.of("a", Thread.currentThread()));
        EncodingException applied =
                catchThrowableOfType(EncodingException.class, () -> pool.apply(ChunkTest::take, (Object) order));
        EncodingException mapped =
                catchThrowableOfType(EncodingException.class, () -> pool.map(ChunkTest::take, List.of("good", order)));
        assertThat(applied.path()).isEqualTo(Order.class.getName() + ".content -> java.util.List[1]");
        assertThat(applied.value()).contains("Order[name=first");
        assertThat(mapped.path()).isEqualTo(applied.path());
        assertThat(mapped.value()).isEqualTo(applied.value());
        assertThat(mapped).hasMessageStartingWith("item 1 cannot travel: java.lang.Thread is not serializable");
    }

    @Test
    void whatALambdaHasCapturedIsToldAsSuch() {
        Thread captured = Thread.currentThread();
        assertThat(catchThrowableOfType(
                                EncodingException.class,
                                () -> pool.map(x -> captured.getName(), List.of("good", "good")))
                        .path())
                .isEqualTo("captured argument 1 of the lambda in " + ChunkTest.class.getName());
    }
}
