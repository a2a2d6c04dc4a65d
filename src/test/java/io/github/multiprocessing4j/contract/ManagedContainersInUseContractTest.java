package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.harness.Times.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Event;
import io.github.multiprocessing4j.Manager;
import io.github.multiprocessing4j.Queue;
import io.github.multiprocessing4j.StartMethod;
import io.github.multiprocessing4j.Task;
import io.github.multiprocessing4j.harness.ContractTest;
import io.github.multiprocessing4j.harness.Times;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Maps, lists and sets of a manager that code of the user keeps busy, or that several use at once. */
class ManagedContainersInUseContractTest {

    /** The hash code of a key that others are compared with. */
    private static final int HASH = 7;

    /** A gate that somebody goes through who waits in it. */
    private record Gate(Event entered, Event open) implements Serializable {

        Gate(Manager manager) {
            this(manager.event(), manager.event());
        }

        void pass() {
            entered.set();
            try {
                assertThat(open.await(LONG)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** A key that waits when it is compared. */
    private record SlowKey(Gate gate) implements Serializable {

        @Override
        public boolean equals(Object other) {
            gate.pass();
            return false;
        }

        @Override
        public int hashCode() {
            return HASH;
        }
    }

    /** A value that waits when it is written by a process other than the first. */
    private static final class SlowValue implements Serializable {

        private static final long serialVersionUID = 1L;

        private final Gate gate;
        private final long madeBy = ProcessHandle.current().pid();

        SlowValue(Gate gate) {
            this.gate = gate;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            if (madeBy != ProcessHandle.current().pid()) {
                gate.pass();
            }
            out.defaultWriteObject();
        }
    }

    private static <R> FutureTask<R> begun(Task<R> task, List<Thread> threads) {
        FutureTask<R> running = new FutureTask<>(task::call);
        Thread thread = new Thread(running, "begun-by-a-test");
        threads.add(thread);
        thread.start();
        return running;
    }

    private static <R> R resultOf(FutureTask<R> running) throws Exception {
        return running.get(LONG.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Objects of a manager answer. */
    private static void answers(Manager manager) throws InterruptedException {
        Queue<Integer> queue = manager.queue();
        queue.put(1);
        assertThat(queue.get()).isEqualTo(1);
        Map<String, Integer> map = manager.map();
        assertThat(map.put("a", 1)).isNull();
        assertThat(map.put("a", 2)).isEqualTo(1);
    }

    @ContractTest
    void whoeverIsInAMapHoldsUpThoseWhoUseItAndNobodyElse(Context mp) throws Exception {
        List<Thread> threads = new ArrayList<>();
        try (Manager manager = mp.manager()) {
            Gate gate = new Gate(manager);
            Map<Object, Integer> map = manager.map();
            map.put(HASH, 1);
            FutureTask<Boolean> comparing = begun(() -> map.containsKey(new SlowKey(gate)), threads);
            assertThat(gate.entered().await(LONG)).isTrue();
            FutureTask<Integer> putting = begun(() -> map.put(HASH, 2), threads);
            Times.untilParked(threads.get(1));

            answers(manager);
            assertThat(putting.isDone()).isFalse();

            gate.open().set();
            assertThat(resultOf(comparing)).isFalse();
            assertThat(resultOf(putting)).isEqualTo(1);
            assertThat(map.get(HASH)).isEqualTo(2);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @ContractTest
    void aValueThatIsSlowlyWrittenHoldsUpNobodyElse(Context mp, StartMethod startMethod) throws Exception {
        List<Thread> threads = new ArrayList<>();
        try (Manager manager = mp.manager()) {
            Gate gate = new Gate(manager);
            Map<String, Object> map = manager.map();
            map.put("slow", new SlowValue(gate));
            FutureTask<Object> replacing = begun(() -> map.put("slow", 2), threads);
            if (startMethod == StartMethod.SPAWN) {
                assertThat(gate.entered().await(LONG)).isTrue();
                assertThat(map.get("slow")).isEqualTo(2);
                assertThat(replacing.isDone()).isFalse();
            }

            answers(manager);

            gate.open().set();
            assertThat(resultOf(replacing)).isInstanceOf(SlowValue.class);
            assertThat(map.get("slow")).isEqualTo(2);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @ContractTest
    void whatSeveralPutAtOnceIsAllThere(Context mp) throws Exception {
        int each = 500;
        List<Thread> threads = new ArrayList<>();
        try (Manager manager = mp.manager()) {
            Map<Object, Object> map = manager.map();
            List<Object> list = manager.list();
            Set<Object> set = manager.set();
            List<FutureTask<Boolean>> running = new ArrayList<>();
            for (int thread = 0; thread < 3; thread++) {
                int own = thread;
                running.add(begun(
                        () -> {
                            for (int i = 0; i < each; i++) {
                                // what is written in a moment, and what takes a thread of its own
                                Object key = i % 2 == 0 ? i * 3 + own : List.of(i, own);
                                map.put(key, i);
                                list.add(key);
                                set.add(key);
                            }
                            return true;
                        },
                        threads));
            }
            for (FutureTask<Boolean> one : running) {
                assertThat(resultOf(one)).isTrue();
            }
            assertThat(map).hasSize(3 * each);
            assertThat(list).hasSize(3 * each).doesNotHaveDuplicates();
            assertThat(set).containsExactlyInAnyOrderElementsOf(map.keySet());
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
