package io.github.multiprocessing4j.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Queue;
import io.github.multiprocessing4j.QueueEmptyException;
import io.github.multiprocessing4j.QueueFullException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queues under tiny time-outs, interrupts and many hands: each item is got once, and none is lost. */
class QueueRacesTest {

    private static final int ITEMS = 20_000;
    private static final Duration TINY = Duration.ofNanos(2_000);

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 0})
    void itemsAreNeitherLostNorDoubled(int maxSize) throws Exception {
        Queue<Integer> queue = Multiprocessing.queue(maxSize);
        ConcurrentLinkedQueue<Integer> put = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Integer> got = new ConcurrentLinkedQueue<>();
        AtomicInteger next = new AtomicInteger();
        AtomicBoolean putting = new AtomicBoolean(true);
        List<Thread> putters = new ArrayList<>();
        List<Thread> getters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int kind = i;
            putters.add(new Thread(() -> putAll(queue, kind, next, put)));
            getters.add(new Thread(() -> getAll(queue, kind, putting, got)));
        }
        putters.forEach(Thread::start);
        getters.forEach(Thread::start);
        Random random = new Random(3);
        while (putters.stream().anyMatch(Thread::isAlive)) {
            (random.nextBoolean() ? putters : getters).get(random.nextInt(3)).interrupt();
            for (int spin = random.nextInt(500); spin > 0; spin--) {
                Thread.onSpinWait();
            }
        }
        putting.set(false);
        for (Thread getter : getters) {
            getter.join(20_000);
            assertThat(getter.isAlive()).isFalse();
        }
        assertThat(queue.empty()).isTrue();
        assertThat(got).containsExactlyInAnyOrderElementsOf(put);
        assertThat(put.size()).isGreaterThan(ITEMS / 2);
    }

    private static void putAll(Queue<Integer> queue, int kind, AtomicInteger next, ConcurrentLinkedQueue<Integer> put) {
        for (int item = next.getAndIncrement(); item < ITEMS; item = next.getAndIncrement()) {
            try {
                if (kind == 0) {
                    queue.put(item, TINY);
                } else {
                    queue.put(item);
                }
                put.add(item);
            } catch (InterruptedException | QueueFullException notPut) {
                // then nobody may get that item
            }
        }
    }

    private static void getAll(
            Queue<Integer> queue, int kind, AtomicBoolean putting, ConcurrentLinkedQueue<Integer> got) {
        while (putting.get() || !queue.empty()) {
            try {
                got.add(kind == 0 ? queue.get(TINY) : queue.get(Duration.ofMillis(1)));
            } catch (InterruptedException | QueueEmptyException nothing) {
                // nothing was taken
            }
        }
    }
}
