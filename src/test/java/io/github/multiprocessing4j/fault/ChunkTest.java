package io.github.multiprocessing4j.fault;

import static io.github.multiprocessing4j.fault.Processes.spawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.multiprocessing4j.EncodingException;
import io.github.multiprocessing4j.Fn;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.ResultEncodingException;
import io.github.multiprocessing4j.ResultIterator;
import io.github.multiprocessing4j.WorkerLostException;
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
