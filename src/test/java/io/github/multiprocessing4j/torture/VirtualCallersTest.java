package io.github.multiprocessing4j.torture;

import static io.github.multiprocessing4j.harness.Times.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.multiprocessing4j.Action;
import io.github.multiprocessing4j.Barrier;
import io.github.multiprocessing4j.Condition;
import io.github.multiprocessing4j.Event;
import io.github.multiprocessing4j.Held;
import io.github.multiprocessing4j.JoinableQueue;
import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pipe;
import io.github.multiprocessing4j.RLock;
import io.github.multiprocessing4j.Semaphore;
import io.github.multiprocessing4j.Value;
import java.io.EOFException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Virtual threads wait as others do, and far more of them than there are carriers. */
@SuppressWarnings("try") // a Held is there to be closed
class VirtualCallersTest {

    private static final int MANY = 500;

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private Method startVirtualThread;

    @BeforeEach
    void thereAreVirtualThreads() throws Exception {
        assumeTrue(Runtime.version().feature() >= 21, "no virtual threads");
        startVirtualThread = Thread.class.getMethod("startVirtualThread", Runnable.class);
    }

    @Test
    void theyShareAValue() throws Exception {
        Value<Integer> count = Multiprocessing.value(0);
        startMany(() -> {
            for (int i = 0; i < 20; i++) {
                count.update(n -> n + 1);
            }
        });
        join();
        assertThat(count.get()).isEqualTo(20 * MANY);
    }

    @Test
    void theyWaitForAnEventAllAtOnce() throws Exception {
        Event event = Multiprocessing.event();
        Semaphore come = Multiprocessing.semaphore(0);
        startMany(() -> {
            come.release();
            event.await();
        });
        until(() -> come.value() == MANY);
        event.set();
        join();
    }

    @Test
    void theyMeetAtABarrier() throws Exception {
        AtomicInteger actions = new AtomicInteger();
        Barrier barrier = Multiprocessing.barrier(MANY, () -> actions.incrementAndGet());
        startMany(() -> {
            for (int i = 0; i < 5; i++) {
                barrier.await();
            }
        });
        join();
        assertThat(actions.get()).isEqualTo(5);
    }

    @Test
    void theyOwnAnRLockAndWaitOnItsCondition() throws Exception {
        RLock lock = Multiprocessing.rlock();
        Condition condition = Multiprocessing.condition(lock);
        int[] turn = {0};
        AtomicInteger next = new AtomicInteger();
        startMany(() -> {
            int mine = next.getAndIncrement();
            try (Held outer = lock.hold();
                    Held inner = lock.hold()) {
                condition.awaitFor(() -> turn[0] == mine);
                turn[0]++;
                condition.signalAll();
            }
        });
        join();
        assertThat(turn[0]).isEqualTo(MANY);
        assertThat(lock).hasToString("RLock[free]");
    }

    @Test
    void theyPassItemsThroughAQueue() throws Exception {
        JoinableQueue<Integer> queue = Multiprocessing.joinableQueue(3);
        AtomicInteger sum = new AtomicInteger();
        AtomicInteger next = new AtomicInteger();
        startMany(() -> {
            if (next.getAndIncrement() % 2 == 0) {
                queue.put(1);
            } else {
                sum.addAndGet(queue.get());
                queue.taskDone();
            }
        });
        join();
        queue.join();
        assertThat(sum.get()).isEqualTo(MANY / 2);
        assertThat(queue.empty()).isTrue();
    }

    @Test
    void theyMeetInAPipeAndFindItsEnd() throws Exception {
        Pipe<Integer> pipe = Multiprocessing.pipe(false);
        AtomicInteger sum = new AtomicInteger();
        AtomicInteger next = new AtomicInteger();
        AtomicInteger sendersLeft = new AtomicInteger(MANY / 5);
        startMany(() -> {
            if (next.getAndIncrement() < MANY / 5) {
                pipe.right().send(1);
                if (sendersLeft.decrementAndGet() == 0) {
                    pipe.right().close();
                }
            } else {
                try {
                    sum.addAndGet(pipe.left().recv());
                } catch (EOFException none) {
                    // there are more receivers than messages
                }
            }
        });
        join();
        assertThat(sum.get()).isEqualTo(MANY / 5);
    }

    private void startMany(Action work) throws Exception {
        for (int i = 0; i < MANY; i++) {
            Runnable body = () -> {
                try {
                    work.run();
                } catch (Throwable thrown) {
                    failure.compareAndSet(null, thrown);
                }
            };
            threads.add((Thread) startVirtualThread.invoke(null, body));
        }
    }

    private void join() throws Exception {
        for (Thread thread : threads) {
            thread.join(60_000);
            assertThat(thread.isAlive()).isFalse();
        }
        assertThat(failure.get()).isNull();
    }
}
