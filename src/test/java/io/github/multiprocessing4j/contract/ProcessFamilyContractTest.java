package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.harness.Children.joined;
import static io.github.multiprocessing4j.harness.Children.run;
import static io.github.multiprocessing4j.harness.Children.started;
import static io.github.multiprocessing4j.harness.Times.LONG;
import static io.github.multiprocessing4j.harness.Times.until;
import static io.github.multiprocessing4j.harness.Times.untilParked;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Event;
import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.Queue;
import io.github.multiprocessing4j.StartMethod;
import io.github.multiprocessing4j.harness.ContractTest;
import io.github.multiprocessing4j.harness.Garbage;
import io.github.multiprocessing4j.harness.Rounds;
import io.github.multiprocessing4j.harness.StandardError;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** Processes and their parents, children and names. */
@Timeout(120)
class ProcessFamilyContractTest {

    // Names

    @ContractTest
    void namesTellTheAncestry(Context mp, StartMethod method) throws Exception {
        Queue<String> names = mp.queue();
        Process child = mp.process(ProcessFamilyContractTest::nameDown, method, names, 2);
        run(child);

        assertThat(child.name()).matches("Process-\\d+");
        assertThat(all(names))
                .containsExactly(
                        child.name(),
                        child.name() + ":1",
                        child.name() + ":1:1",
                        child.name() + ":1:2",
                        child.name() + ":2",
                        child.name() + ":2:1",
                        child.name() + ":2:2");
    }

    private static void nameDown(StartMethod method, Queue<String> names, int depth) throws Exception {
        names.put(Multiprocessing.currentProcess().name());
        if (depth > 0) {
            Context mp = Multiprocessing.context(method);
            run(mp.process(ProcessFamilyContractTest::nameDown, method, names, depth - 1));
            run(mp.process(ProcessFamilyContractTest::nameDown, method, names, depth - 1));
        }
    }

    @ContractTest
    void aGivenNameTakesNoPartInTheAncestry(Context mp, StartMethod method) throws Exception {
        Queue<String> names = mp.queue();
        int last = number(Process.create(o -> o.startMethod(method)).name());
        run(Process.create(
                o -> o.startMethod(method).name("Ram").target(ProcessFamilyContractTest::nameDown, method, names, 1)));
        String counted = "Process-" + (last + 1);
        assertThat(all(names)).containsExactly("Ram", counted + ":1", counted + ":2");
    }

    @ContractTest
    void processesAreNumberedInTheOrderInWhichTheyAreMade(Context mp) {
        int first = number(mp.process(() -> {}).name());
        assertThat(number(mp.process(() -> {}).name())).isEqualTo(first + 1);
        assertThat(number(mp.process(() -> {}).name())).isEqualTo(first + 2);
    }

    private static int number(String name) {
        return Integer.parseInt(name.substring("Process-".length()));
    }

    // Current and parent

    @ContractTest
    void aProcessKnowsItselfAndItsParent(Context mp, StartMethod method) throws Exception {
        Queue<String> seen = mp.queue();
        Process child = mp.process(ProcessFamilyContractTest::introduce, method, seen, 1);
        run(child);
        assertThat(all(seen))
                .containsExactly(
                        child.name() + " of MainProcess, which is alive",
                        child.name() + ":1 of " + child.name() + ", which is alive");
        assertThat(mp.currentProcess().name()).isEqualTo("MainProcess");
    }

    private static void introduce(StartMethod method, Queue<String> seen, int depth) throws Exception {
        Process parent = Multiprocessing.parentProcess().orElseThrow();
        seen.put(Multiprocessing.currentProcess().name()
                + " of "
                + parent.name()
                + (parent.isAlive() ? ", which is alive" : ", which is dead"));
        if (depth > 0) {
            run(Multiprocessing.context(method).process(ProcessFamilyContractTest::introduce, method, seen, depth - 1));
        }
    }

    @ContractTest(StartMethod.THREAD)
    void insideAndOutsideAProcessIsTheSameObject(Context mp) throws Exception {
        AtomicReference<Process> inside = new AtomicReference<>();
        AtomicReference<Process> parent = new AtomicReference<>();
        Process child = mp.process(() -> {
            inside.set(Multiprocessing.currentProcess());
            parent.set(mp.parentProcess().orElseThrow());
        });
        run(child);
        assertThat(inside.get()).isSameAs(child);
        assertThat(parent.get()).isSameAs(Multiprocessing.currentProcess());
    }

    @ContractTest
    void aWorkerOfAPoolIsADaemonProcessOfWhoeverMadeThePool(Context mp) throws Exception {
        try (Pool pool = mp.pool(o -> o.workers(2).name("kin"))) {
            List<String> known = pool.map(i -> describeWorker(), List.of(1, 2, 3, 4, 5, 6, 7, 8));
            assertThat(known)
                    .allSatisfy(text ->
                            assertThat(text).contains("kin").endsWith(": daemon true, alive true, of MainProcess"));
        }
    }

