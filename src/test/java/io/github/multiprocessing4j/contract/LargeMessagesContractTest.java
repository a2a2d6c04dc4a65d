package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.SPAWN;
import static io.github.multiprocessing4j.harness.Times.LONG;
import static io.github.multiprocessing4j.harness.Times.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.Connection;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pipe;
import io.github.multiprocessing4j.Queue;
import io.github.multiprocessing4j.QueueFullException;
import io.github.multiprocessing4j.harness.Allocation;
import io.github.multiprocessing4j.harness.Child;
import io.github.multiprocessing4j.harness.ContractTest;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Arrays in queues and pipes: whoever has put or sent one may change it, though it is not always copied for him. */
class LargeMessagesContractTest {

    private static final int COUNT = 40;

    /** Short ones, which are written at once; those of about a frame; and long ones, which are not. */
    private static final int[] LENGTHS = {200, 1 << 12, 1 << 18};

    private static int[] filled(int length, int with) {
        int[] array = new int[length];
        Arrays.fill(array, with);
        return array;
    }

    private static void assertFilled(Object array, int length, int with) {
        assertThat(array).isInstanceOf(int[].class);
        assertThat((int[]) array).hasSize(length);
        assertThat(IntStream.of((int[]) array).distinct().toArray()).containsExactly(with);
    }

    // The children

    private static void put(Queue<Object> queue) throws InterruptedException {
        for (int length : LENGTHS) {
            int[] array = new int[length];
            for (int i = 0; i < COUNT; i++) {
                Arrays.fill(array, i);
                queue.put(array);
                Arrays.fill(array, -1);
            }
        }
    }

    private static void send(Connection<Object> end) throws Exception {
        for (int length : LENGTHS) {
            int[] array = new int[length];
            byte[] bytes = new byte[length];
            for (int i = 0; i < COUNT; i++) {
                Arrays.fill(array, i);
                end.send(array);
                Arrays.fill(array, -1);
                Arrays.fill(bytes, (byte) i);
                end.send(bytes);
                Arrays.fill(bytes, (byte) (i + 1));
                end.sendBytes(bytes);
                Arrays.fill(bytes, (byte) -1);
            }
        }
    }

    private static void putOneAndChangeIt(Queue<Object> full, Queue<Object> free) throws InterruptedException {
        int[] array = filled(LENGTHS[2], 1);
        try {
            full.put(array, Duration.ofMillis(1));
            free.put("put");
        } catch (QueueFullException expected) {
            free.put("refused");
        }
        Arrays.fill(array, -1);
        Arrays.fill(array, 2);
        full.put(array);
        Arrays.fill(array, -1);
    }

    private static void putMany(Queue<Object> queue, Queue<Long> allocated) throws InterruptedException {
        int[] array = new int[LENGTHS[2]];
        queue.put(array);
        long before = Allocation.ofThisThread();
        for (int i = 1; i < COUNT; i++) {
            queue.put(array);
        }
        allocated.put(Allocation.ofThisThread() - before);
    }

    private static void getMany(Queue<Queue<Object>> ready) throws InterruptedException {
        Queue<Object> queue = Multiprocessing.context(SPAWN).queue();
        ready.put(queue);
        for (int i = 0; i < COUNT; i++) {
            assertFilled(queue.get(LONG), LENGTHS[2], 0);
        }
    }

    private static void sendMany(Connection<Object> end, Queue<Long> allocated) throws Exception {
        byte[] bytes = new byte[LENGTHS[2]];
        end.sendBytes(bytes);
        long before = Allocation.ofThisThread();
        for (int i = 1; i < COUNT; i++) {
            end.sendBytes(bytes);
            end.send(bytes);
        }
        allocated.put(Allocation.ofThisThread() - before);
    }

    // What is true of them

    @ContractTest(SPAWN)
    void anItemMayBeChangedWhenItWasPut(Context mp) throws Exception {
        assertComesAsItWasPut(mp, mp.queue());
    }

    @ContractTest(SPAWN)
    void anItemMayBeChangedThatHadToWaitForRoom(Context mp) throws Exception {
        assertComesAsItWasPut(mp, mp.queue(1));
    }

