package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.SPAWN;
import static io.github.multiprocessing4j.harness.Children.joined;
import static io.github.multiprocessing4j.harness.Children.run;
import static io.github.multiprocessing4j.harness.Times.LONG;
import static io.github.multiprocessing4j.harness.Times.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.Connection;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.EncodingException;
import io.github.multiprocessing4j.Event;
import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pipe;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.Queue;
import io.github.multiprocessing4j.harness.ContractTest;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** What holds of processes that are JVMs of their own. */
class SpawnedFamilyContractTest {

    // How they are launched

    @ContractTest(SPAWN)
    @Tag("PROC.2")
    void theLauncherCanBeChosen(Context mp) throws Exception {
        String java = ProcessHandle.current().info().command().orElseThrow();
        try {
            Multiprocessing.setExecutable(java);
            run(mp.process(() -> {}));
            Multiprocessing.setExecutable(Path.of(java));
            run(mp.process(() -> {}));
        } finally {
            Multiprocessing.setExecutable((Path) null);
        }
        run(mp.process(() -> {}));
    }

    @ContractTest(SPAWN)
    @Tag("POOL.19")
    void aLauncherThatCannotBeRunIsTold(Context mp) throws Exception {
        List<Process> before = mp.activeChildren();
        Path file = Files.createTempFile("no-launcher-", "");
        try {
            Multiprocessing.setExecutable(file);
            assertThatThrownBy(() -> mp.pool(5))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(file.getFileName().toString());
            assertThatThrownBy(() -> mp.process(() -> {}).start()).isInstanceOf(UncheckedIOException.class);
        } finally {
            Multiprocessing.setExecutable((Path) null);
            Files.delete(file);
        }
        assertThat(mp.activeChildren()).isEqualTo(before);
        try (Pool pool = mp.pool(1)) {
            assertThat(pool.<Integer>apply(() -> 42)).isEqualTo(42);
        }
    }

