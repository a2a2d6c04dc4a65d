package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.harness.Times.LONG;
import static io.github.multiprocessing4j.harness.Times.afterAbout;
import static io.github.multiprocessing4j.harness.Times.atOnce;
import static io.github.multiprocessing4j.harness.Times.join;
import static io.github.multiprocessing4j.harness.Times.untilParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Event;
import io.github.multiprocessing4j.Held;
import io.github.multiprocessing4j.Lock;
import io.github.multiprocessing4j.Mutex;
import io.github.multiprocessing4j.RLock;
import io.github.multiprocessing4j.Value;
import io.github.multiprocessing4j.harness.Child;
import io.github.multiprocessing4j.harness.ContractTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;

@SuppressWarnings("try") // a Held is there to be closed
class LockContractTest {

    @ContractTest
    @Tag("LOCK.1")
    void aLockIsHeldOnceAndReleasedOnce(Context mp) throws Exception {
        Lock lock = mp.lock();

        assertThat(lock.acquire()).isTrue();
        assertThat(atOnce(() -> lock.acquire(false))).isFalse();
        assertThat(othersCanAcquire(mp, lock)).isFalse();
        lock.release();
        assertThatThrownBy(lock::release)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nobody holds");

        assertThat(othersCanAcquire(mp, lock)).isTrue();
        assertThat(lock.acquire(false)).isTrue();
        lock.release();
    }

    @ContractTest
    void aLockMayBeReleasedByAnother(Context mp) throws Exception {
        Lock lock = mp.lock();
        lock.acquire();

        join(Child.process(mp, Lock::release, lock).start());

        assertThat(lock.acquire(false)).isTrue();
    }

    @ContractTest
    @Tag("LOCK.2")
    void theScopeFormHoldsTheLockUntilTheEnd(Context mp) throws Exception {
        for (Mutex lock : List.of(mp.lock(), mp.rlock())) {
            try (Held held = lock.hold()) {
                assertThat(othersCanAcquire(mp, lock)).isFalse();
            }
            assertThat(othersCanAcquire(mp, lock)).isTrue();

            RuntimeException thrown = new RuntimeException("from the body");
            assertThatThrownBy(() -> throwWhileHolding(lock, thrown)).isSameAs(thrown);
            assertThat(othersCanAcquire(mp, lock)).isTrue();
        }
    }

    @ContractTest
    void aScopeReleasesOnceOnly(Context mp) throws Exception {
        for (Mutex lock : List.of(mp.lock(), mp.rlock())) {
            Held first = lock.hold();
            first.close();
            Held second = lock.hold();
            first.close();
            assertThat(othersCanAcquire(mp, lock)).isFalse();
            second.close();
            assertThat(othersCanAcquire(mp, lock)).isTrue();
        }
    }

    @ContractTest
    @Tag("LOCK.3")
    void anRLockIsReleasedByItsOwnerAlone(Context mp) throws Exception {
        RLock lock = mp.rlock();
        lock.acquire();
        Value<Boolean> refused = mp.value(false);

        join(Child.process(mp, LockContractTest::releaseInVain, lock, refused).start());
        assertThat(refused.get()).isTrue();
        assertThat(othersCanAcquire(mp, lock)).isFalse();

        lock.release();
        assertThat(othersCanAcquire(mp, lock)).isTrue();
        assertThatThrownBy(lock::release).isInstanceOf(IllegalMonitorStateException.class);
        assertThat(othersCanAcquire(mp, lock)).isTrue();
    }

    @ContractTest
    void anRLockIsFreeAfterAsManyReleases(Context mp) throws Exception {
        RLock lock = mp.rlock();
        for (int i = 0; i < 3; i++) {
            assertThat(atOnce(() -> lock.acquire())).isTrue();
        }
        assertThat(lock.acquire(false)).isTrue();
        assertThat(lock.acquire(Duration.ZERO)).isTrue();
        for (int i = 0; i < 5; i++) {
            assertThat(othersCanAcquire(mp, lock)).isFalse();
            lock.release();
        }
        assertThat(othersCanAcquire(mp, lock)).isTrue();
    }

    @ContractTest
    void theScopeOfAnRLockIsNotClosedByAnother(Context mp) throws Exception {
        RLock lock = mp.rlock();
        Held held = lock.hold();
        AtomicReference<Throwable> refusal = new AtomicReference<>();
        Thread other = new Thread(() -> {
            try {
                held.close();
            } catch (Throwable thrown) {
                refusal.set(thrown);
            }
        });
        other.start();
        other.join();

        assertThat(refusal.get()).isInstanceOf(IllegalMonitorStateException.class);
        held.close();
        assertThat(othersCanAcquire(mp, lock)).isTrue();
    }

