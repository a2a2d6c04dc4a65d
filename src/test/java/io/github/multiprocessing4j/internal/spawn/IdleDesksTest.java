package io.github.multiprocessing4j.internal.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.harness.Times;
import io.github.multiprocessing4j.internal.memory.Spin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class IdleDesksTest {

    private final ReentrantLock lock = new ReentrantLock();
    private final IdleDesks<Integer> idle = new IdleDesks<>(lock, 0);
    private final List<Integer> told = Collections.synchronizedList(new ArrayList<>());

    /** Waits on a thread of its own, which is asleep when this returns. */
    private FutureTask<Long> await(int number) throws Exception {
        FutureTask<Long> waiting = new FutureTask<>(() -> {
            lock.lock();
            try {
                long left = idle.await(number, new Spin(), idle.longest());
                told.add(number);
                return left;
            } finally {
                lock.unlock();
            }
        });
        Thread thread = new Thread(waiting);
        thread.setDaemon(true);
        thread.start();
        Times.until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        return waiting;
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    @Test
    void theLastToComeIsTheFirstToBeTold() throws Exception {
        List<FutureTask<Long>> waiting = List.of(await(0), await(1), await(2));
        for (int next = 2; next >= 0; next--) {
            locked(idle::tellOne);
            assertThat(waiting.get(next).get(30, TimeUnit.SECONDS)).isPositive();
        }
        assertThat(told).containsExactly(2, 1, 0);
    }

    @Test
    void allCanBeTold() throws Exception {
        List<FutureTask<Long>> waiting = List.of(await(0), await(1), await(2));
        locked(idle::tellAll);
        for (FutureTask<Long> each : waiting) {
            assertThat(each.get(30, TimeUnit.SECONDS)).isPositive();
        }
    }

    @Test
    void whoHasWaitedLongEnoughIsNotToldAnyMore() throws Exception {
        locked(() -> {
            try {
                assertThat(idle.await(0, new Spin(), TimeUnit.MILLISECONDS.toNanos(1)))
                        .isNotPositive();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        FutureTask<Long> other = await(1);
        locked(idle::tellOne);
        assertThat(other.get(30, TimeUnit.SECONDS)).isPositive();
    }

    @Test
    void toTellNobodyDoesNothing() {
        locked(idle::tellOne);
        locked(idle::tellAll);
    }

    @Test
    void theLastToComeIsLentAndSleepsOn() throws Exception {
        FutureTask<Long> first = await(0);
        FutureTask<Long> last = await(1);
        locked(() -> {
            assertThat(idle.lend()).isEqualTo(1);
            idle.tellAll();
        });
        assertThat(first.get(30, TimeUnit.SECONDS)).isPositive();
        assertThat(last).isNotDone();
        locked(() -> {
            assertThat(idle.lend()).isNull();
            idle.takeBack(1, true);
        });
        assertThat(last).isNotDone();
        locked(idle::tellOne);
        assertThat(last.get(30, TimeUnit.SECONDS)).isPositive();
        assertThat(told).containsExactly(0, 1);
    }

    @Test
    void whoWasLentAndComesBackWithSomethingToDoIsTold() throws Exception {
        FutureTask<Long> waiting = await(0);
        locked(() -> {
            assertThat(idle.lend()).isZero();
            idle.takeBack(0, false);
        });
        assertThat(waiting.get(30, TimeUnit.SECONDS)).isPositive();
    }

    @Test
    void whoWasLentHasNotWaitedForTooLong() throws Exception {
        IdleDesks<Integer> brief = new IdleDesks<>(lock, TimeUnit.SECONDS.toNanos(1));
        CountDownLatch lent = new CountDownLatch(1);
        FutureTask<Long> waiting = new FutureTask<>(() -> {
            lock.lock();
            try {
                lent.countDown();
                return brief.await(0, new Spin(), brief.longest());
            } finally {
                lock.unlock();
            }
        });
        Thread thread = new Thread(waiting);
        thread.setDaemon(true);
        thread.start();
        lent.await();
        locked(() -> assertThat(brief.lend()).isZero());
        long since = System.nanoTime();
        Times.until(() -> System.nanoTime() - since > TimeUnit.MILLISECONDS.toNanos(1500));
        assertThat(waiting).isNotDone();
        locked(() -> brief.takeBack(0, true));
        assertThat(waiting.get(30, TimeUnit.SECONDS)).isNotPositive();
    }
}
