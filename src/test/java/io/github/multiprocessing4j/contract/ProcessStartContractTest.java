package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.harness.Children.joined;
import static io.github.multiprocessing4j.harness.Children.run;
import static io.github.multiprocessing4j.harness.Children.started;
import static io.github.multiprocessing4j.harness.Times.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.Action;
import io.github.multiprocessing4j.Action1;
import io.github.multiprocessing4j.Action2;
import io.github.multiprocessing4j.Action3;
import io.github.multiprocessing4j.Action4;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Event;
import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.ProcessOptions;
import io.github.multiprocessing4j.StartMethod;
import io.github.multiprocessing4j.Value;
import io.github.multiprocessing4j.harness.ContractTest;
import io.github.multiprocessing4j.harness.Rounds;
import io.github.multiprocessing4j.harness.VirtualThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How processes are made and started: their options, their threads, and bad input. */
@Timeout(120)
class ProcessStartContractTest {

    @ContractTest
    void ofTwoWhoStartAProcessExactlyOneDoes(Context mp) throws Exception {
        Value<Integer> runs = mp.value(0);
        int rounds = Rounds.of(mp, 300, 15);
        CyclicBarrier together = new CyclicBarrier(2);
        for (int i = 0; i < rounds; i++) {
            Process child = mp.process(ProcessStartContractTest::count, runs);
            FutureTask<Boolean> other = new FutureTask<>(() -> start(child, together));
            new Thread(other).start();
            boolean mine = start(child, together);
            assertThat(other.get(LONG.toSeconds(), TimeUnit.SECONDS)).isNotEqualTo(mine);
            joined(child, 0);
        }
        assertThat(runs.get()).isEqualTo(rounds);
    }

