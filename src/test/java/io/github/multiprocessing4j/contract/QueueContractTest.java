package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.harness.Times.LONG;
import static io.github.multiprocessing4j.harness.Times.afterAbout;
import static io.github.multiprocessing4j.harness.Times.atOnceDo;
import static io.github.multiprocessing4j.harness.Times.join;
import static io.github.multiprocessing4j.harness.Times.untilParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.Action;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Event;
import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.Queue;
import io.github.multiprocessing4j.QueueEmptyException;
import io.github.multiprocessing4j.QueueFullException;
import io.github.multiprocessing4j.SimpleQueue;
import io.github.multiprocessing4j.StartMethod;
import io.github.multiprocessing4j.Value;
import io.github.multiprocessing4j.harness.Child;
import io.github.multiprocessing4j.harness.ContractTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;

class QueueContractTest {

    private static final Duration TENTH = Duration.ofMillis(100);
    private static final int ROUNDS = 300;

    @ContractTest
    @Tag("QUEUE.1")
    void aBoundedQueueTakesWhatItHasRoomFor(Context mp) throws Exception {
        Queue<Integer> queue = mp.queue(6);
        assertThat(queue.empty()).isTrue();
        assertThat(queue.full()).isFalse();
        assertThat(queue.maxSize()).isEqualTo(6);

        queue.put(1);
        queue.put(2, true);
        queue.put(3, true, LONG);
        queue.put(4, false);
        queue.put(5, false, LONG);
        queue.putNowait(6);

        assertThat(queue.empty()).isFalse();
        assertThat(queue.full()).isTrue();
        assertThat(queue.qsize()).isEqualTo(6);
        atOnceDo(() -> full(() -> queue.putNowait(7)));
        atOnceDo(() -> full(() -> queue.put(7, false)));
        atOnceDo(() -> full(() -> queue.put(7, false, LONG)));
        atOnceDo(() -> full(() -> queue.put(7, Duration.ofSeconds(-1))));
        afterAbout(TENTH, () -> {
            full(() -> queue.put(7, true, TENTH));
            return null;
        });

        join(Child.process(mp, QueueContractTest::take, queue, 6).start());
        assertThat(queue.empty()).isTrue();
        assertThat(queue.full()).isFalse();
    }

    @ContractTest
    void anItemIsThereForWhoeverKnowsThatItWasPut(Context mp) throws Exception {
        Queue<Integer> queue = mp.queue();
        Value<Integer> put = mp.value(-1);
        Value<Integer> got = mp.value(-1);
        Child child = Child.process(mp, QueueContractTest::putAndTell, queue, put, got)
                .start();
        for (int i = 0; i < ROUNDS; i++) {
            while (put.get() < i) {
                Thread.onSpinWait();
            }
            assertThat(queue.qsize()).isEqualTo(1);
            assertThat(queue.getNowait()).isEqualTo(i);
            got.set(i);
        }
        join(child);
    }

