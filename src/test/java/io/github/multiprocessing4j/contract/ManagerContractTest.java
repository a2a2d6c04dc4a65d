package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.SPAWN;
import static io.github.multiprocessing4j.StartMethod.THREAD;
import static io.github.multiprocessing4j.harness.Children.joined;
import static io.github.multiprocessing4j.harness.Children.run;
import static io.github.multiprocessing4j.harness.Children.started;
import static io.github.multiprocessing4j.harness.Times.LONG;
import static io.github.multiprocessing4j.harness.Times.until;
import static io.github.multiprocessing4j.harness.Times.untilParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.Action;
import io.github.multiprocessing4j.Barrier;
import io.github.multiprocessing4j.Condition;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.EncodingException;
import io.github.multiprocessing4j.Event;
import io.github.multiprocessing4j.JoinableQueue;
import io.github.multiprocessing4j.Lock;
import io.github.multiprocessing4j.ManagedObject;
import io.github.multiprocessing4j.Manager;
import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.Queue;
import io.github.multiprocessing4j.QueueEmptyException;
import io.github.multiprocessing4j.QueueFullException;
import io.github.multiprocessing4j.SharedObjectLostException;
import io.github.multiprocessing4j.StartMethod;
import io.github.multiprocessing4j.TaskException;
import io.github.multiprocessing4j.Value;
import io.github.multiprocessing4j.harness.ContractTest;
import io.github.multiprocessing4j.harness.Garbage;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Managers: their life, and what they give. */
class ManagerContractTest {

    private static Process processOf(Context mp, Manager manager) {
        return mp.activeChildren().stream()
                .filter(child -> child.name().equals(manager.name()))
                .findFirst()
                .orElseThrow();
    }

    // Life