    private static boolean start(Process child, CyclicBarrier together) throws Exception {
        together.await();
        try {
            child.start();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static void count(Value<Integer> runs) throws Exception {
        runs.update(count -> count + 1);
    }

    @ContractTest
    void whatTheStarterDidIsSeenByTheProcessAndWhatThatDidByWhoeverJoined(Context mp) throws Exception {
        Value<Integer> cell = mp.value(0).unguarded();
        int rounds = Rounds.of(mp, 300, 15);
        for (int i = 0; i < rounds; i++) {
            int before = i;
            cell.set(before);
            run(mp.process(ProcessStartContractTest::increment, cell));
            assertThat(cell.get()).isEqualTo(before + 1);
        }
    }

    private static void increment(Value<Integer> cell) throws Exception {
        cell.set(cell.get() + 1);
    }

    @ContractTest
    void aProcessWithoutTargetRunsNothing(StartMethod method) throws Exception {
        run(Process.create(o -> o.startMethod(method)));
    }

    @ContractTest
    void optionsAreWhatTheySay(StartMethod method) {
        Process plain = Process.create(o -> o.startMethod(method));
        assertThat(plain.isDaemon()).isFalse();
        assertThat(plain.name()).matches("Process-\\d+");

        Process child = Process.create(o -> o.startMethod(method).name("Ram").daemon());
        assertThat(child.isDaemon()).isTrue();
        assertThat(child.name()).isEqualTo("Ram");
        child.setDaemon(false);
        assertThat(child.isDaemon()).isFalse();
        child.setDaemon(true);
        assertThat(child.isDaemon()).isTrue();
    }

    @ContractTest
    void namesNeedNotBeUnique(StartMethod method) throws Exception {
        Process one = started(Process.create(o -> o.startMethod(method).name("twin")));
        Process two = started(Process.create(o -> o.startMethod(method).name("twin")));
        joined(one, 0);
        joined(two, 0);
    }

    // Threads

    @ContractTest(StartMethod.THREAD)
    void aProcessHasAThreadOfItsOwnThatBearsItsName(Context mp) throws Exception {
        AtomicReference<Thread> thread = new AtomicReference<>();
        Process child = mp.process(() -> thread.set(Thread.currentThread()));
        run(child);
        assertThat(thread.get().getName()).isEqualTo("mp-" + child.name());
        assertThat(thread.get().isDaemon()).isFalse();

        Process daemon = mp.process(() -> thread.set(Thread.currentThread()));
        daemon.setDaemon(true);
        run(daemon);
        assertThat(thread.get().isDaemon()).isTrue();
    }

    @ContractTest(StartMethod.THREAD)
    void whetherAProcessIsADaemonDoesNotDependOnItsStarter(Context mp) throws Exception {
        AtomicReference<Boolean> daemon = new AtomicReference<>();
        Process child = mp.process(() -> daemon.set(Thread.currentThread().isDaemon()));
        Thread starter = new Thread(child::start);
        starter.setDaemon(true);
        starter.start();
        starter.join();
        joined(child, 0);
        assertThat(daemon.get()).isFalse();
    }

    @ContractTest(StartMethod.THREAD)
    void aProcessSeesTheContextClassLoaderOfItsStarter(Context mp) throws Exception {
        AtomicReference<ClassLoader> seen = new AtomicReference<>();
        Thread me = Thread.currentThread();
        ClassLoader before = me.getContextClassLoader();
        try {
            ClassLoader special = new ClassLoader(before) {};
            Process child = mp.process(() -> seen.set(me().getContextClassLoader()));
            me.setContextClassLoader(special); // the starter's, not the maker's
            run(child);
            assertThat(seen.get()).isSameAs(special);

            me.setContextClassLoader(null);
            run(mp.process(() -> seen.set(me().getContextClassLoader())));
            assertThat(seen.get()).isNull();
        } finally {
            me.setContextClassLoader(before);
        }
    }

    private static Thread me() {
        return Thread.currentThread();
    }

    @ContractTest
    void howeverManyAreBlockedTheOthersGoOn(Context mp) throws Exception {
        Event end = mp.event();
        int many = Rounds.of(mp, 20, 4) * mp.cpuCount();
        List<Process> blocked = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            blocked.add(started(mp.process(ProcessStartContractTest::await, end)));
        }
        run(mp.process(() -> {}));
        for (Process child : blocked) {
            assertThat(child.isAlive()).isTrue();
        }
        run(mp.process(end::set));
        for (Process child : blocked) {
            joined(child, 0);
        }
    }

    @ContractTest
    void virtualThreadsCanStartAndJoinProcesses(Context mp) throws Exception {
        VirtualThread.assumed();
        Value<Integer> runs = mp.value(0);
        List<FutureTask<Boolean>> callers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            callers.add(VirtualThread.run(() ->
                    started(mp.process(ProcessStartContractTest::count, runs)).join(LONG)));
        }
        for (FutureTask<Boolean> caller : callers) {
            assertThat(caller.get(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
        assertThat(runs.get()).isEqualTo(callers.size());
    }

    @ContractTest
    void virtualThreadsThatJoinPinNothing(Context mp) throws Exception {
        VirtualThread.assumed();
        Event end = mp.event();
        Process child = started(mp.process(ProcessStartContractTest::await, end));
        List<FutureTask<Boolean>> joiners = new ArrayList<>();
        // More than the JVM has carriers: were they pinned, the last one would not run.
        for (int i = 0; i < 500; i++) {
            joiners.add(VirtualThread.run(() -> child.join(LONG)));
        }
        VirtualThread.run(() -> {
                    end.set();
                    return null;
                })
                .get(LONG.toSeconds(), TimeUnit.SECONDS);
        for (FutureTask<Boolean> joiner : joiners) {
            assertThat(joiner.get(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void await(Event event) throws Exception {
        event.await();
    }

    // Bad input

    @ContractTest
    void aProcessNeedsATarget(Context mp) {
        refusesNull("target", () -> mp.process((Action) null));
        refusesNull("target", () -> mp.process((Action1<Object>) null, 1));
        refusesNull("target", () -> mp.process((Action2<Object, Object>) null, 1, 2));
        refusesNull("target", () -> mp.process((Action3<Object, Object, Object>) null, 1, 2, 3));
        refusesNull("target", () -> mp.process((Action4<Object, Object, Object, Object>) null, 1, 2, 3, 4));
        refusesNull("target", () -> Multiprocessing.process((Action) null));
        refusesNull("target", () -> Multiprocessing.process((Action1<Object>) null, 1));
    }

    @Test
    void anOptionIsNotNull() {
        refusesNull("options", () -> Process.create(null));
        refusesNull("options", () -> new Subclass(null));
        refusesNull("name", () -> Process.create(o -> o.name(null)));
        refusesNull("startMethod", () -> Process.create(o -> o.startMethod(null)));
        refusesNull("target", () -> Process.create(o -> o.target(null)));
        refusesNull("target", () -> Process.create(o -> o.target((Action1<Object>) null, 1)));
        refusesNull("target", () -> Process.create(o -> o.target((Action2<Object, Object>) null, 1, 2)));
        refusesNull("target", () -> Process.create(o -> o.target((Action3<Object, Object, Object>) null, 1, 2, 3)));
        refusesNull(
                "target",
                () -> Process.create(o -> o.target((Action4<Object, Object, Object, Object>) null, 1, 2, 3, 4)));
    }

    private static void refusesNull(String what, Runnable call) {
        assertThatNullPointerException().isThrownBy(call::run).withMessage(what);
    }

    private static final class Subclass extends Process {

        private static final long serialVersionUID = 1L;

        Subclass(Consumer<? super ProcessOptions> options) {
            super(options);
        }
    }

    @Test
    void aNameIsNotBlank() {
        for (String blank : List.of("", " ", "\t\n")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Process.create(o -> o.name(blank)))
                    .withMessageContaining("name");
        }
    }

    @ContractTest
    void anOptionIsSetOnceAndTheErrorShowsTheFirstValue(StartMethod method) {
        refusesTwice("Ram", o -> o.name("Ram").name("Geeta"));
        refusesTwice("Ram", o -> o.name("Ram").name("Ram"));
        refusesTwice("daemon", o -> o.daemon().daemon());
        refusesTwice(method.name(), o -> o.startMethod(method).startMethod(method));
        refusesTwice("target", o -> o.target(() -> {}).target(() -> {}));
        refusesTwice("target", o -> o.target(() -> {}).target(a -> {}, 1));
        refusesTwice("target", o -> o.target((a, b) -> {}, 1, 2).target(() -> {}));
    }

    private static void refusesTwice(String shown, Consumer<ProcessOptions> options) {
        assertThatIllegalStateException()
                .isThrownBy(() -> Process.create(options))
                .withMessageContaining("already")
                .withMessageContaining(shown);
    }

    @Test
    void whatTheOptionsThrowIsWhatTheCallerCatches() {
        ArithmeticException mine = new ArithmeticException("mine");
        assertThatThrownBy(() -> Process.create(o -> {
                    throw mine;
                }))
                .isSameAs(mine);
    }

    @ContractTest
    void aTimeoutIsNotNull(Context mp) {
        Process child = mp.process(() -> {});
        refusesNull("timeout", () -> joinFor(child, null));
    }

    private static void joinFor(Process child, Duration timeout) {
        try {
            child.join(timeout);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
