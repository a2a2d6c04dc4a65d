package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.harness.Times.join;
import static io.github.multiprocessing4j.harness.Times.untilParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.multiprocessing4j.Action;
import io.github.multiprocessing4j.Array;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Event;
import io.github.multiprocessing4j.Held;
import io.github.multiprocessing4j.Lock;
import io.github.multiprocessing4j.Mutex;
import io.github.multiprocessing4j.RLock;
import io.github.multiprocessing4j.TaskException;
import io.github.multiprocessing4j.Value;
import io.github.multiprocessing4j.harness.Child;
import io.github.multiprocessing4j.harness.ContractTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;

@SuppressWarnings("try") // a Held is there to be closed
class ValueContractTest {

    @ContractTest
    @Tag("VALUE.1")
    void whatAChildSetsIsReadByItsParent(Context mp) throws Exception {
        sets(mp, 7, -8);
        sets(mp, (short) 7, (short) -8);
        sets(mp, 1L << 34, (1L << 35) + 1);
        sets(mp, 3.5, -1e300);
        sets(mp, (byte) 'x', (byte) 'y');
        sets(mp, 'ä', '\uffff');
        sets(mp, 1.5f, -2.5f);
        sets(mp, true, false);
    }

    private static <T> void sets(Context mp, T first, T second) throws Exception {
        for (Value<T> value : List.of(mp.value(first), mp.value(first, mp.lock()), mp.rawValue(first))) {
            assertThat(value.get()).isEqualTo(first);
            join(Child.process(mp, Value::set, value, second).start());
            assertThat(value.get()).isEqualTo(second);
        }
    }

    @ContractTest
    @Tag("VALUE.2")
    void aValueHasALockOfItsOwn(Context mp) throws Exception {
        Value<Integer> value = mp.value(1);

        assertThat(value.lock()).isInstanceOf(RLock.class).isSameAs(value.lock());
        try (Held held = value.lock().hold()) {
            value.set(value.get() + 1);
            assertThat(value.update(n -> n + 1)).isEqualTo(3);
        }
        assertThat(value.unguarded().get()).isEqualTo(3);
        value.unguarded().set(4);
        assertThat(value.get()).isEqualTo(4);
        assertAccessesTake(value.lock(), value);
    }

    @ContractTest
    @Tag("VALUE.2")
    void aValueUsesTheLockItWasGiven(Context mp) throws Exception {
        for (Mutex lock : List.of(mp.lock(), mp.rlock())) {
            Value<Integer> value = mp.value(1, lock);
            assertThat(value.lock()).isSameAs(lock);
            assertAccessesTake(lock, value);
        }
    }

    @ContractTest
    @Tag("VALUE.2")
    void aRawValueHasNoLock(Context mp) throws Exception {
        for (Value<Integer> raw : List.of(mp.rawValue(1), mp.value(1).unguarded())) {
            assertThatThrownBy(raw::lock).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> raw.update(n -> n + 1)).isInstanceOf(UnsupportedOperationException.class);
            assertThat(raw.unguarded()).isSameAs(raw);
            raw.set(2);
            Thread.currentThread().interrupt();
            assertThat(raw.get()).isEqualTo(2);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @ContractTest
    @Tag("VALUE.6")
    void valuesAndArraysWithoutLocksAreSharedTogether(Context mp) throws Exception {
        Value<Integer> i = mp.rawValue(7);
        Value<Double> d = mp.rawValue(1.0 / 3);
        Value<Long> q = mp.rawValue(1L << 33);
        Array<Double> numbers = mp.rawArray(double.class, 10);
        for (int n = 0; n < 10; n++) {
            numbers.set(n, (double) n);
        }
        Array<Byte> text = mp.rawArray(byte.class, 20);
        text.setText("hello");

        join(
                Child.process(mp, ValueContractTest::doubleAll, i, d, numbers, text)
                        .start(),
                Child.process(mp, ValueContractTest::doubleIt, q).start());

        assertThat(i.get()).isEqualTo(14);
        assertThat(d.get()).isCloseTo(2.0 / 3, within(1e-7));
        assertThat(q.get()).isEqualTo(1L << 34);
        for (int n = 0; n < 10; n++) {
            assertThat(numbers.get(n)).isCloseTo(2.0 * n, within(1e-7));
        }
        assertThat(text.text()).isEqualTo("hellohello");
        assertThat(text.get(10)).isZero();
    }

    @ContractTest
    void updatesAreNotLost(Context mp) throws Exception {
        for (Mutex lock : List.of(mp.lock(), mp.rlock())) {
            Value<Integer> count = mp.value(0, lock);
            List<Child> children = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                children.add(Child.process(mp, ValueContractTest::countTo, count, 5_000)
                        .start());
            }
            join(children);
            assertThat(count.get()).isEqualTo(20_000);
        }
    }