    @ContractTest
    @Tag("MGR.18")
    void aManagerHasAnEnd(Context mp) throws Exception {
        Manager manager = mp.manager(o -> o.name("short-lived"));
        List<Integer> list = manager.list(List.of(1));
        Map<String, Integer> map = manager.map();
        assertThatThrownBy(manager::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is running");
        assertThat(manager.join(Duration.ofMillis(1))).isFalse();
        manager.shutdown();
        assertThat(mp.activeChildren()).noneMatch(child -> child.name().equals("short-lived"));
        assertThatThrownBy(manager::list)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was shut down");
        assertThatThrownBy(() -> list.get(0)).isInstanceOf(SharedObjectLostException.class);
        assertThatThrownBy(() -> map.put("a", 1)).isInstanceOf(SharedObjectLostException.class);
        assertThatThrownBy(manager::start).isInstanceOf(IllegalStateException.class);
        manager.shutdown();
        manager.join();
        assertThat(manager.join(Duration.ZERO)).isTrue();
        manager.close();
    }

    @ContractTest
    @Tag("MGR.18")
    void queuesAndLocksEndWithTheirManager(Context mp) throws Exception {
        Manager manager = mp.manager();
        Queue<Integer> queue = manager.queue();
        Lock lock = manager.lock();
        Event event = manager.event();
        Value<Integer> value = manager.value(1);
        manager.shutdown();
        assertThatThrownBy(() -> queue.put(1)).isInstanceOf(SharedObjectLostException.class);
        assertThatThrownBy(lock::acquire).isInstanceOf(SharedObjectLostException.class);
        assertThatThrownBy(event::isSet).isInstanceOf(SharedObjectLostException.class);
        assertThatThrownBy(value::get).isInstanceOf(SharedObjectLostException.class);
    }

    @ContractTest
    @Tag("MGR.18")
    void whoWaitsIsToldOfTheEnd(Context mp) throws Exception {
        Manager manager = mp.manager();
        Queue<Integer> queue = manager.queue();
        Event event = manager.event();
        AtomicInteger told = new AtomicInteger();
        Lock held = manager.lock();
        held.acquire();
        Condition condition = manager.condition();
        JoinableQueue<Integer> undone = manager.joinableQueue();
        undone.put(1);
        Barrier barrier = manager.barrier(2);
        List<Thread> waiting = List.of(
                waiting(queue::get, told),
                waiting(event::await, told),
                waiting(held::acquire, told),
                waiting(undone::join, told),
                waiting(barrier::await, told),
                waiting(
                        () -> {
                            condition.acquire();
                            condition.await();
                        },
                        told));
        manager.shutdown();
        for (Thread thread : waiting) {
            thread.join(LONG.toMillis());
        }
        assertThat(told).hasValue(waiting.size());
    }

    @ContractTest
    @Tag("MGR.18")
    void whoWaitsForAConditionIsToldThoughItsLockIsHeld(Context mp) throws Exception {
        Manager manager = mp.manager();
        Condition condition = manager.condition();
        AtomicInteger told = new AtomicInteger();
        Event begun = mp.event();
        Thread waiter = waiting(
                () -> {
                    condition.acquire();
                    begun.set();
                    condition.await();
                },
                told);
        begun.await();
        condition.acquire(); // is given to this thread when the other one waits
        manager.shutdown();
        waiter.join(LONG.toMillis());
        assertThat(told).hasValue(1);
        assertThatThrownBy(condition::release).isInstanceOf(SharedObjectLostException.class);
    }

    private static Thread waiting(Action action, AtomicInteger told) throws Exception {
        Thread thread = new Thread(() -> {
            try {
                action.run();
            } catch (SharedObjectLostException lost) {
                told.incrementAndGet();
            } catch (Exception other) {
                throw new AssertionError(other);
            }
        });
        thread.start();
        untilParked(thread);
        return thread;
    }

    @ContractTest
    void aManagerThatWasNotStartedIsOfNoUse(Context mp, StartMethod method) throws Exception {
        Manager manager = Manager.create(o -> o.startMethod(method));
        assertThat(manager.startMethod()).isEqualTo(method);
        assertThatThrownBy(manager::list)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was not started");
        assertThatThrownBy(manager::join).isInstanceOf(IllegalStateException.class);
        manager.close();
        assertThatThrownBy(manager::start).isInstanceOf(IllegalStateException.class);
    }

    @ContractTest
    @Tag("MGR.8")
    void theInitializerRunsOnce(Context mp, StartMethod method) throws Exception {
        try (Manager other = mp.manager()) {
            Value<Integer> value = other.value(0);
            Manager manager = Manager.create(o -> o.startMethod(method));
            manager.start(ManagerContractTest::add, value, 1);
            assertThat(value.get()).isEqualTo(1);
            manager.shutdown();
            manager.join();
            assertThat(value.get()).isEqualTo(1);

            Manager failing = Manager.create(o -> o.startMethod(method));
            assertThatThrownBy(() -> failing.start(() -> {
                        throw new IOException("no disk");
                    }))
                    .isInstanceOf(TaskException.class)
                    .hasRootCauseExactlyInstanceOf(IOException.class);
            assertThatThrownBy(failing::list).isInstanceOf(IllegalStateException.class);
            failing.join();
            Manager refusing = Manager.create(o -> o.startMethod(method));
            assertThatThrownBy(() -> refusing.start(Integer::parseInt, "x")).isInstanceOf(NumberFormatException.class);
            refusing.join();
        }
    }

    private static void add(Value<Integer> value, int more) throws InterruptedException {
        value.update(before -> before + more);
    }

    @ContractTest(SPAWN)
    void aManagerWhoseJvmDoesNotStartFails(Context mp) throws Exception {
        Manager manager = Manager.create(
                o -> o.startMethod(SPAWN).jvm(j -> j.args("-XX:NoSuchOption").discardOutput()));
        assertThatThrownBy(manager::start)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("before it was ready");
        manager.join();
    }

    @ContractTest(SPAWN)
    void aKilledManagerFailsWhateverWaits(Context mp) throws Exception {
        try (Manager manager = Manager.create(o -> o.startMethod(SPAWN).register(Sleeper.class, Sleeping::new))) {
            manager.start();
            Sleeper sleeper = manager.create(Sleeper.class);
            Queue<Integer> queue = manager.queue();
            Event asleep = mp.event();
            AtomicInteger told = new AtomicInteger();
            Thread caller = waiting(() -> sleeper.sleep(asleep), told);
            Thread getter = waiting(queue::get, told);
            asleep.await();
            Process process = processOf(mp, manager);
            process.kill();
            process.join();
            caller.join(LONG.toMillis());
            getter.join(LONG.toMillis());
            assertThat(told).hasValue(2);
            assertThatThrownBy(manager::list).isInstanceOf(SharedObjectLostException.class);
            manager.join();
        }
    }

    /** Waits for ever. */
    interface Sleeper {

        void sleep(Event asleep);
    }

    private static final class Sleeping implements Sleeper {

        @Override
        public void sleep(Event asleep) {
            asleep.set();
            while (!Thread.currentThread().isInterrupted()) {
                LockSupport.park();
            }
        }
    }

    @ContractTest(SPAWN)
    @Tag("MGR.6")
    void theProcessOfAManagerEndsWell(Context mp) throws Exception {
        Manager manager = mp.manager();
        Process process = processOf(mp, manager);
        assertThat(process.isDaemon()).isTrue();
        manager.shutdown();
        joined(process, 0);
    }

    @ContractTest(SPAWN)
    void aProcessThatDoesNotEndIsMadeTo(Context mp) throws Exception {
        Manager manager = Manager.create(o -> o.startMethod(SPAWN).shutdownTimeout(Duration.ofMillis(100)));
        manager.start(
                () -> Runtime.getRuntime().addShutdownHook(new Thread(() -> LockSupport.parkNanos(Long.MAX_VALUE))));
        Process process = processOf(mp, manager);
        manager.shutdown();
        assertThat(process.isAlive()).isFalse();
        assertThat(process.exitCode().getAsInt()).isNotZero();
    }

    @ContractTest
    void whatNobodyUsesGoesAway(Context mp) throws Exception {
        try (Manager manager =
                mp.manager(o -> o.register("thing", Thing::new).register(Census.class, CensusOfThings::new))) {
            Census census = manager.create(Census.class);
            List<Object> list = manager.list();
            list.add(manager.create("thing"));
            ManagedObject held = manager.create("thing");
            Garbage.collectUntil(() -> census.things() == 2);
            list.set(0, held);
            Garbage.collectUntil(() -> census.things() == 1);
            assertThat(held).isEqualTo(list.get(0));
            list.clear();
            held = null;
            Garbage.collectUntil(() -> census.things() == 0);

            List<Object> ring = manager.list();
            ring.add(manager.create("thing"));
            ring.add(ring);
            assertThat(census.things()).isEqualTo(1);
            ring = null;
            Garbage.collectUntil(() -> census.things() == 0);
        }
    }

    /** Is counted, where it lives. */
    public static final class Thing {

        private static final Set<Thing> ALL = Collections.newSetFromMap(new WeakHashMap<>());

        Thing() {
            synchronized (ALL) {
                ALL.add(this);
            }
        }
    }

    /** Counts things. */
    interface Census {

        int things();
    }

    private static final class CensusOfThings implements Census {

        @Override
        public int things() {
            System.gc();
            synchronized (Thing.ALL) {
                return Thing.ALL.size();
            }
        }
    }

    @Test
    void badOptionsAreRefused() {
        assertThatThrownBy(() -> Manager.create(o -> o.name(" "))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Manager.create(o -> o.name("a").name("b"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Manager.create(o -> o.register(String.class, () -> "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no interface");
        assertThatThrownBy(() -> Manager.create(
                        o -> o.register(Sleeper.class, Sleeping::new).register(Sleeper.class, Sleeping::new)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Manager.create(o -> o.allowResults("="))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Manager.create(null)).isInstanceOf(NullPointerException.class);
    }

    @ContractTest
    void badArgumentsAreRefused(Context mp) throws Exception {
        try (Manager manager = mp.manager()) {
            assertThatThrownBy(() -> manager.semaphore(-1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> manager.boundedSemaphore(-1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> manager.barrier(0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> manager.pool(0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> manager.value("text")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> manager.value(null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> manager.array(Integer.class, -1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> manager.map(null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> manager.list(null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> manager.condition(null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> manager.start((Action) null)).isInstanceOf(NullPointerException.class);
        }
    }

    // Waiting

    @ContractTest
    @Tag("MGR.9")
    void aManagedEvent(Context mp) throws Exception {
        try (Manager manager = mp.manager()) {
            Event event = manager.event();
            event.set();
            run(mp.process(ManagerContractTest::clear, event));
            assertThat(event.isSet()).isFalse();
            assertThat(event.await(Duration.ofMillis(1))).isFalse();
        }
    }

    private static void clear(Event event) throws InterruptedException {
        assertThat(event.isSet()).isTrue();
        assertThat(event.await()).isTrue();
        event.clear();
    }

    @ContractTest
    @Tag("MGR.10")
    void aManagedLock(Context mp) throws Exception {
        try (Manager manager = mp.manager()) {
            Lock lock = manager.lock();
            run(mp.process(l -> assertThat(l.acquire()).isTrue(), lock));
            assertThat(lock.acquire(false)).isFalse();
            lock.release();
            assertThatThrownBy(lock::release).isInstanceOf(IllegalStateException.class);
        }
    }

    @ContractTest
    @Tag("MGR.11")
    void aManagedSemaphore(Context mp) throws Exception {
        try (Manager manager = mp.manager()) {
            var semaphore = manager.semaphore(1);
            run(mp.process(s -> assertThat(s.acquire()).isTrue(), semaphore));
            assertThat(semaphore.acquire(false)).isFalse();
            semaphore.release();
            assertThat(semaphore.acquire(false)).isTrue();
            var bounded = manager.boundedSemaphore(1);
            assertThatThrownBy(bounded::release).isInstanceOf(IllegalStateException.class);
        }
    }

    @ContractTest
    @Tag("MGR.12")
    void aManagedBarrier(Context mp) throws Exception {
        try (Manager manager = mp.manager()) {
            var five = manager.barrier(5);
            run(mp.process(
                    barrier -> {
                        assertThat(barrier.parties()).isEqualTo(5);
                        barrier.reset();
                    },
                    five));
            var two = manager.barrier(2);
            Process other = started(mp.process(barrier -> barrier.await(LONG), two));
            two.await(LONG);
            joined(other, 0);
            assertThatThrownBy(() -> two.await(Duration.ofMillis(100))).isInstanceOf(BrokenBarrierException.class);
            var limited = manager.barrier(2, Duration.ofMillis(10));
            assertThatThrownBy(limited::await).isInstanceOf(BrokenBarrierException.class);
        }
    }

    @ContractTest
    void managedConditionsAndReentrantLocks(Context mp) throws Exception {
        try (Manager manager = mp.manager()) {
            var lock = manager.rlock();
            var condition = manager.condition(lock);
            Value<Integer> value = manager.value(0);
            Process child = started(mp.process(
                    (l, c, v) -> {
                        l.acquire();
                        l.acquire();
                        v.set(1);
                        c.signalAll();
                        l.release();
                        l.release();
                    },
                    lock,
                    condition,
                    value));
            condition.acquire();
            assertThat(condition.awaitFor(() -> value.get() == 1, LONG)).isTrue();
            condition.release();
            joined(child, 0);
            var own = manager.condition();
            own.acquire();
            assertThat(own.await(Duration.ofMillis(1))).isFalse();
            own.release();
        }
    }

    // Passing, values, work

    @ContractTest
    @Tag("MGR.13")
    void aManagedPool(Context mp) throws Exception {
        try (Manager manager = mp.manager()) {
            var pool = manager.pool(4);
            run(mp.process(
                    p -> {
                        try (p) {
                            assertThat(p.workers()).isEqualTo(4);
                            assertThat(p.map(ManagerContractTest::square, List.of(1, 2, 3)))
                                    .containsExactly(1, 4, 9);
                        }
                    },
                    pool));
            assertThatThrownBy(() -> pool.map(ManagerContractTest::square, List.of(1)))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    private static int square(int n) {
        return n * n;
    }

    @ContractTest
    void theWordsOfAManagedPool(Context mp) throws Exception {
        try (Manager manager = mp.manager()) {
            var pool = manager.pool(2);
            assertThat(pool.<Integer, Integer>apply(ManagerContractTest::square, 5))
                    .isEqualTo(25);
            assertThat(pool.<String>apply(() -> "done")).isEqualTo("done");
            assertThat(pool.map(ManagerContractTest::square, List.of(1, 2, 3), 1))
                    .containsExactly(1, 4, 9);
            assertThat(pool.starmap(Integer::sum, Map.of(1, 2).entrySet())).containsExactly(3);
            assertThat(pool.imap(ManagerContractTest::square, List.of(1, 2, 3)))
                    .toIterable()
                    .containsExactly(1, 4, 9);
            assertThat(pool.imapUnordered(ManagerContractTest::square, List.of(1, 2, 3)))
                    .toIterable()
                    .containsExactlyInAnyOrder(1, 4, 9);
            assertThatThrownBy(() -> pool.map(Integer::parseInt, List.of("1", "two")))
                    .isInstanceOf(NumberFormatException.class);
            assertThatThrownBy(() -> pool.map(ManagerContractTest::square, List.of(1), 0))
                    .isInstanceOf(IllegalArgumentException.class);
            pool.shutdown();
            pool.join();
            assertThatThrownBy(() -> pool.apply(() -> "late")).isInstanceOf(IllegalStateException.class);
            pool.terminate();
            manager.pool(1).terminate();
        }
    }

    @ContractTest
    void aPoolEndsWithItsManager(Context mp) throws Exception {
        Manager manager = mp.manager();
        var pool = manager.pool(1);
        assertThat(pool.<Integer>apply(() -> 1)).isEqualTo(1);
        manager.shutdown();
        assertThatThrownBy(() -> pool.apply(() -> 1)).isInstanceOf(SharedObjectLostException.class);
        pool.close();
    }

    @ContractTest
    @Tag("MGR.14")
    void aManagedQueue(Context mp) throws Exception {
        try (Manager manager = mp.manager()) {
            Queue<Integer> queue = manager.queue(2);
            queue.put(5);
            queue.put(6);
            assertThatThrownBy(() -> queue.put(7, false)).isInstanceOf(QueueFullException.class);
            run(mp.process(ManagerContractTest::empty, queue));
            assertThat(queue.empty()).isTrue();
            assertThat(queue.full()).isFalse();
            assertThatThrownBy(queue::getNowait).isInstanceOf(QueueEmptyException.class);
            var joinable = manager.<Integer>joinableQueue(1);
            joinable.put(1);
            Process worker = started(mp.process(
                    q -> {
                        q.get();
                        q.taskDone();
                    },
                    joinable));
            joinable.join();
            joined(worker, 0);
        }
    }

    private static void empty(Queue<Integer> queue) throws InterruptedException {
        assertThat(queue.qsize()).isEqualTo(2);
        assertThat(queue.full()).isTrue();
        assertThat(queue.get()).isEqualTo(5);
        assertThat(queue.get()).isEqualTo(6);
        assertThat(queue.empty()).isTrue();
    }

    @ContractTest
    @Tag("MGR.16")
    void aManagedArray(Context mp) throws Exception {
        try (Manager manager = mp.manager()) {
            var array = manager.array(0, 1);
            run(mp.process(
                    a -> {
                        assertThat(a.get(0)).isZero();
                        assertThat(a.get(1)).isEqualTo(1);
                        assertThat(a.length()).isEqualTo(2);
                        assertThat(a.toList()).containsExactly(0, 1);
                        a.set(0, 7);
                        a.set(1, 8);
                    },
                    array));
            assertThat(array.toList()).containsExactly(7, 8);
            assertThatThrownBy(() -> array.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThat(manager.array(0.5).toList()).containsExactly(0.5);
            assertThat(manager.array(Long.class, 2).toList()).containsExactly(0L, 0L);
            assertThat(manager.array(Long.class, List.of(3L)).toList()).containsExactly(3L);
        }
    }

    @ContractTest
    @Tag("MGR.19")
    void proxiesAreArgumentsOfTasks(Context mp) throws Exception {
        try (Manager manager = mp.manager();
                Pool pool = mp.pool(4)) {
            Value<Integer> value = manager.value(0);
            Lock lock = manager.lock();
            List<Integer> seen = manager.list();
            Queue<Integer> queue = manager.queue();
            pool.map(
                    i -> {
                        try (var held = lock.hold()) {
                            int before = value.get();
                            value.set(before + 1);
                            seen.add(before);
                            queue.put(before);
                            return held != null;
                        }
                    },
                    Collections.nCopies(100, 0));
            assertThat(value.get()).isEqualTo(100);
            assertThat(seen).hasSize(100).doesNotHaveDuplicates().isSorted();
            assertThat(queue.qsize()).isEqualTo(100);
        }
    }

    @ContractTest
    void manyCountTogether(Context mp) throws Exception {
        try (Manager manager = mp.manager();
                Pool pool = mp.pool(4)) {
            Map<String, Integer> counts = manager.map();
            List<Integer> list = manager.list();
            pool.map(
                    i -> {
                        counts.merge("k" + i % 3, 1, Integer::sum);
                        list.add(i);
                        list.sort(null);
                        return null;
                    },
                    Collections.nCopies(200, 7));
            assertThat(counts).containsOnlyKeys("k1").containsEntry("k1", 200);
            assertThat(list).hasSize(200);
        }
    }

    @ContractTest(SPAWN)
    void aManagerOfThreadsServesOtherProcesses(Context mp) throws Exception {
        try (Manager manager = Manager.create(o -> o.startMethod(THREAD).register(Sleeper.class, Sleeping::new))) {
            manager.start();
            Map<String, Integer> map = manager.map();
            map.put("a", 1);
            run(mp.process(m -> m.merge("a", 1, (BinaryOperator<Integer> & Serializable) Integer::sum), map));
            assertThat(map.get("a")).isEqualTo(2);
            Sleeper sleeper = manager.create(Sleeper.class);
            Event asleep = mp.event();
            Process child = started(mp.process(s -> s.sleep(asleep), sleeper));
            asleep.await();
            child.kill();
            child.join();
            until(() -> Thread.getAllStackTraces().values().stream()
                    .flatMap(Arrays::stream)
                    .noneMatch(frame -> frame.getClassName().equals(Sleeping.class.getName())));
        }
    }

    @ContractTest
    void managersNeedNotTravel(Context mp) throws Exception {
        try (Manager manager = mp.manager()) {
            assertThat(manager).hasToString("manager \"" + manager.name() + "\" (" + mp.startMethod() + ")");
            assertThatThrownBy(() -> Multiprocessing.context(SPAWN)
                            .process(m -> {}, manager)
                            .start())
                    .isInstanceOf(EncodingException.class);
        }
    }
}
