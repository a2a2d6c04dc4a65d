package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.harness.Times.LONG;
import static io.github.multiprocessing4j.harness.Times.atOnceDo;
import static io.github.multiprocessing4j.harness.Times.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.JoinableQueue;
import io.github.multiprocessing4j.Value;
import io.github.multiprocessing4j.harness.Child;
import io.github.multiprocessing4j.harness.ContractTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;

class JoinableQueueContractTest {

    @ContractTest
    @Tag("QUEUE.3")
    void joinWaitsForEveryItemToBeDone(Context mp) throws Exception {
        JoinableQueue<Integer> queue = mp.joinableQueue();
        Value<Integer> done = mp.value(0);
        List<Child> workers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            workers.add(Child.process(mp, JoinableQueueContractTest::work, queue, done)
                    .start());
        }
        for (int i = 0; i < 10; i++) {
            queue.put(i);
        }
        queue.join();
        assertThat(done.get()).isEqualTo(10);
        for (int i = 0; i < 4; i++) {
            queue.put(null);
        }
        join(workers);
    }

    private static void work(JoinableQueue<Integer> queue, Value<Integer> done) throws Exception {
        while (queue.get() != null) {
            Thread.sleep(100);
            done.update(n -> n + 1);
            queue.taskDone();
        }
    }

    @ContractTest
    @Tag("QUEUE.6")
    void nothingCanBeDoneThatWasNotPut(Context mp) throws Exception {
        JoinableQueue<Integer> queue = mp.joinableQueue(2);
        assertThatThrownBy(queue::taskDone).isInstanceOf(IllegalStateException.class);
        queue.put(1);
        queue.put(2);
        queue.get();
        queue.taskDone();
        queue.get();
        assertThat(queue.join(Duration.ofMillis(50))).isFalse();
        queue.taskDone();
        assertThatThrownBy(queue::taskDone).isInstanceOf(IllegalStateException.class);
        assertThat(queue.join(Duration.ZERO)).isTrue();
        queue.put(3);
        assertThat(queue.join(Duration.ofSeconds(-1))).isFalse();
    }

    @ContractTest
    @Tag("QUEUE.7")
    void joinReturnsAtOnceWhenNothingIsUnfinished(Context mp) throws Exception {
        JoinableQueue<Integer> queue = mp.joinableQueue();
        atOnceDo(queue::join);
        queue.put(1);
        queue.get();
        queue.taskDone();
        atOnceDo(queue::join);

        queue.put(2);
        queue.get();
        Thread joiner = new Thread(() -> {
            try {
                queue.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        joiner.start();
        joiner.join(500);
        assertThat(joiner.isAlive()).isTrue();
        queue.taskDone();
        joiner.join(LONG.toMillis());
        assertThat(joiner.isAlive()).isFalse();
    }

    @ContractTest
    void itemsThatWaitedForRoomAreCountedToo(Context mp) throws Exception {
        JoinableQueue<Integer> queue = mp.joinableQueue(1);
        Child putter =
                Child.process(mp, JoinableQueueContractTest::putThree, queue).start();
        for (int i = 0; i < 3; i++) {
            queue.get(LONG);
            assertThat(queue.join(Duration.ZERO)).isFalse();
        }
        join(putter);
        for (int i = 0; i < 3; i++) {
            queue.taskDone();
        }
        assertThat(queue.join(Duration.ZERO)).isTrue();
    }

    private static void putThree(JoinableQueue<Integer> queue) throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            queue.put(i);
        }
    }
}