    @ContractTest(SPAWN)
    @Tag("PROC.11")
    void brokenStandardStreamsOfTheParentHarmNoChild(Context mp) throws Exception {
        PrintStream out = System.out;
        PrintStream err = System.err;
        PrintStream closed = new PrintStream(OutputStream.nullOutputStream());
        closed.close();
        try {
            for (PrintStream broken : new PrintStream[] {closed, null}) {
                System.setOut(broken);
                System.setErr(broken);
                Event set = mp.event();
                Process child = mp.process(set::set);
                child.start();
                child.join();
                assertThat(set.isSet()).isTrue();
                assertThat(child.exitCode()).hasValue(0);
            }
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    // Families

    private static void startAndSleep(Connection<Object> report) throws Exception {
        Multiprocessing.context(SPAWN)
                .process(SpawnedFamilyContractTest::watchParent, report)
                .start();
        Thread.sleep(LONG.toMillis());
    }

    private static void watchParent(Connection<Object> report) throws Exception {
        Process parent = Multiprocessing.parentProcess().orElseThrow();
        report.send(parent.isAlive());
        report.send(parent.join(Duration.ofSeconds(30)));
        report.send(parent.isAlive());
    }

    @ContractTest(SPAWN)
    @Tag("PROC.4")
    void aGrandchildNoticesThatItsParentHasDied(Context mp) throws Exception {
        Pipe<Object> pipe = mp.pipe(false);
        Process child = mp.process(SpawnedFamilyContractTest::startAndSleep, pipe.right());
        child.start();
        assertThat(pipe.left().recv()).as("the parent is alive").isEqualTo(true);
        child.terminate();
        assertThat(child.join(Duration.ofSeconds(10))).isTrue();
        assertThat(pipe.left().recv()).as("the parent was joined").isEqualTo(true);
        assertThat(pipe.left().recv()).as("the parent is alive").isEqualTo(false);
    }

    private static long grandchild(Queue<Long> pids) throws Exception {
        Process child = Process.create(
                o -> o.startMethod(SPAWN).daemon().target(SpawnedFamilyContractTest::reportAndSleep, pids));
        child.start();
        Thread.sleep(LONG.toMillis());
        return 0;
    }

    private static void reportAndSleep(Queue<Long> pids) throws Exception {
        pids.put(ProcessHandle.current().pid());
        Thread.sleep(LONG.toMillis());
    }

    private static int squareInAPoolOfItsOwn(int x) throws Exception {
        try (Pool inner = Multiprocessing.context(SPAWN).pool(1)) {
            return inner.<Integer>apply(() -> x * x);
        }
    }

    @ContractTest(SPAWN)
    @Tag("POOL.25")
    void workersAreDaemonsAndMayHaveChildren(Context mp) throws Exception {
        Queue<Long> pids = mp.queue();
        try (Pool pool = mp.pool(1)) {
            assertThat(pool.<Boolean>apply(
                            () -> Multiprocessing.currentProcess().isDaemon()))
                    .isTrue();
            assertThat(pool.<String>apply(() -> Multiprocessing.currentProcess().name()))
                    .isNotEqualTo("MainProcess");
            assertThat(pool.<Integer, Integer>apply(SpawnedFamilyContractTest::squareInAPoolOfItsOwn, 5))
                    .isEqualTo(25);

            long worker = pool.apply(() -> ProcessHandle.current().pid());
            pool.applyAsync(SpawnedFamilyContractTest::grandchild, pids);
            long grandchild = pids.get(LONG);
            ProcessHandle.of(worker).orElseThrow().destroyForcibly();
            until(() -> ProcessHandle.of(grandchild).isEmpty());
        }
    }

    private static int nest(int levels) throws Exception {
        if (levels == 0) {
            return 0;
        }
        try (Pool inner = Multiprocessing.context(SPAWN).pool(1)) {
            return 1 + inner.<Integer, Integer>apply(SpawnedFamilyContractTest::nest, levels - 1);
        }
    }

    @ContractTest(SPAWN)
    @Tag("POOL.25")
    void nestingHasALimit(Context mp) throws Exception {
        assertThat(nest(4)).isEqualTo(4);
        assertThatThrownBy(() -> nest(5))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("multiprocessing4j.maxDepth");
    }

    // What they share

    /** Throws while it is written. */
    private static final class Unwritable implements Serializable {

        private static final long serialVersionUID = 1L;

        private void writeObject(ObjectOutputStream out) throws IOException {
            throw new IllegalStateException("cannot be written");
        }
    }

    @ContractTest(SPAWN)
    @Tag("QUEUE.5")
    void anItemThatCannotBeWrittenTakesNoRoom(Context mp) throws Exception {
        for (Queue<Object> queue : List.of(mp.<Object>queue(1), mp.<Object>queue())) {
            assertThatThrownBy(() -> queue.put(new Unwritable())).isInstanceOf(EncodingException.class);
            queue.put(true);
            assertThat(queue.qsize()).isEqualTo(1);
            assertThat(queue.get(LONG)).isEqualTo(true);
            assertThat(queue.empty()).isTrue();
        }
    }

    private static void poll(Connection<byte[]> reader) throws Exception {
        reader.poll(Duration.ofSeconds(5));
    }

    @ContractTest(SPAWN)
    @Tag("PIPE.6")
    void toPollTakesNothingAway(Context mp) throws Exception {
        Pipe<byte[]> pipe = mp.pipe(false, 4);
        Process child = mp.process(SpawnedFamilyContractTest::poll, pipe.left());
        child.start();
        pipe.right().sendBytes(new byte[] {1, 2, 3});
        pipe.right().sendBytes(new byte[] {4, 5});
        pipe.right().close();
        joined(child, 0);
        assertThat(pipe.left().recvBytes()).containsExactly(1, 2, 3);
        assertThat(pipe.left().recvBytes()).containsExactly(4, 5);
    }
}
