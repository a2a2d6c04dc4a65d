package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.harness.Children.joined;
import static io.github.multiprocessing4j.harness.Children.run;
import static io.github.multiprocessing4j.harness.Children.started;
import static io.github.multiprocessing4j.harness.Times.LONG;
import static io.github.multiprocessing4j.harness.Times.afterAbout;
import static io.github.multiprocessing4j.harness.Times.atOnce;
import static io.github.multiprocessing4j.harness.Times.atOnceDo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.Action2;
import io.github.multiprocessing4j.Connection;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Event;
import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pipe;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.ProcessOptions;
import io.github.multiprocessing4j.Queue;
import io.github.multiprocessing4j.StartMethod;
import io.github.multiprocessing4j.Value;
import io.github.multiprocessing4j.harness.ContractTest;
import io.github.multiprocessing4j.harness.Garbage;
import io.github.multiprocessing4j.harness.Rounds;
import java.io.EOFException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ProcessContractTest {

    @ContractTest
    @Tag("PROC.1")
    void theCurrentProcessDescribesItself(Context mp) {
        Process current = mp.currentProcess();

        assertThat(current.isAlive()).isTrue();
        assertThat(current.isDaemon()).isFalse();
        assertThat(current.exitCode()).isEmpty();
        assertThat(current.name()).isEqualTo("MainProcess");
        assertThat(current.pid()).hasValue(ProcessHandle.current().pid());
        assertThat(mp.currentProcess()).isSameAs(current);
        assertThat(Multiprocessing.currentProcess()).isSameAs(current);
        assertThat(mp.parentProcess()).isEmpty();
    }

    @ContractTest
    @Tag("PROC.1")
    void theMainProcessCannotBeHandledAsAChild(Context mp) {
        Process main = mp.currentProcess();

        assertThatIllegalStateException().isThrownBy(main::start);
        assertThatIllegalStateException().isThrownBy(main::join);
        assertThatIllegalStateException().isThrownBy(() -> main.join(Duration.ZERO));
        assertThatIllegalStateException().isThrownBy(main::terminate);
        assertThatIllegalStateException().isThrownBy(main::kill);
        assertThatIllegalStateException().isThrownBy(main::close);
        assertThatIllegalStateException().isThrownBy(() -> main.setDaemon(true));
        assertThat(main.isAlive()).isTrue();
        assertThat(main.isDaemon()).isFalse();
    }

    @ContractTest
    @Tag("PROC.3")
    void argumentsArriveEqualHoweverTheyWereGiven(Context mp, StartMethod method) throws Exception {
        Queue<Object> queue = mp.queue();
        Action2<Queue<Object>, Object> put = Queue::put;

        for (Object argument : List.of(1, "text", List.of(2), new Integer[] {3})) {
            run(mp.process(put, queue, argument));
            assertThat(queue.get(LONG)).isEqualTo(argument);

            run(Process.create(o -> o.startMethod(method).target(put, queue, argument)));
            assertThat(queue.get(LONG)).isEqualTo(argument);
        }
    }

    @ContractTest
    @Tag("PROC.3")
    void upToFourArgumentsArriveInOrderNullsIncluded(Context mp, StartMethod method) throws Exception {
        Event done = mp.event();
        Queue<Object> queue = mp.queue();

        run(mp.process(done::set));
        assertThat(done.isSet()).isTrue();
        run(mp.process(ProcessContractTest::send, queue));
        assertThat(queue.get(LONG)).isEqualTo(List.of());
        run(mp.process(ProcessContractTest::send, queue, null));
        assertThat(queue.get(LONG)).isEqualTo(listOf((Object) null));
        run(mp.process(ProcessContractTest::send, queue, 1, null));
        assertThat(queue.get(LONG)).isEqualTo(listOf(1, null));
        run(mp.process(ProcessContractTest::send, queue, 1, "2", 3L));
        assertThat(queue.get(LONG)).isEqualTo(listOf(1, "2", 3L));

        done.clear();
        run(create(method, o -> o.target(done::set)));
        assertThat(done.isSet()).isTrue();
        run(create(method, o -> o.target(ProcessContractTest::send, queue)));
        assertThat(queue.get(LONG)).isEqualTo(List.of());
        run(create(method, o -> o.target(ProcessContractTest::send, queue, null)));
        assertThat(queue.get(LONG)).isEqualTo(listOf((Object) null));
        run(create(method, o -> o.target(ProcessContractTest::send, queue, 1, null)));
        assertThat(queue.get(LONG)).isEqualTo(listOf(1, null));
        run(create(method, o -> o.target(ProcessContractTest::send, queue, 1, "2", 3L)));
        assertThat(queue.get(LONG)).isEqualTo(listOf(1, "2", 3L));
    }

    private static Process create(StartMethod method, Consumer<ProcessOptions> options) {
        return Process.create(o -> options.accept(o.startMethod(method)));
    }

    private static void send(Queue<Object> queue) throws Exception {
        queue.put(List.of());
    }

    private static void send(Queue<Object> queue, Object a) throws Exception {
        queue.put(listOf(a));
    }

    private static void send(Queue<Object> queue, Object a, Object b) throws Exception {
        queue.put(listOf(a, b));
    }

    private static void send(Queue<Object> queue, Object a, Object b, Object c) throws Exception {
        queue.put(listOf(a, b, c));
    }

    private static List<Object> listOf(Object... items) {
        return new ArrayList<>(Arrays.asList(items));
    }

    @ContractTest
    @Tag("PROC.5")
    void aProcessLivesFromStartToEnd(Context mp, StartMethod method) throws Exception {
        Queue<Object> queue = mp.queue(1);
        Process child = Process.create(o ->
                o.startMethod(method).name("reporter").daemon().target(ProcessContractTest::report, queue, 1, "two"));
        assertThat(child.isAlive()).isFalse();
        assertThat(child.exitCode()).isEmpty();
        assertThat(child.isDaemon()).isTrue();
        assertThat(child.name()).isEqualTo("reporter");

        child.start();
        assertThat(child.isAlive()).isTrue();
        assertThat(child.exitCode()).isEmpty();
        assertThat(child.pid()).isPresent();

        assertThat(queue.get(LONG)).isEqualTo(1);
        assertThat(queue.get(LONG)).isEqualTo("two");
        assertThat(queue.get(LONG)).isEqualTo("reporter");
        assertThat(queue.get(LONG)).isEqualTo(true);
        assertThat(child.isAlive()).isTrue();
        assertThat(queue.get(LONG)).isEqualTo(child.pid().getAsLong());

        assertThat(queue.get(LONG)).isEqualTo("end");
        joined(child, 0);
        assertThat(child.isAlive()).isFalse();
        assertThat(child.name()).isEqualTo("reporter");
        assertThat(child.isDaemon()).isTrue();
    }

    private static void report(Queue<Object> queue, int number, String text) throws Exception {
        Process self = Multiprocessing.currentProcess();
        queue.put(number);
        queue.put(text);
        queue.put(self.name());
        queue.put(self.isDaemon());
        queue.put(self.pid().getAsLong());
        queue.put("end");
    }

    @ContractTest
    void aProcessKnowsItselfFromItsFirstMoment(Context mp) throws Exception {
        Value<Integer> wrong = mp.value(0);
        int rounds = Rounds.of(mp, 500, 10);
        for (int i = 0; i < rounds; i++) {
            run(mp.process(ProcessContractTest::doubtMyself, wrong));
        }
        assertThat(wrong.get()).isZero();
    }

    private static void doubtMyself(Value<Integer> wrong) throws Exception {
        Process self = Multiprocessing.currentProcess();
        boolean right = self.isAlive()
                && self.exitCode().isEmpty()
                && self.pid().equals(OptionalLong.of(ProcessHandle.current().pid()))
                && self == Multiprocessing.currentProcess();
        if (!right) {
            wrong.update(count -> count + 1);
        }
    }

    @ContractTest
    @Tag("PROC.7")
    void thereIsAProcessor(Context mp) {
        assertThat(mp.cpuCount()).isPositive().isEqualTo(Multiprocessing.cpuCount());
    }

    @ContractTest
    @Tag("PROC.8")
    void processesStartAndJoinProcesses(Context mp, StartMethod method) throws Exception {
        Pipe<List<Integer>> pipe = mp.pipe(false);
        FutureTask<List<List<Integer>>> reading = new FutureTask<>(() -> receive(pipe.left(), 7));
        new Thread(reading).start();

        descend(method, pipe.right(), List.of());

        assertThat(reading.get(LONG.toSeconds(), TimeUnit.SECONDS))
                .containsExactly(
                        List.of(), List.of(0), List.of(0, 0), List.of(0, 1), List.of(1), List.of(1, 0), List.of(1, 1));
        assertThat(pipe.left().poll()).isFalse();
    }

    private static <T> List<T> receive(Connection<T> connection, int count) throws Exception {
        List<T> received = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            received.add(connection.recv());
        }
        return received;
    }

    private static void descend(StartMethod method, Connection<List<Integer>> paths, List<Integer> path)
            throws Exception {
        paths.send(path);
        if (path.size() < 2) {
            for (int i = 0; i < 2; i++) {
                List<Integer> longer = new ArrayList<>(path);
                longer.add(i);
                run(Multiprocessing.context(method).process(ProcessContractTest::descend, method, paths, longer));
            }
        }
    }

    @ContractTest
    @Tag("PROC.9")
    void theEndOfAProcessCanBeWaitedForByItsSentinel(Context mp) throws Exception {
        Event end = mp.event();
        Process child = mp.process(ProcessContractTest::await, end);
        assertThatIllegalStateException().isThrownBy(child::sentinel);
        child.start();

        assertThat(Connection.wait(List.of(child.sentinel()), Duration.ZERO)).isEmpty();
        end.set();
        joined(child, 0);
        assertThat(Connection.wait(List.of(child.sentinel()), Duration.ofSeconds(1)))
                .containsExactly(child.sentinel());
    }

    @ContractTest
    @Tag("PROC.10")
    void targetAndArgumentsAreNotHeld(Context mp) throws Exception {
        Event done = mp.event();
        List<WeakReference<?>> dropped = new ArrayList<>();

        Process child = dropping(mp, done, dropped);

        assertThat(done.isSet()).isTrue();
        Garbage.collect(dropped.toArray(WeakReference[]::new));
        assertThat(child.exitCode()).hasValue(0);
    }

    private static Process dropping(Context mp, Event done, List<WeakReference<?>> dropped) throws Exception {
        Object argument = new int[1];
        Action2<Event, Object> target = (event, unused) -> done.set();
        dropped.add(new WeakReference<>(argument));
        dropped.add(new WeakReference<>(target));
        Process child = mp.process(target, done, argument);
        run(child);
        return child;
    }

    @ContractTest
    @Tag("PROC.12")
    void processCanBeExtended(StartMethod method) throws Exception {
        Shouter shouter = new Shouter(method);
        shouter.start();

        Connection<String> connection = shouter.pipe.left();
        connection.send("hello");
        assertThat(connection.recv()).isEqualTo("HELLO");
        connection.send("world");
        assertThat(connection.recv()).isEqualTo("WORLD");
        connection.send(null);
        joined(shouter, 0);
        shouter.pipe.right().close(); // on threads it is the one that the process has closed
        assertThatThrownBy(connection::recv).isInstanceOf(EOFException.class);
    }

    private static final class Shouter extends Process {

        private static final long serialVersionUID = 1L;

        private final Pipe<String> pipe = Multiprocessing.pipe();

        Shouter(StartMethod method) {
            super(o -> o.startMethod(method));
        }

        @Override
        public void run() throws Exception {
            if (Multiprocessing.startMethod() == StartMethod.SPAWN) {
                pipe.left().close(); // a copy
            }
            try (Connection<String> connection = pipe.right()) {
                for (String word = connection.recv(); word != null; word = connection.recv()) {
                    connection.send(word.toUpperCase(Locale.ROOT));
                }
            }
        }
    }

    @ContractTest
    @Tag("PROC.14")
    void aProcessCanHaveAPoolOfItsOwn(Context mp, StartMethod method) throws Exception {
        Queue<List<Integer>> squares = mp.queue();

        run(mp.process(ProcessContractTest::squareInPool, method, squares));

        assertThat(squares.get(LONG)).containsExactly(0, 1, 4, 9, 16, 25, 36);
    }

    private static void squareInPool(StartMethod method, Queue<List<Integer>> squares) throws Exception {
        Pool pool = Multiprocessing.context(method).pool(4);
        List<Integer> found = pool.map(x -> x * x, List.of(0, 1, 2, 3, 4, 5, 6));
        pool.close();
        pool.join();
        squares.put(found);
    }

    @ContractTest
    @Tag("PROC.16")
    void aProcessIsStartedOnce(Context mp) throws Exception {
        Event end = mp.event();
        Process child = started(mp.process(ProcessContractTest::await, end));

        assertThatIllegalStateException().isThrownBy(child::start).withMessageContaining(child.name());
        assertThatIllegalStateException()
                .isThrownBy(() -> child.setDaemon(true))
                .withMessageContaining(child.name());
        assertThat(child.isAlive()).isTrue();
        assertThat(child.isDaemon()).isFalse();
        assertThat(child.join(Duration.ofMillis(50))).isFalse();

        end.set();
        joined(child, 0);
        assertThatIllegalStateException().isThrownBy(child::start);
        assertThatIllegalStateException().isThrownBy(() -> child.setDaemon(true));
        assertThat(child.exitCode()).hasValue(0);
    }

    @ContractTest
    @Tag("PROC.17")
    void aProcessThatWasNeverStartedCannotBeJoined(Context mp) {
        Process child = mp.process(() -> {});

        assertThatIllegalStateException().isThrownBy(child::join).withMessageContaining(child.name());
        assertThatIllegalStateException().isThrownBy(() -> child.join(Duration.ZERO));
        assertThatIllegalStateException().isThrownBy(child::terminate);
        assertThatIllegalStateException().isThrownBy(child::kill);
        assertThatIllegalStateException().isThrownBy(child::onExit);
        assertThat(child.isAlive()).isFalse();
        assertThat(child.pid()).isEmpty();
        assertThat(child.exitCode()).isEmpty();
        assertThat(mp.activeChildren()).doesNotContain(child);
    }

    @ContractTest
    @Tag("PROC.18")
    void joiningWithATimeoutWaitsThatLong(Context mp) throws Exception {
        Event never = mp.event();
        Process child = started(mp.process(ProcessContractTest::awaitFor, never, Duration.ofSeconds(1)));

        assertThat(afterAbout(Duration.ofMillis(100), () -> child.join(Duration.ofMillis(100))))
                .isFalse();
        assertThat(child.isAlive()).isTrue();
        assertThat(child.exitCode()).isEmpty();

        child.join();
        assertThat(child.isAlive()).isFalse();
        assertThat(child.exitCode()).hasValue(0);
    }

    @ContractTest
    @Tag("PROC.18")
    void joiningWithNoTimeOrLessReturnsAtOnceAndWithEndlessTimeWaits(Context mp) throws Exception {
        Event end = mp.event();
        Process child = started(mp.process(ProcessContractTest::await, end));

        assertThat(atOnce(() -> child.join(Duration.ZERO))).isFalse();
        assertThat(atOnce(() -> child.join(Duration.ofSeconds(-1)))).isFalse();
        assertThat(atOnce(() -> child.join(Duration.ofSeconds(Long.MIN_VALUE)))).isFalse();
        assertThat(child.isAlive()).isTrue();

        end.set();
        assertThat(child.join(Duration.ofSeconds(Long.MAX_VALUE))).isTrue();
        assertThat(atOnce(() -> child.join(Duration.ZERO))).isTrue();
        assertThat(atOnce(() -> child.join(Duration.ofSeconds(-1)))).isTrue();
        atOnceDo(child::join);
    }

    private static void await(Event event) throws Exception {
        event.await();
    }

    private static void awaitFor(Event event, Duration time) throws Exception {
        event.await(time);
    }
}