    private static void assertComesAsItWasPut(Context mp, Queue<Object> queue) throws Exception {
        Child child = Child.process(mp, LargeMessagesContractTest::put, queue).start();
        for (int length : LENGTHS) {
            for (int i = 0; i < COUNT; i++) {
                assertFilled(queue.get(LONG), length, i);
            }
        }
        join(child);
    }

    @ContractTest(SPAWN)
    void anItemMayBeChangedThatWasNotPutInTime(Context mp) throws Exception {
        Queue<Object> full = mp.queue(1);
        Queue<Object> free = mp.queue();
        full.put("the first");
        Child child = Child.process(mp, LargeMessagesContractTest::putOneAndChangeIt, full, free)
                .start();
        assertThat(free.get(LONG)).isEqualTo("refused");
        assertThat(full.get(LONG)).isEqualTo("the first");
        assertFilled(full.get(LONG), LENGTHS[2], 2);
        join(child);
        assertThat(full.empty()).isTrue();
    }

    @ContractTest(SPAWN)
    void aMessageMayBeChangedWhenItWasSent(Context mp) throws Exception {
        Pipe<Object> pipe = mp.pipe();
        Child child =
                Child.process(mp, LargeMessagesContractTest::send, pipe.right()).start();
        Connection<Object> end = pipe.left();
        for (int length : LENGTHS) {
            byte[] bytes = new byte[length];
            for (int i = 0; i < COUNT; i++) {
                assertFilled(end.recv(), length, i);
                Arrays.fill(bytes, (byte) i);
                assertThat(end.recv()).isEqualTo(bytes);
                Arrays.fill(bytes, (byte) (i + 1));
                assertThat(end.recvBytes()).isEqualTo(bytes);
            }
        }
        join(child);
    }

    /** What is put here lies here, until somebody takes it: so it is copied. */
    @ContractTest(SPAWN)
    void anItemMayBeChangedThatWasPutAtHome(Context mp) throws Exception {
        Queue<Object> queue = mp.queue();
        Child child = Child.process(mp, q -> q.put("ready"), queue).start();
        join(child);
        assertThat(queue.get(LONG)).isEqualTo("ready");
        int[] array = filled(LENGTHS[1], 1);
        queue.put(array);
        Arrays.fill(array, 2);
        assertFilled(queue.get(LONG), LENGTHS[1], 1);
    }

    /** A child's heap is small, and what is new to a process is dear. */
    @ContractTest(SPAWN)
    void aChildDoesNotCopyWhatItPuts(Context mp) throws Exception {
        Queue<Object> queue = mp.queue();
        Queue<Long> allocated = mp.queue();
        Child child = Child.process(mp, LargeMessagesContractTest::putMany, queue, allocated)
                .start();
        for (int i = 0; i < COUNT; i++) {
            assertFilled(queue.get(LONG), LENGTHS[2], 0);
        }
        assertThat(allocated.get(LONG)).isLessThan(LENGTHS[2] * Integer.BYTES);
        join(child);
    }

    /** What the parent passes on may be on its way when it tells that the queue is gone. */
    @ContractTest(SPAWN)
    void aChildCopiesWhatItPutsForItsSibling(Context mp) throws Exception {
        Queue<Queue<Object>> ready = mp.queue();
        Queue<Long> allocated = mp.queue();
        Child getter =
                Child.process(mp, LargeMessagesContractTest::getMany, ready).start();
        Child putter = Child.process(mp, LargeMessagesContractTest::putMany, ready.get(LONG), allocated)
                .start();
        assertThat(allocated.get(LONG)).isGreaterThan((COUNT - 1L) * LENGTHS[2] * Integer.BYTES);
        join(putter);
        join(getter);
    }

    @ContractTest(SPAWN)
    void aChildDoesNotCopyWhatItSends(Context mp) throws Exception {
        Pipe<Object> pipe = mp.pipe();
        Queue<Long> allocated = mp.queue();
        Child child = Child.process(mp, LargeMessagesContractTest::sendMany, pipe.right(), allocated)
                .start();
        for (int i = 1; i < 2 * COUNT; i++) {
            assertThat((byte[]) pipe.left().recv()).hasSize(LENGTHS[2]);
        }
        assertThat(allocated.get(LONG)).isLessThan(4 * LENGTHS[2]);
        join(child);
    }
}
