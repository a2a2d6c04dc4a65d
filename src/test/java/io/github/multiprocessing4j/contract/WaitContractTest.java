package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.harness.Times.LONG;
import static io.github.multiprocessing4j.harness.Times.afterAbout;
import static io.github.multiprocessing4j.harness.Times.atOnce;
import static io.github.multiprocessing4j.harness.Times.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.Connection;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Event;
import io.github.multiprocessing4j.Pipe;
import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.StartMethod;
import io.github.multiprocessing4j.Waitable;
import io.github.multiprocessing4j.harness.Child;
import io.github.multiprocessing4j.harness.ContractTest;
import io.github.multiprocessing4j.harness.Times;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;

class WaitContractTest {

    @ContractTest
    @Tag("WAIT.1")
    void messagesOfSeveralReadersAreCollected(Context mp) throws Exception {
        List<Connection<Integer>> readers = new ArrayList<>();
        Map<Connection<Integer>, List<Integer>> collected = new HashMap<>();
        List<Child> children = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Pipe<Integer> pipe = mp.pipe(false);
            readers.add(pipe.left());
            collected.put(pipe.left(), new ArrayList<>());
            children.add(Child.process(mp, WaitContractTest::sendTen, pipe.right(), i)
                    .start());
            if (mp.startMethod() == StartMethod.SPAWN) {
                pipe.right().close(); // the child has a copy
            }
        }
        List<Connection<Integer>> open = new ArrayList<>(readers);
        while (!open.isEmpty()) {
            for (Connection<Integer> reader : Connection.wait(open)) {
                try {
                    collected.get(reader).add(reader.recv());
                } catch (EOFException over) {
                    open.remove(reader);
                }
            }
        }
        for (int i = 0; i < 4; i++) {
            List<Integer> expected = new ArrayList<>();
            for (int k = 0; k < 10; k++) {
                expected.add(100 * i + k);
            }
            assertThat(collected.get(readers.get(i))).isEqualTo(expected);
        }
        join(children);
    }

    private static void sendTen(Connection<Integer> writer, int child) throws Exception {
        for (int k = 0; k < 10; k++) {
            writer.send(100 * child + k);
        }
        writer.close();
    }

    @ContractTest
    @Tag("WAIT.2")
    void aWaitWithATimeoutGivesWhatIsReady(Context mp) throws Exception {
        Pipe<String> pipe = mp.pipe();
        Connection<String> a = pipe.left();
        Connection<String> b = pipe.right();
        List<Connection<String>> none =
                afterAbout(Duration.ofSeconds(1), () -> Connection.wait(List.of(a, b), Duration.ofSeconds(1)));
        assertThat(none).isEmpty();

        Child sender = Child.process(mp, WaitContractTest::send, b).start();
        assertThat(a.poll(LONG)).isTrue();
        List<Connection<String>> ready = atOnce(() -> Connection.wait(List.of(a, b), Duration.ofSeconds(20)));
        assertThat(ready).hasSize(1);
        assertThat(ready.get(0)).isSameAs(a);
        a.recv();
        join(sender);
        assertThat(Connection.wait(List.of(a, b), Duration.ofSeconds(-1))).isEmpty();
    }

    private static void send(Connection<String> end) throws Exception {
        end.send("message");
    }

    @ContractTest
    @Tag("WAIT.3")
    void anEndOfFileIsReady(Context mp) throws Exception {
        for (Pipe<String> pipe : List.of(mp.<String>pipe(false), mp.<String>pipe(false, 2))) {
            pipe.right().close();
            assertThat(atOnce(() -> Connection.wait(List.of(pipe.left()), Duration.ofSeconds(5))))
                    .containsExactly(pipe.left());
        }
    }

    @ContractTest
    @Tag("WAIT.4")
    void aWaitConsumesNothing(Context mp) throws Exception {
        Pipe<String> one = mp.pipe();
        Pipe<String> two = mp.pipe(3);
        AtomicReference<List<Connection<String>>> ready = new AtomicReference<>();
        Thread waiter = new Thread(() -> {
            try {
                ready.set(Connection.wait(List.of(one.left(), two.left())));
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        waiter.start();
        Times.untilParked(waiter);
        assertThat(ready).hasNullValue();
        Child sender = Child.process(mp, WaitContractTest::send, one.right()).start();
        waiter.join(LONG.toMillis());
        assertThat(ready.get()).containsExactly(one.left());
        assertThat(Connection.wait(List.of(one.left(), two.left()), LONG)).containsExactly(one.left());
        assertThat(one.left().recv()).isEqualTo("message");
        join(sender);
        assertThat(Connection.wait(List.of(one.left(), two.left()), Duration.ZERO))
                .isEmpty();
    }

    @ContractTest
    void theEndOfAProcessIsReady(Context mp) throws Exception {
        Event end = mp.event();
        Process process = mp.process(WaitContractTest::awaitEvent, end);
        process.setDaemon(true);
        assertThatThrownBy(process::sentinel).isInstanceOf(IllegalStateException.class);
        process.start();
        Pipe<String> pipe = mp.pipe();
        List<Waitable> both = List.of(pipe.left(), process.sentinel());
        assertThat(Connection.wait(both, Duration.ZERO)).isEmpty();
        assertThat(Connection.wait(List.of(process.sentinel()), Duration.ZERO)).isEmpty();
        end.set();
        assertThat(Connection.wait(both)).containsExactly(process.sentinel());
        process.join();
        assertThat(Connection.wait(List.of(process.sentinel()), Duration.ofSeconds(1)))
                .containsExactly(process.sentinel());
        assertThat(process.sentinel()).isSameAs(process.sentinel());
    }

    private static void awaitEvent(Event end) throws InterruptedException {
        end.await();
    }

    @ContractTest
    void waitingForNothingReturnsAtItsTime(Context mp) throws Exception {
        assertThat(atOnce(() -> Connection.wait(List.<Connection<String>>of()))).isEmpty();
        assertThat(afterAbout(
                        Duration.ofMillis(200),
                        () -> Connection.wait(List.<Connection<String>>of(), Duration.ofMillis(200))))
                .isEmpty();
        assertThatThrownBy(() -> Connection.wait(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Connection.wait(List.of(mp.pipe().left()), (Duration) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("timeout");
    }

    @ContractTest
    void anInterruptedWaitTakesNothingWithIt(Context mp) throws Exception {
        Pipe<String> pipe = mp.pipe();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread waiter = new Thread(() -> {
            try {
                Connection.wait(List.of(pipe.left()));
            } catch (IOException | InterruptedException e) {
                failure.set(e);
            }
        });
        waiter.start();
        Times.untilParked(waiter);
        waiter.interrupt();
        waiter.join(LONG.toMillis());
        assertThat(failure.get()).isInstanceOf(InterruptedException.class);
        Child sender = Child.process(mp, WaitContractTest::send, pipe.right()).start();
        assertThat(pipe.left().recv()).isEqualTo("message");
        join(sender);
    }
}
