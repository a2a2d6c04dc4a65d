package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.SPAWN;
import static io.github.multiprocessing4j.harness.Children.run;
import static io.github.multiprocessing4j.harness.Times.untilParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.DecodingException;
import io.github.multiprocessing4j.Event;
import io.github.multiprocessing4j.ManagedObject;
import io.github.multiprocessing4j.Manager;
import io.github.multiprocessing4j.ManagerOptions;
import io.github.multiprocessing4j.RemoteException;
import io.github.multiprocessing4j.ResultEncodingException;
import io.github.multiprocessing4j.TaskException;
import io.github.multiprocessing4j.harness.ContractTest;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;

/** Objects of the user's own types that a manager keeps. */
class RegisteredTypesContractTest {

    /** For users of the proxies. */
    interface Counter {

        int increment();

        int add(int more);

        long add(long more);

        default int twice() {
            return increment() + increment();
        }

        Iterator<Integer> countdown();

        void fail(String message) throws IOException;

        Object unportable();

        Object tree();

        void await(Event waiting) throws InterruptedException;

        void sneak();
    }

    /** What the manager keeps. */
    public static final class PlainCounter implements Counter {

        private int count;

        PlainCounter(int count) {
            this.count = count;
        }

        @Override
        public synchronized int increment() {
            return ++count;
        }

        @Override
        public synchronized int add(int more) {
            count += more;
            return count;
        }

        @Override
        public synchronized long add(long more) {
            return count + more;
        }

        @Override
        public synchronized Iterator<Integer> countdown() {
            return IntStream.iterate(count, n -> n > 0, n -> n - 1).iterator();
        }

        @Override
        public void fail(String message) throws IOException {
            if (message == null) {
                throw new IllegalStateException("no message");
            }
            throw new FileNotFoundException(message);
        }

        @Override
        public Object unportable() {
            return new Object();
        }

        @Override
        public Object tree() {
            return new Leaf(count);
        }

        @Override
        public void await(Event waiting) throws InterruptedException {
            waiting.set();
            new CountDownLatch(1).await();
        }

        @Override
        public void sneak() {
            RegisteredTypesContractTest.<RuntimeException>sneakily(new InterruptedException("never waited"));
        }
    }

    record Leaf(int value) implements Serializable {}

    @SuppressWarnings("unchecked")
    private static <X extends Exception> void sneakily(Exception checked) throws X {
        throw (X) checked;
    }

    private static Manager manager(Context mp) throws InterruptedException {
        return mp.manager(RegisteredTypesContractTest::register);
    }

    private static void register(ManagerOptions options) {
        options.register(Counter.class, (Integer start) -> new PlainCounter(start))
                .register("all", () -> new PlainCounter(0))
                .register("chosen", () -> new PlainCounter(0), "increment", "add")
                .register("wrong", () -> new PlainCounter(0), "decrement")
                .register("none", () -> null)
                .register("numbers", () -> List.of(1, 2, 3).iterator())
                .register("words", () -> List.of("a", "b"));
    }

    @ContractTest
    @Tag("MGR.6")
    void aTypeWithAnInterface(Context mp) throws Exception {
        try (Manager manager = manager(mp)) {
            Counter counter = manager.create(Counter.class, 5);
            assertThat(counter.increment()).isEqualTo(6);
            assertThat(counter.add(4)).isEqualTo(10);
            assertThat(counter.add(4L)).isEqualTo(14);
            assertThat(counter.twice()).isEqualTo(23);
            assertThat(counter.countdown()).toIterable().hasSize(12).startsWith(12, 11);
            assertThatThrownBy(() -> counter.fail("gone"))
                    .isExactlyInstanceOf(FileNotFoundException.class)
                    .hasMessage("gone");
            assertThatThrownBy(() -> counter.fail(null)).isExactlyInstanceOf(IllegalStateException.class);
            assertThat(counter).isEqualTo(counter).isNotEqualTo(manager.create(Counter.class, 5));
            assertThat(counter.hashCode()).isEqualTo(counter.hashCode());
            assertThat(counter.toString()).startsWith("Counter@");
            run(mp.process(c -> assertThat(c.increment()).isEqualTo(13), counter));
            assertThat(counter.increment()).isEqualTo(14);
            List<Counter> list = manager.list(List.of(counter));
            assertThat(list.get(0)).isEqualTo(counter);
            assertThat(list.get(0).increment()).isEqualTo(15);
        }
    }

