package io.github.multiprocessing4j.fault;

import static io.github.multiprocessing4j.fault.Processes.spawn;
import static io.github.multiprocessing4j.harness.Times.LONG;
import static io.github.multiprocessing4j.harness.Times.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.multiprocessing4j.Action2;
import io.github.multiprocessing4j.Barrier;
import io.github.multiprocessing4j.Condition;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Event;
import io.github.multiprocessing4j.Mutex;
import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.Queue;
import io.github.multiprocessing4j.Semaphore;
import io.github.multiprocessing4j.harness.Delays;
import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Processes that are killed while they hold what others wait for, or while others wait with them. */
@Timeout(60)
class DeadHolderTest {

    private static final Duration SEEN = Delays.scaled(Duration.ofSeconds(1));

    private final Context mp = spawn();
    private final Event ready = mp.event();

    /**
     * Starts a process, waits until it has got what it wants, kills it, and gives the time that it takes from there.
     */
    private <T extends Serializable> long killed(Action2<T, Event> holding, T object) throws Exception {
        Process holder = mp.process(holding, object, ready);
        holder.start();
        assertThat(ready.await(LONG)).isTrue();
        holder.kill();
        return System.nanoTime();
    }

    private static void assertSeenSince(long start) {
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("until the next one got it")
                .isLessThan(SEEN);
    }

    private static void holdThrice(Mutex lock, Event ready) throws InterruptedException {
        lock.acquire();
        lock.acquire();
        lock.acquire();
        ready.set();
        Doom.hang();
    }

    @Test
    void aLockThatIsHeldThriceIsFreeAtOnce() throws Exception {
        var lock = mp.rlock();
        long start = killed(DeadHolderTest::holdThrice, lock);
        assertThat(lock.acquire(LONG)).isTrue();
        assertSeenSince(start);
        assertThat(lock.wasAbandoned()).isTrue();
        lock.release();
        assertThat(lock.acquire(false)).isTrue();
        assertThat(lock.wasAbandoned()).isFalse();
        lock.release();
    }

    private static void holdBoth(Semaphore semaphore, Event ready) throws InterruptedException {
        semaphore.acquire();
        semaphore.acquire();
        ready.set();
        Doom.hang();
    }

    @Test
    void thePermitsOfASemaphoreComeBack() throws Exception {
        Semaphore semaphore = mp.boundedSemaphore(2);
        long start = killed(DeadHolderTest::holdBoth, semaphore);
        assertThat(semaphore.acquire(LONG)).isTrue();
        assertThat(semaphore.acquire(LONG)).isTrue();
        assertSeenSince(start);
        assertThat(semaphore.acquire(false)).isFalse();
        semaphore.release();
        semaphore.release();
    }

    private static void holdCondition(Condition condition, Event ready) throws InterruptedException {
        condition.acquire();
        ready.set();
        Doom.hang();
    }

    @Test
    void theLockOfAConditionIsFreeAtOnce() throws Exception {
        Mutex lock = mp.rlock();
        Condition condition = mp.condition(lock);
        long start = killed(DeadHolderTest::holdCondition, condition);
        assertThat(condition.acquire(LONG)).isTrue();
        assertSeenSince(start);
        assertThat(lock.wasAbandoned()).isTrue();
        condition.release();
    }

    private static void awaitCondition(Condition condition, Event ready) throws InterruptedException {
        condition.acquire();
        ready.set();
        condition.await();
    }

    private static void awaitAndTell(Condition condition, Queue<String> told) throws InterruptedException {
        condition.acquire();
        told.put("waiting");
        condition.await();
        told.put("signalled");
        condition.release();
    }

    /** A signal is not spent on the dead. */
    @Test
    void whoWaitsForAConditionAfterADeadOneIsSignalled() throws Exception {
        Condition condition = mp.condition();
        Process first = mp.process(DeadHolderTest::awaitCondition, condition, ready);
        first.start();
        assertThat(ready.await(LONG)).isTrue();
        condition.acquire(); // once it waits
        condition.release();
        Queue<String> told = mp.queue();
        Process second = mp.process(DeadHolderTest::awaitAndTell, condition, told);
        second.start();
        assertThat(told.get(LONG)).isEqualTo("waiting");
        first.kill();
        first.join();
        condition.acquire();
        condition.signal();
        long start = System.nanoTime();
        condition.release();
        assertThat(told.get(LONG)).isEqualTo("signalled");
        assertSeenSince(start);
        second.join();
    }

    private static void awaitBarrier(Barrier barrier, Event ready) throws Exception {
        ready.set();
        barrier.await();
    }

    @Test
    void aBarrierBreaksForAllOthers() throws Exception {
        Barrier barrier = mp.barrier(3);
        Process party = mp.process(DeadHolderTest::awaitBarrier, barrier, ready);
        party.start();
        until(() -> barrier.waiting() == 1);
        Thread killer = new Thread(() -> {
            try {
                until(() -> barrier.waiting() == 2);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            party.kill();
        });
        killer.start();
        assertThat(catchThrowable(() -> barrier.await(LONG))).isInstanceOf(BrokenBarrierException.class);
        killer.join();
        party.join();
        assertThat(barrier.isBroken()).isTrue();
    }

    private static void take(Queue<Integer> queue, Event ready) throws InterruptedException {
        queue.get();
        ready.set();
        Doom.hang();
    }

    /** What the dead has taken is gone with it, and nothing else. */
    @Test
    void aQueueLosesWhatTheDeadHadTaken() throws Exception {
        Queue<Integer> queue = mp.queue();
        queue.put(1);
        queue.put(2);
        killed(DeadHolderTest::take, queue);
        assertThat(queue.get(LONG)).isEqualTo(2);
        assertThat(queue.empty()).isTrue();
    }
}