    private static void putAndTell(Queue<Integer> queue, Value<Integer> put, Value<Integer> got) throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            queue.put(i);
            put.set(i);
            while (got.get() < i) {
                Thread.onSpinWait();
            }
        }
    }

    private static void full(ThrowingCallable put) {
        assertThatThrownBy(put).isInstanceOf(QueueFullException.class);
    }

    private static void take(Queue<Integer> queue, int count) throws InterruptedException {
        for (int i = 1; i <= count; i++) {
            assertThat(queue.get()).isEqualTo(i);
        }
    }

    @ContractTest
    @Tag("QUEUE.2")
    void nothingThatWasPutIsLostWhenAProcessEnds(Context mp) throws Exception {
        Queue<Integer> queue = mp.queue();
        for (int i = 0; i < 10; i++) {
            queue.put(i);
        }
        Child child =
                Child.process(mp, QueueContractTest::putFromTenToTwenty, queue).start();
        for (int i = 0; i < 20; i++) {
            assertThat(queue.get(LONG)).isEqualTo(i);
        }
        assertThatThrownBy(queue::getNowait).isInstanceOf(QueueEmptyException.class);
        assertThatThrownBy(() -> queue.get(false)).isInstanceOf(QueueEmptyException.class);
        join(child);

        Queue<byte[]> large = mp.queue();
        Child putter =
                Child.process(mp, QueueContractTest::putKilobytes, large, 500).start();
        for (int i = 0; i < 500; i++) {
            assertThat(large.get(LONG)).hasSize(1024).startsWith((byte) i);
        }
        join(putter);
    }

    private static void putFromTenToTwenty(Queue<Integer> queue) throws InterruptedException {
        for (int i = 10; i < 20; i++) {
            queue.put(i);
        }
    }

    private static void putKilobytes(Queue<byte[]> queue, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            byte[] item = new byte[1024];
            item[0] = (byte) i;
            queue.put(item);
        }
    }

    @ContractTest
    @Tag("HANG.8")
    void aChildWhoseItemsNobodyHasReadCanBeJoined(Context mp) throws Exception {
        Queue<byte[]> queue = mp.queue();
        join(Child.process(mp, QueueContractTest::putKilobytes, queue, 10_000).start());
        for (int i = 0; i < 10_000; i++) {
            assertThat(queue.getNowait()).hasSize(1024).startsWith((byte) i);
        }
        assertThat(queue.empty()).isTrue();
    }

    @ContractTest
    @Tag("QUEUE.4")
    void aTimedGetWaitsItsTime(Context mp) throws Exception {
        Queue<Integer> queue = mp.queue();
        afterAbout(
                Duration.ofMillis(200),
                () -> assertThatThrownBy(() -> queue.get(Duration.ofMillis(200)))
                        .isInstanceOf(QueueEmptyException.class));
        afterAbout(
                TENTH, () -> assertThatThrownBy(() -> queue.get(true, TENTH)).isInstanceOf(QueueEmptyException.class));
        atOnceDo(() ->
                assertThatThrownBy(() -> queue.get(Duration.ofSeconds(-1))).isInstanceOf(QueueEmptyException.class));
        atOnceDo(() -> assertThatThrownBy(() -> queue.get(false, LONG)).isInstanceOf(QueueEmptyException.class));
    }

    @ContractTest
    @Tag("QUEUE.8")
    void aQueueWithoutABoundIsNeverFull(Context mp) {
        for (Queue<Integer> queue : List.<Queue<Integer>>of(mp.queue(), mp.queue(0), mp.queue(-1))) {
            for (int i = 0; i < 10_000; i++) {
                queue.putNowait(i);
                assertThat(queue.full()).isFalse();
            }
            assertThat(queue.qsize()).isEqualTo(10_000);
        }
    }

    @ContractTest
    void nullIsAnItem(Context mp) throws Exception {
        Queue<String> queue = mp.queue(2);
        queue.put(null);
        queue.put("after");
        assertThat(queue.qsize()).isEqualTo(2);
        assertThat(queue.get()).isNull();
        assertThat(queue.getNowait()).isEqualTo("after");

        Child waiting = Child.process(mp, QueueContractTest::expectNull, queue).start();
        queue.put(null);
        join(waiting);
    }

    private static void expectNull(Queue<String> queue) throws InterruptedException {
        assertThat(queue.get(LONG)).isNull();
    }

    @ContractTest
    void aPutThatWaitsForRoomGoesInBehindTheOthers(Context mp) throws Exception {
        Queue<Integer> queue = mp.queue(1);
        Child putter = Child.process(mp, QueueContractTest::putUpTo, queue, 100).start();
        for (int i = 0; i < 100; i++) {
            assertThat(queue.get(LONG)).isEqualTo(i);
        }
        join(putter);
    }

    private static void putUpTo(Queue<Integer> queue, int end) throws InterruptedException {
        for (int i = 0; i < end; i++) {
            queue.put(i);
        }
    }

    @ContractTest
    void closingAQueueIsTheAffairOfTheProcessThatClosesIt(Context mp) throws Exception {
        Queue<Integer> queue = mp.queue();
        Child child = Child.process(mp, QueueContractTest::putAndClose, queue).start();
        join(child);
        assertThat(queue.isClosed()).isFalse();
        assertThat(queue.get(LONG)).isEqualTo(1);
        queue.put(2);
        queue.close();
        queue.close();
        assertThat(queue.isClosed()).isTrue();
        assertThatThrownBy(() -> queue.put(3)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> queue.putNowait(3)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(queue::get).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(queue::getNowait).isInstanceOf(IllegalStateException.class);
        queue.joinThread();
        queue.cancelJoinThread();
        assertThat(queue.qsize()).isEqualTo(1);

        join(Child.process(mp, QueueContractTest::expectTwo, queue).start());
    }

    private static void putAndClose(Queue<Integer> queue) throws InterruptedException {
        queue.put(1);
        assertThatThrownBy(queue::joinThread).isInstanceOf(IllegalStateException.class);
        queue.close();
        queue.joinThread();
        assertThatThrownBy(() -> queue.put(9)).isInstanceOf(IllegalStateException.class);
    }

    private static void expectTwo(Queue<Integer> queue) throws InterruptedException {
        assertThat(queue.get(LONG)).isEqualTo(2);
    }

    @ContractTest
    void closingWakesTheWaitersOfThatProcessAlone(Context mp) throws Exception {
        Queue<Integer> queue = mp.queue();
        Event closed = mp.event();
        Child other =
                Child.process(mp, QueueContractTest::getAfter, queue, closed).start();
        List<Thread> waiting = new ArrayList<>();
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 3; i++) {
            Thread thread = new Thread(() -> failures.add(failureOf(queue::get)));
            thread.start();
            waiting.add(thread);
        }
        for (Thread thread : waiting) {
            untilParked(thread);
        }
        queue.close();
        for (Thread thread : waiting) {
            thread.join(LONG.toMillis());
        }
        assertThat(failures).hasSize(3).hasOnlyElementsOfType(IllegalStateException.class);
        closed.set();
        join(Child.process(mp, QueueContractTest::putSeven, queue).start(), other);
    }

    private static void getAfter(Queue<Integer> queue, Event closed) throws InterruptedException {
        closed.await();
        assertThat(queue.get(LONG)).isEqualTo(7);
    }

    private static void putSeven(Queue<Integer> queue) throws InterruptedException {
        queue.put(7);
    }

    private static Throwable failureOf(ThrowingCallable call) {
        try {
            call.call();
            return null;
        } catch (Throwable failure) {
            return failure;
        }
    }

    @ContractTest
    void anInterruptedGetTakesNothing(Context mp) throws Exception {
        Queue<Integer> queue = mp.queue();
        List<Throwable> failures = new ArrayList<>();
        Thread thread = new Thread(() -> failures.add(failureOf(queue::get)));
        thread.start();
        untilParked(thread);
        thread.interrupt();
        thread.join(LONG.toMillis());
        assertThat(failures).hasOnlyElementsOfType(InterruptedException.class);
        queue.put(1);
        assertThat(queue.getNowait()).isEqualTo(1);
    }

    @ContractTest
    void aWaitingPutThatFailsPutsNothing(Context mp) throws Exception {
        Queue<Integer> queue = mp.queue(1);
        queue.put(1);
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        Thread interrupted = new Thread(() -> failures.add(failureOf(() -> queue.put(2))));
        interrupted.start();
        untilParked(interrupted);
        interrupted.interrupt();
        interrupted.join(LONG.toMillis());
        assertThat(failures).hasOnlyElementsOfType(InterruptedException.class);

        Thread closing = new Thread(() -> failures.add(failureOf(() -> queue.put(3))));
        closing.start();
        untilParked(closing);
        queue.close();
        closing.join(LONG.toMillis());
        assertThat(failures).hasSize(2);
        assertThat(failures.get(1)).isInstanceOf(IllegalStateException.class);
        join(Child.process(mp, QueueContractTest::expectOneAndNoMore, queue).start());
    }

    private static void expectOneAndNoMore(Queue<Integer> queue) {
        assertThat(queue.getNowait()).isEqualTo(1);
        assertThatThrownBy(queue::getNowait).isInstanceOf(QueueEmptyException.class);
    }

    @ContractTest
    void anInterruptFromBeforeIsNoticedThoughNobodyNeedWait(Context mp) throws Exception {
        Queue<Integer> queue = mp.queue(2);
        queue.put(1);
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> queue.put(2), () -> queue.put(2, LONG), queue::get, () -> queue.get(LONG))) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(call).isInstanceOf(InterruptedException.class);
            assertThat(Thread.interrupted()).isFalse();
        }
        Thread.currentThread().interrupt();
        assertThat(queue.getNowait()).isEqualTo(1);
        queue.put(2, false);
        assertThat(queue.get(false)).isEqualTo(2);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(queue.empty()).isTrue();
    }

    @ContractTest(StartMethod.THREAD)
    void processesThatCallThemselvesEqualCloseForThemselves(Context mp) throws Exception {
        Queue<Integer> queue = mp.queue();
        Process closes = new Equal(queue::close);
        Process puts = new Equal(() -> queue.put(1));
        for (Process each : List.of(closes, puts)) {
            each.setDaemon(true);
            each.start();
            each.join(LONG);
            assertThat(each.exitCode()).hasValue(0);
        }
        assertThat(queue.get(LONG)).isEqualTo(1);
    }

    private static final class Equal extends Process {

        private static final long serialVersionUID = 1L;

        private final Action work;

        Equal(Action work) {
            this.work = work;
        }

        @Override
        public void run() throws Exception {
            work.run();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Equal;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    @ContractTest
    void aMissingTimeoutIsRefused(Context mp) {
        Queue<Integer> queue = mp.queue();
        assertThatThrownBy(() -> queue.put(1, false, null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("timeout");
        assertThatThrownBy(() -> queue.get(false, null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("timeout");
        assertThatThrownBy(() -> queue.put(1, (Duration) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("timeout");
        assertThatThrownBy(() -> queue.get((Duration) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("timeout");
        assertThat(queue.empty()).isTrue();
    }

    @ContractTest
    @Tag("SQUEUE.1")
    void bothSidesSeeWhetherASimpleQueueIsEmpty(Context mp) throws Exception {
        SimpleQueue<Boolean> queue = mp.simpleQueue();
        assertThat(queue.empty()).isTrue();
        join(Child.process(mp, QueueContractTest::putEmptyTwice, queue).start());
        assertThat(queue.empty()).isFalse();
        assertThat(queue.get()).isTrue();
        assertThat(queue.get()).isFalse();
        assertThat(queue.empty()).isTrue();
        queue.close();
        assertThatThrownBy(() -> queue.put(true)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(queue::get).isInstanceOf(IllegalStateException.class);
    }

    private static void putEmptyTwice(SimpleQueue<Boolean> queue) {
        queue.put(queue.empty());
        queue.put(queue.empty());
    }

    @ContractTest
    @Tag("SQUEUE.2")
    void aSimpleQueueKeepsOrderAndNulls(Context mp) throws Exception {
        SimpleQueue<Integer> queue = mp.simpleQueue();
        Child child = Child.process(mp, QueueContractTest::putThousand, queue).start();
        for (int i = 0; i < 1000; i++) {
            assertThat(queue.get()).isEqualTo(i == 500 ? null : Integer.valueOf(i));
        }
        join(child);
    }

    private static void putThousand(SimpleQueue<Integer> queue) {
        for (int i = 0; i < 1000; i++) {
            queue.put(i == 500 ? null : i);
        }
    }
}