    @ContractTest
    @Tag("LOCK.4")
    void aTimedAcquireWaitsForItsTime(Context mp) throws Exception {
        for (Mutex lock : List.of(mp.lock(), mp.rlock())) {
            Event held = mp.event();
            Event go = mp.event();
            Child holder = Child.process(mp, LockContractTest::holdUntil, lock, held, go)
                    .start();
            held.await();

            assertThat(afterAbout(Duration.ofMillis(100), () -> lock.acquire(true, Duration.ofMillis(100))))
                    .isFalse();
            assertThat(afterAbout(Duration.ofMillis(100), () -> lock.acquire(Duration.ofMillis(100))))
                    .isFalse();
            assertThat(atOnce(() -> lock.acquire(true, Duration.ZERO))).isFalse();
            assertThat(atOnce(() -> lock.acquire(true, Duration.ofSeconds(-1)))).isFalse();
            assertThat(atOnce(() -> lock.acquire(Duration.ofSeconds(-1)))).isFalse();
            assertThat(atOnce(() -> lock.acquire(false, Duration.ofSeconds(5)))).isFalse();
            go.set();
            assertThat(afterAbout(Duration.ofMillis(300), () -> lock.acquire(true, Duration.ofSeconds(5))))
                    .isTrue();
            lock.release();
            join(holder);
        }
    }

    @ContractTest
    void anInterruptEndsTheWait(Context mp) throws Exception {
        for (Mutex lock : List.of(mp.lock(), mp.rlock())) {
            Child holder;
            Event held = mp.event();
            Event go = mp.event();
            holder = Child.process(mp, LockContractTest::holdUntil, lock, held, go)
                    .start();
            held.await();

            AtomicReference<Throwable> end = new AtomicReference<>();
            Thread waiter = new Thread(() -> end.set(failureOfAcquire(lock)));
            waiter.start();
            untilParked(waiter);
            waiter.interrupt();
            waiter.join(1000);

            assertThat(end.get()).isInstanceOf(InterruptedException.class);
            go.set();
            assertThat(lock.acquire(LONG)).isTrue();
            lock.release();
            join(holder);
        }
    }

    @ContractTest
    void anInterruptedThreadDoesNotAcquireButMayTry(Context mp) throws Exception {
        for (Mutex lock : List.of(mp.lock(), mp.rlock())) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(lock::acquire).isInstanceOf(InterruptedException.class);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> lock.acquire(LONG)).isInstanceOf(InterruptedException.class);
            assertThat(othersCanAcquire(mp, lock)).isTrue();

            Thread.currentThread().interrupt();
            assertThat(lock.acquire(false)).isTrue();
            lock.release();
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @ContractTest
    void thoseThatWaitGetItInTurn(Context mp) throws Exception {
        for (Mutex lock : List.of(mp.lock(), mp.rlock())) {
            StringBuilder order = new StringBuilder();
            lock.acquire();
            Thread[] waiters = new Thread[5];
            for (int i = 0; i < waiters.length; i++) {
                String name = String.valueOf(i);
                waiters[i] = new Thread(() -> {
                    try (Held held = lock.hold()) {
                        order.append(name);
                    } catch (InterruptedException e) {
                        order.append('!');
                    }
                });
                waiters[i].start();
                untilParked(waiters[i]);
            }
            lock.release();
            for (Thread waiter : waiters) {
                waiter.join();
            }
            assertThat(order).hasToString("01234");
        }
    }

    @ContractTest
    void aTimeMustBeGiven(Context mp) {
        for (Mutex lock : List.of(mp.lock(), mp.rlock())) {
            assertThatThrownBy(() -> lock.acquire(null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("timeout");
            assertThatThrownBy(() -> lock.acquire(false, null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("timeout");
        }
    }

    @ContractTest
    void aTimeWithoutEndIsForEver(Context mp) throws Exception {
        Lock lock = mp.lock();
        lock.acquire();
        Child releaser = Child.process(mp, Lock::release, lock).start();
        assertThat(lock.acquire(Duration.ofSeconds(Long.MAX_VALUE))).isTrue();
        join(releaser);
    }

    @ContractTest
    void textShowsTheState(Context mp) throws Exception {
        Lock lock = mp.lock();
        RLock rlock = mp.rlock();
        assertThat(lock).hasToString("Lock[free]");
        assertThat(rlock).hasToString("RLock[free]");
        lock.acquire();
        rlock.acquire();
        rlock.acquire();
        assertThat(lock).hasToString("Lock[held]");
        assertThat(rlock).hasToString("RLock[held, count 2]");
    }

    private static boolean othersCanAcquire(Context mp, Mutex lock) throws Exception {
        Value<Boolean> acquired = mp.value(false);
        join(Child.process(mp, LockContractTest::tryAcquire, lock, acquired).start());
        return acquired.get();
    }

    private static void tryAcquire(Mutex lock, Value<Boolean> acquired) throws Exception {
        if (lock.acquire(false)) {
            lock.release();
            acquired.set(true);
        }
    }

    private static void releaseInVain(RLock lock, Value<Boolean> refused) throws Exception {
        try {
            lock.release();
        } catch (IllegalMonitorStateException expected) {
            refused.set(true);
        }
    }

    private static void holdUntil(Mutex lock, Event held, Event go) throws Exception {
        lock.acquire();
        held.set();
        go.await();
        Thread.sleep(300);
        lock.release();
    }

    private static void throwWhileHolding(Mutex lock, RuntimeException thrown) throws Exception {
        try (Held held = lock.hold()) {
            throw thrown;
        }
    }

    private static Throwable failureOfAcquire(Mutex lock) {
        try {
            lock.acquire();
            return null;
        } catch (Throwable failure) {
            return failure;
        }
    }
}
