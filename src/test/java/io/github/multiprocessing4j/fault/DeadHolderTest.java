package io.github.multiprocessing4j.fault;

import static io.github.multiprocessing4j.fault.Processes.spawn;
import static io.github.multiprocessing4j.harness.Times.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.Action;
import io.github.multiprocessing4j.Barrier;
import io.github.multiprocessing4j.Condition;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Event;
import io.github.multiprocessing4j.Mutex;
import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.RLock;
import io.github.multiprocessing4j.Semaphore;
import io.github.multiprocessing4j.harness.Delays;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Processes that die in the midst of what others wait for: the others go on, and can find out. */
@Timeout(60)
class DeadHolderTest {

    private static final Duration NEXT = Delays.scaled(Duration.ofSeconds(5));

    private final Context mp = spawn();

    /** Does something in a process of its own, and stays there until it is killed. */
    private Process stuckAfter(Action action) throws Exception {
        Event done = mp.event();
        Process process = mp.process(() -> {
            action.run();
            done.set();
            Doom.hang();
        });
        process.start();
        done.await();
        return process;
    }

    private static void end(Process process) throws Exception {
        process.kill();
        process.join();
        assertThat(process.exitCode()).hasValue(-9);
    }

    private static void assertIsNext(Mutex lock) throws Exception {
        assertThat(lock.acquire(NEXT)).isTrue();
        assertThat(lock.wasAbandoned()).isTrue();
        lock.release();
        assertThat(lock.acquire(NEXT)).isTrue();
        assertThat(lock.wasAbandoned()).as("it was put in order").isFalse();
        lock.release();
    }

    @Test
    void aLockGoesToTheNext() throws Exception {
        Mutex lock = mp.lock();
        Process holder = stuckAfter(lock::acquire);
        assertThat(lock.acquire(false)).isFalse();
        end(holder);
        assertIsNext(lock);
    }

    @Test
    void anRLockThatWasHeldThreeTimesIsFreeAtOnce() throws Exception {
        RLock lock = mp.rlock();
        Process holder = stuckAfter(() -> {
            lock.acquire();
            lock.acquire();
            lock.acquire();
        });
        assertThat(lock.acquire(false)).isFalse();
        end(holder);
        assertIsNext(lock);
    }

    /** More of this kind in the soak tests. */
    @Test
    void whoeverDiesAtWhateverMomentLeavesWhatWorks() throws Exception {
        Heirs.run(mp.lock(), 3, 1);
        Heirs.run(mp.rlock(), 3, 2);
        PermitHeirs.run(3, 3);
    }

    @Test
    void whoeverWaitsAlreadyGetsIt() throws Exception {
        RLock lock = mp.rlock();
        Process holder = stuckAfter(lock::acquire);
        Event abandoned = mp.event();
        Process waiting = mp.process(() -> {
            lock.acquire();
            if (lock.wasAbandoned()) {
                abandoned.set();
            }
            lock.release();
        });
        waiting.start();
        end(holder);
        waiting.join();
        assertThat(waiting.exitCode()).hasValue(0);
        assertThat(abandoned.isSet()).isTrue();
    }

    @Test
    void thePermitsOfASemaphoreComeBack() throws Exception {
        Semaphore semaphore = mp.semaphore(2);
        Process holder = stuckAfter(() -> {
            semaphore.acquire();
            semaphore.acquire();
        });
        assertThat(semaphore.acquire(false)).isFalse();
        end(holder);
        assertThat(semaphore.acquire(NEXT)).isTrue();
        assertThat(semaphore.acquire(NEXT)).isTrue();
        assertThat(semaphore.acquire(false)).as("more than there were").isFalse();
    }

    @Test
    void theLockOfAConditionIsFreeAfterTheDeathOfAWaiterAndOfAHolder() throws Exception {
        Condition condition = mp.condition();
        Event waits = mp.event();
        Process waiter = mp.process(() -> {
            condition.acquire();
            waits.set();
            condition.await();
        });
        waiter.start();
        waits.await();
        assertThat(condition.acquire(NEXT)).as("when it waits").isTrue();
        end(waiter);
        condition.signalAll(); // to nobody
        condition.release();
        Process holder = stuckAfter(condition::acquire);
        end(holder);
        assertThat(condition.acquire(NEXT)).isTrue();
        assertThat(condition.await(Duration.ofMillis(1))).isFalse();
        condition.release();
    }

    /** A signal goes to somebody who lives. */
    @Test
    void aSignalIsNotLostOnTheDead() throws Exception {
        Condition condition = mp.condition();
        Semaphore waiting = mp.semaphore(0);
        Action waits = () -> {
            condition.acquire();
            waiting.release();
            condition.await();
            condition.release();
        };
        Process first = mp.process(waits);
        Process second = mp.process(waits);
        first.start();
        waiting.acquire();
        second.start();
        waiting.acquire();
        condition.acquire(); // both wait by now
        condition.release();
        end(first);
        condition.acquire();
        condition.signal();
        condition.release();
        second.join();
        assertThat(second.exitCode()).hasValue(0);
    }

    @Test
    void aBarrierBreaksWhenOneOfItsPartiesDies() throws Exception {
        Barrier barrier = mp.barrier(2);
        Process party = mp.process(() -> {
            barrier.await();
        });
        party.start();
        until(() -> barrier.waiting() == 1);
        end(party);
        long start = System.nanoTime();
        assertThatThrownBy(barrier::await).isInstanceOf(BrokenBarrierException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(NEXT);
        assertThat(barrier.isBroken()).isTrue();
        barrier.reset();
        assertThat(barrier.isBroken()).isFalse();
    }
}