    @ContractTest
    void aWorkerOfAPoolThatAProcessHasMadeIsAChildOfThatProcess(Context mp, StartMethod method) throws Exception {
        Queue<String> seen = mp.queue();
        Process child = mp.process(ProcessFamilyContractTest::describeWorkerTo, method, seen);
        run(child);
        assertThat(seen.get(LONG)).endsWith(": daemon true, alive true, of " + child.name());
    }

    private static String describeWorker() {
        Process self = Multiprocessing.currentProcess();
        return self.name()
                + ": daemon "
                + self.isDaemon()
                + ", alive "
                + self.isAlive()
                + ", of "
                + Multiprocessing.parentProcess().orElseThrow().name();
    }

    private static void describeWorkerTo(StartMethod method, Queue<String> seen) throws Exception {
        try (Pool pool = Multiprocessing.context(method).pool(1)) {
            seen.put(pool.apply(() -> describeWorker()));
        }
    }

    @ContractTest
    void aWorkerOfAPoolCannotBeJoinedFromInsideOrStartedOrChanged(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            List<String> refused = pool.apply(() -> refusalsToWorker());
            assertThat(refused).containsExactly("join", "start", "setDaemon", "close");
        }
    }

    private static List<String> refusalsToWorker() throws Exception {
        Process self = Multiprocessing.currentProcess();
        List<String> refused = new ArrayList<>();
        try {
            self.join();
        } catch (IllegalStateException e) {
            refused.add("join");
        }
        try {
            self.start();
        } catch (IllegalStateException e) {
            refused.add("start");
        }
        try {
            self.setDaemon(false);
        } catch (IllegalStateException e) {
            refused.add("setDaemon");
        }
        try {
            self.close();
        } catch (IllegalStateException e) {
            refused.add("close");
        }
        return refused;
    }

    // Children

    @ContractTest
    void activeChildrenAreThoseThatRun(Context mp) throws Exception {
        Event end = mp.event();
        Process unstarted = mp.process(() -> {});
        Process one = started(mp.process(ProcessFamilyContractTest::await, end));
        Process two = started(mp.process(ProcessFamilyContractTest::await, end));
        Process ended = mp.process(() -> {});
        run(ended);

        List<Process> active = mp.activeChildren();
        assertThat(active).contains(one, two).doesNotContain(unstarted, ended);
        assertThat(Multiprocessing.activeChildren()).contains(one, two);

        end.set();
        joined(one, 0);
        joined(two, 0);
        assertThat(mp.activeChildren()).doesNotContain(one, two);
        assertThat(active).as("a list of its own").contains(one, two);
    }

    @ContractTest
    void activeChildrenOfAProcessAreItsOwn(Context mp, StartMethod method) throws Exception {
        Queue<List<String>> seen = mp.queue();
        Event end = mp.event();
        Process child = mp.process(ProcessFamilyContractTest::listChildren, method, seen, end);
        child.start();

        assertThat(seen.get(LONG)).isEmpty();
        assertThat(seen.get(LONG)).containsExactly(child.name() + ":1");
        assertThat(mp.activeChildren())
                .extracting(Process::name)
                .contains(child.name())
                .doesNotContain(child.name() + ":1");
        end.set();
        assertThat(seen.get(LONG)).isEmpty();
        joined(child, 0);
    }

    private static void listChildren(StartMethod method, Queue<List<String>> seen, Event end) throws Exception {
        seen.put(namesOfChildren());
        Process child = started(Multiprocessing.context(method).process(ProcessFamilyContractTest::await, end));
        seen.put(namesOfChildren());
        joined(child, 0);
        seen.put(namesOfChildren());
    }

    private static List<String> namesOfChildren() {
        return Multiprocessing.activeChildren().stream().map(Process::name).toList();
    }

    @ContractTest
    void activeChildrenCanBeAskedForWhateverBecomesOfThem(Context mp) throws Exception {
        int rounds = Rounds.of(mp, 3000, 20);
        for (int i = 0; i < rounds; i++) {
            Process child = mp.process(() -> {});
            child.start();
            child.join();
            child.close();
            assertThat(mp.activeChildren()).doesNotContain(child);
        }
    }

    // The end of a family

    @ContractTest
    void aProcessWaitsForItsChildren(Context mp, StartMethod method) throws Exception {
        Event started = mp.event();
        Event end = mp.event();
        Process parent = started(mp.process(ProcessFamilyContractTest::leaveBehind, method, started, end));
        started.await();
        assertThat(parent.join(Duration.ofMillis(100))).isFalse();
        assertThat(parent.isAlive()).isTrue();

        end.set();
        joined(parent, 0);
    }

    private static void leaveBehind(StartMethod method, Event started, Event end) {
        Multiprocessing.context(method)
                .process(ProcessFamilyContractTest::waitFor, started, end)
                .start();
    }

    @ContractTest
    @Tag("PROC.19")
    void daemonChildrenAreToldToEndWithTheirParent(Context mp, StartMethod method) throws Exception {
        Queue<Process> children = mp.queue();
        run(mp.process(ProcessFamilyContractTest::leaveDaemons, method, children, 5));
        for (Process child : all(children)) {
            assertThat(child.join(LONG)).isTrue();
            if (method == StartMethod.THREAD) {
                joined(child, -15); // that of another JVM's child only that JVM knows
            }
        }
    }

    private static void leaveDaemons(StartMethod method, Queue<Process> children, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            children.put(startedDaemon(method));
        }
    }

    private static Process startedDaemon(StartMethod method) {
        return started(Process.create(o -> o.startMethod(method).daemon().target(Thread::sleep, 2 * LONG.toMillis())));
    }

    @ContractTest(StartMethod.THREAD)
    void daemonChildrenAreToldToEndBeforeTheOthersAreWaitedFor(Context mp, StartMethod method) throws Exception {
        Queue<Process> daemons = mp.queue();
        Process parent = mp.process(() -> {
            for (int i = 0; i < 8; i++) {
                Process daemon = startedDaemon(method);
                daemons.put(daemon);
                mp.process(() -> daemon.join()).start();
            }
        });
        run(parent);
        for (Process daemon : all(daemons)) {
            joined(daemon, -15);
        }
    }

    @ContractTest(StartMethod.THREAD)
    void childrenEndAlsoWithAParentThatFails(Context mp, StartMethod method) throws Exception {
        Queue<Process> children = mp.queue();
        try (StandardError err = StandardError.captured()) {
            Process parent = mp.process(() -> {
                children.put(startedDaemon(method));
                throw new ArithmeticException("as meant");
            });
            joined(started(parent), 1);
            assertThat(err.text()).contains("as meant");
        }
        joined(children.get(LONG), -15);
    }

    @ContractTest(StartMethod.THREAD)
    void aParentThatIsTerminatedDoesNotWaitForItsChildren(Context mp) throws Exception {
        Event end = mp.event();
        Queue<Process> children = mp.queue();
        Process parent = started(mp.process(() -> {
            Process child = mp.process(ProcessFamilyContractTest::await, end);
            children.put(started(child));
            Thread.sleep(LONG.toMillis());
        }));
        Process child = children.get(LONG);

        parent.terminate();

        joined(parent, -15);
        assertThat(child.isAlive()).isTrue();
        end.set();
        joined(child, 0);
    }

    @ContractTest(StartMethod.THREAD)
    void aParentThatIsTerminatedWhileItWaitsForItsChildrenEndsTheDaemonsAllTheSame(Context mp, StartMethod method)
            throws Exception {
        Event end = mp.event();
        Queue<Process> daemons = mp.queue();
        AtomicReference<Thread> thread = new AtomicReference<>();
        Process parent = mp.process(() -> {
            for (int i = 0; i < 4; i++) {
                mp.process(ProcessFamilyContractTest::await, end).start();
                daemons.put(startedDaemon(method));
            }
            thread.set(Thread.currentThread());
        });
        parent.start();
        until(() -> thread.get() != null);
        untilParked(thread.get());

        parent.terminate();

        assertThat(parent.join(LONG)).isTrue();
        for (Process daemon : all(daemons)) {
            joined(daemon, -15);
        }
        end.set();
    }

    @ContractTest(StartMethod.THREAD)
    void childrenOfAPoolWorkerEndWithIt(Context mp, StartMethod method) throws Exception {
        Process child;
        try (Pool pool = mp.pool(1)) {
            child = pool.apply(() -> startedDaemon(method));
            assertThat(child.isAlive()).isTrue();
        }
        boolean ended = child.join(Duration.ofSeconds(5));
        child.kill();
        assertThat(ended).as("%s has ended with its parent", child).isTrue();
        joined(child, -15);
    }

    @ContractTest(StartMethod.THREAD)
    void childrenThatAreClosedWhileTheirParentEndsDoNotDisturbIt(Context mp) throws Exception {
        Queue<Process> children = mp.queue();
        Thread closer = new Thread(() -> {
            try {
                for (; ; ) {
                    Process child = children.get();
                    child.join();
                    child.close();
                }
            } catch (InterruptedException e) {
                return;
            }
        });
        closer.start();
        try (StandardError err = StandardError.captured()) {
            for (int i = 0; i < 1000; i++) {
                Process parent = mp.process(() -> {
                    for (int j = 0; j < 4; j++) {
                        children.put(started(mp.process(() -> {})));
                    }
                });
                parent.start();
                assertThat(parent.join(LONG)).isTrue();
                assertThat(err.text()).isEmpty();
                assertThat(parent.exitCode()).hasValue(0);
            }
        } finally {
            closer.interrupt();
            closer.join();
        }
    }

    @ContractTest
    void aProcessThatWasLetGoIsCollected(Context mp) throws Exception {
        WeakReference<Process> dropped = droppedProcess(mp);
        Garbage.collect(dropped);
    }

    private static WeakReference<Process> droppedProcess(Context mp) throws Exception {
        Process child = mp.process(() -> {});
        run(child);
        return new WeakReference<>(child);
    }

    private static void await(Event event) throws Exception {
        event.await();
    }

    private static void waitFor(Event started, Event event) throws Exception {
        started.set();
        event.await();
    }

    /** What is in the queue now. */
    private static <T> List<T> all(Queue<T> queue) {
        List<T> items = new ArrayList<>();
        while (!queue.empty()) {
            items.add(queue.getNowait());
        }
        return items;
    }
}