    @ContractTest
    @Tag("MGR.6")
    void aTypeWithAName(Context mp) throws Exception {
        try (Manager manager = manager(mp)) {
            ManagedObject all = manager.create("all");
            assertThat(all.<Integer>call("increment")).isEqualTo(1);
            assertThat(all.<Integer>call("add", 2)).isEqualTo(3);
            assertThat(all.<Long>call("add", 2L)).isEqualTo(5L);
            assertThat(all.<Integer>call("add", (short) 2)).isEqualTo(5);
            assertThatThrownBy(() -> all.call("add", "2"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("java.lang.String");
            assertThatThrownBy(() -> all.call("add")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> all.call("fail", "gone"))
                    .isInstanceOf(TaskException.class)
                    .hasCauseExactlyInstanceOf(FileNotFoundException.class);
            assertThatThrownBy(() -> all.call("fail", (Object) null)).isInstanceOf(IllegalStateException.class);
            assertThat(all.<Iterator<Integer>>call("countdown")).toIterable().hasSize(5);
            run(mp.process(c -> assertThat(c.<Integer>call("increment")).isEqualTo(6), all));
            assertThat(all).isEqualTo(manager.list(List.of(all)).get(0)).hasToString(all.toString());
        }
    }

    @ContractTest
    @Tag("MGR.6")
    void onlyWhatIsExposedCanBeCalled(Context mp) throws Exception {
        try (Manager manager = manager(mp)) {
            ManagedObject chosen = manager.create("chosen");
            assertThat(chosen.<Integer>call("increment")).isEqualTo(1);
            assertThatThrownBy(() -> chosen.call("countdown"))
                    .isInstanceOf(RemoteException.class)
                    .hasMessageContaining("chosen exposes no method countdown, but [add, increment]");
            assertThatThrownBy(() -> chosen.call("getClass")).isInstanceOf(RemoteException.class);
            assertThatThrownBy(() -> chosen.call("increment()")).isInstanceOf(RemoteException.class);
            assertThatThrownBy(chosen::iterator).isInstanceOf(RemoteException.class);
            assertThatThrownBy(() -> manager.create("wrong"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("decrement");
            assertThatThrownBy(() -> chosen.call(null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> chosen.call("add", (Object[]) null)).isInstanceOf(NullPointerException.class);
        }
    }

    @ContractTest
    @Tag("MGR.6")
    void aFactoryMayGiveAnIterator(Context mp) throws Exception {
        try (Manager manager = manager(mp)) {
            Iterator<Object> numbers = manager.create("numbers").iterator();
            assertThat(numbers).toIterable().containsExactly(1, 2, 3);
            assertThat(numbers.hasNext()).isFalse();
            assertThatThrownBy(numbers::next).isInstanceOf(NoSuchElementException.class);
            assertThat(manager.create("words")).containsExactly("a", "b");
        }
    }

    @ContractTest
    void whatIsNotRegisteredIsNotMade(Context mp) throws Exception {
        try (Manager manager = manager(mp)) {
            assertThatThrownBy(() -> manager.create(Runnable.class))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("java.lang.Runnable");
            assertThatThrownBy(() -> manager.create("other")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> manager.create(Counter.class))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("takes 1 arguments, not 0");
            assertThatThrownBy(() -> manager.create("all", 1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> manager.create("none")).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> manager.create(Counter.class.getName(), 1)).isInstanceOf(ClassCastException.class);
            assertThatThrownBy(() -> manager.create((String) null)).isInstanceOf(NullPointerException.class);
        }
    }

    @ContractTest(SPAWN)
    void whatCannotTravelBackIsSaid(Context mp) throws Exception {
        try (Manager manager = manager(mp)) {
            Counter counter = manager.create(Counter.class, 1);
            assertThatThrownBy(counter::unportable)
                    .isInstanceOf(ResultEncodingException.class)
                    .hasMessageContaining("java.lang.Object");
            assertThat(counter.tree()).isEqualTo(new Leaf(1));
        }
        try (Manager strict = mp.manager(o -> {
            register(o);
            o.allowResults("com.example.**");
        })) {
            Counter counter = strict.create(Counter.class, 1);
            assertThat(counter.increment()).isEqualTo(2);
            assertThatThrownBy(counter::tree).isInstanceOf(DecodingException.class);
        }
    }

    @ContractTest
    void aCallThatWaitsCanBeInterrupted(Context mp) throws Exception {
        try (Manager manager = manager(mp)) {
            Counter counter = manager.create(Counter.class, 1);
            ManagedObject object = manager.create("all");
            Event waiting = mp.event();
            assertThat(interrupted(() -> counter.await(waiting), waiting)).isInstanceOf(InterruptedException.class);
            waiting.clear();
            assertThat(interrupted(() -> object.call("await", waiting), waiting))
                    .isInstanceOf(InterruptedException.class);
            assertThatThrownBy(counter::sneak)
                    .isInstanceOf(TaskException.class)
                    .hasCauseInstanceOf(InterruptedException.class);
        }
    }

    private static Throwable interrupted(io.github.multiprocessing4j.Action action, Event waiting) throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                action.run();
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        thread.start();
        waiting.await();
        untilParked(thread);
        thread.interrupt();
        thread.join();
        return thrown.get();
    }
}