    @ContractTest
    void anUpdateThatFailsChangesNothing(Context mp) throws Exception {
        Value<Integer> value = mp.value(1);
        RuntimeException unchecked = new RuntimeException();
        IOException checked = new IOException();
        InterruptedException interrupt = new InterruptedException();

        assertThatThrownBy(() -> value.update(n -> rethrow(unchecked))).isSameAs(unchecked);
        assertThatThrownBy(() -> value.update(n -> rethrow(checked)))
                .isInstanceOf(TaskException.class)
                .hasCause(checked);
        assertThatThrownBy(() -> value.update(n -> rethrow(interrupt))).isSameAs(interrupt);
        assertThatThrownBy(() -> value.update(n -> null)).isInstanceOf(NullPointerException.class);
        assertThat(value.get()).isEqualTo(1);
        assertThat(value.lock()).hasToString("RLock[free]");
    }

    @ContractTest
    void anInterruptEndsTheWaitForTheLock(Context mp) throws Exception {
        Lock lock = mp.lock();
        Value<Integer> value = mp.value(1, lock);
        lock.acquire();
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread setter = new Thread(() -> {
            try {
                value.set(2);
            } catch (InterruptedException interrupted) {
                end.set(interrupted);
            }
        });
        setter.start();
        untilParked(setter);
        setter.interrupt();
        setter.join(1000);

        assertThat(end.get()).isInstanceOf(InterruptedException.class);
        assertThat(value.unguarded().get()).isEqualTo(1);
        assertThat(lock).hasToString("Lock[held]");
    }

    @ContractTest
    void badArgumentsAreRefused(Context mp) throws Exception {
        assertThatThrownBy(() -> mp.value("text"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.String");
        assertThatThrownBy(() -> mp.rawValue(new int[1])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> mp.value(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("initial");
        assertThatThrownBy(() -> mp.value(1, null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("lock");
        Value<Integer> value = mp.value(1);
        assertThatThrownBy(() -> value.set(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("value");
        assertThatThrownBy(() -> value.update(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("function");
        assertThat(value.get()).isEqualTo(1);
    }

    @ContractTest
    void textShowsTheValue(Context mp) throws Exception {
        Value<Integer> value = mp.value(1);
        value.lock().acquire();
        assertThat(value).hasToString("Value[1]");
    }

    private static int rethrow(Exception thrown) throws Exception {
        throw thrown;
    }

    /** Holds the lock in a child: then get, set and update wait, and the raw value does not. */
    private static void assertAccessesTake(Mutex lock, Value<Integer> value) throws Exception {
        Event held = new Event();
        Event go = new Event();
        Thread holder = new Thread(() -> {
            try (Held scope = lock.hold()) {
                held.set();
                go.await();
            } catch (InterruptedException unexpected) {
                throw new AssertionError(unexpected);
            }
        });
        holder.start();
        held.await();
        AtomicReference<Integer> got = new AtomicReference<>();
        Thread reader = accessor(() -> got.set(value.get()));
        Thread writer = accessor(() -> value.set(100));
        Thread updater = accessor(() -> value.update(n -> n + 1));
        value.unguarded().set(50);
        assertThat(value.unguarded().get()).isEqualTo(50);
        go.set();
        for (Thread thread : List.of(reader, writer, updater, holder)) {
            thread.join();
        }
        // The lock is given in order of arrival.
        assertThat(got.get()).isEqualTo(50);
        assertThat(value.get()).isEqualTo(101);
    }

    private static Thread accessor(Action access) throws Exception {
        Thread thread = new Thread(() -> {
            try {
                access.run();
            } catch (Exception unexpected) {
                throw new AssertionError(unexpected);
            }
        });
        thread.start();
        untilParked(thread);
        return thread;
    }

    private static void countTo(Value<Integer> count, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            count.update(n -> n + 1);
        }
    }

    private static void doubleIt(Value<Long> q) throws Exception {
        q.set(2 * q.get());
    }

    private static void doubleAll(Value<Integer> i, Value<Double> d, Array<Double> numbers, Array<Byte> text)
            throws Exception {
        i.set(2 * i.get());
        d.set(2 * d.get());
        for (int n = 0; n < numbers.length(); n++) {
            numbers.set(n, 2 * numbers.get(n));
        }
        text.setText(text.text() + text.text());
    }
}
