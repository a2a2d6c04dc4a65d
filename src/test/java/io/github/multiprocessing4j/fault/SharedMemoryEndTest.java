package io.github.multiprocessing4j.fault;

import static io.github.multiprocessing4j.fault.Processes.isIgnoredHere;
import static io.github.multiprocessing4j.fault.Processes.signal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.Queue;
import io.github.multiprocessing4j.ShareableList;
import io.github.multiprocessing4j.SharedMemory;
import io.github.multiprocessing4j.Task;
import io.github.multiprocessing4j.WorkerLostException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shared memory goes with the process that has made it, however that ends, and with no other. */
@Timeout(60)
class SharedMemoryEndTest {

    private static final Path IN_MEMORY = Path.of("/dev/shm");

    @TempDir
    Path directory;

    private final String name = "mp4j-test-" + UUID.randomUUID();

    private RunningProgram program(String... arguments) throws Exception {
        RunningProgram program = RunningProgram.start(directory, MemoryProgram.class, arguments);
        program.awaitLines(1);
        return program;
    }

    private static void assertGone(String name) {
        assertThatThrownBy(() -> SharedMemory.attach(name)).isInstanceOf(NoSuchFileException.class);
    }

    /** What a killed program has left is removed by whoever makes a block. */
    private static void makeAnother() throws Exception {
        try (SharedMemory another = SharedMemory.create(1)) {
            another.unlink();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "HUP"})
    @Tag("RES.2")
    void aSignalToEndTakesItAlong(String signal) throws Exception {
        assumeFalse(isIgnoredHere(signal), "programs of whoever ignores a signal ignore it too");
        try (RunningProgram program = program("make", name, "sleep")) {
            SharedMemory.attach(name).close();
            signal(signal, program.handle());
            program.awaitEnd();
            assertGone(name);
        }
    }

    @ParameterizedTest
    @CsvSource({"exit, 7", "return, 0"})
    void theEndOfAProgramTakesItAlong(String how, int code) throws Exception {
        try (RunningProgram program = program("make", name, how)) {
            assertThat(program.awaitEnd()).isEqualTo(code);
            assertThat(program.err()).isEmpty();
            assertGone(name);
        }
    }

    @Test
    void theNextProgramRemovesWhatAKilledOneHasLeft() throws Exception {
        try (RunningProgram program = program("make", name, "sleep")) {
            program.handle().destroyForcibly();
            program.awaitEnd();
        }
        makeAnother();
        assertGone(name);
    }

    @Test
    void theNameOfAKilledProgramsBlockIsFree() throws Exception {
        try (SharedMemory before = SharedMemory.create(1);
                RunningProgram program = program("make", name, "sleep")) {
            program.handle().destroyForcibly();
            program.awaitEnd();
            try (SharedMemory memory = SharedMemory.create(name, 10)) {
                assertThat(memory.buf().get(0)).isZero();
                memory.unlink();
            }
            before.unlink();
        }
    }

    @Test
    void whatIsAttachedToOutlivesItsMaker() throws Exception {
        try (RunningProgram program = program("make", name, "sleep");
                SharedMemory memory = SharedMemory.attach(name)) {
            program.handle().destroyForcibly();
            program.awaitEnd();
            makeAnother();
            assertGone(name);
            assertThat(memory.buf().get(0)).isEqualTo((byte) 1);
        }
    }

    @Test
    void aLaterBlockOfTheSameNameIsLeftAlone() throws Exception {
        try (RunningProgram program = program("make", name, "sleep")) {
            SharedMemory attached = SharedMemory.attach(name);
            attached.unlink();
            try (SharedMemory later = SharedMemory.create(name, 10)) {
                program.handle().destroyForcibly();
                program.awaitEnd();
                makeAnother();
                SharedMemory.attach(name).close();
                later.unlink();
            }
        }
        makeAnother();
    }

    @ParameterizedTest
    @ValueSource(strings = {"return", "exit", "TERM", "KILL"})
    void whoHasOnlyAttachedLeavesItAlone(String how) throws Exception {
        boolean signalled = how.equals("TERM") || how.equals("KILL");
        try (SharedMemory memory = SharedMemory.create(name, 10);
                RunningProgram program = program("attach", name, signalled ? "sleep" : how)) {
            if (signalled) {
                signal(how, program.handle());
            }
            program.awaitEnd();
            makeAnother();
            SharedMemory.attach(name).close();
            assertThat(memory.buf().get(0)).isEqualTo((byte) 1);
            memory.unlink();
        }
    }

    /** Its parent removes it before it says that the worker was lost. */
    @Test
    void aWorkerThatDiesLeavesNothing() throws Exception {
        try (Pool pool = Processes.spawn().pool(1)) {
            assertThatThrownBy(() -> pool.apply(SharedMemoryEndTest::makeAndDie, name))
                    .isInstanceOf(WorkerLostException.class);
            assertGone(name);
        }
    }

    @Test
    void aProcessThatIsKilledLeavesNothing() throws Exception {
        Context mp = Processes.spawn();
        Queue<String> made = mp.queue();
        Process child = mp.process(SharedMemoryEndTest::makeAndStay, name, made);
        child.start();
        assertThat(made.get(Duration.ofSeconds(30))).isEqualTo(name);
        SharedMemory.attach(name).close();
        child.kill();
        child.join();
        assertGone(name);
        child.close();
    }

    private static void makeAndStay(String name, Queue<String> made) throws Exception {
        made.put(SharedMemory.create(name, 10).name());
        new CountDownLatch(1).await();
    }

    @Test
    void theNextProgramThatStartsWorkersRemovesItToo() throws Exception {
        try (RunningProgram program = program("make", name, "sleep")) {
            program.handle().destroyForcibly();
            program.awaitEnd();
        }
        try (Pool pool = Processes.spawn().pool(1)) {
            assertThat(pool.apply(() -> 1)).isOne();
        }
        assertGone(name);
    }

    private static int makeAndDie(String name) throws Exception {
        SharedMemory memory = SharedMemory.create(name, 10);
        Runtime.getRuntime().halt(memory.buf().get(0));
        return 0;
    }

    /** In a worker: were it more than an error, the worker would be lost. */
    @Test
    void memoryWhoseFileIsShortenedIsAnErrorAndNoCrash() throws Exception {
        assumeTrue(Files.isWritable(IN_MEMORY), "there is a file system in memory");
        try (SharedMemory memory = SharedMemory.create(name, 1 << 20);
                ShareableList list = ShareableList.of("x".repeat(1 << 20));
                Pool pool = Processes.spawn().pool(1)) {
            byte[] whole = new byte[1 << 20];
            pool.apply(() -> endsInAnError(memory, () -> memory.buf().get(whole.length - 1)));
            pool.apply(() -> endsInAnError(memory, () -> memory.buf().get(whole)));
            pool.apply(() -> endsInAnError(memory, () -> memory.buf().put(whole)));
            pool.apply(() -> endsInAnError(list.shm(), () -> list.get(0)));
            memory.unlink();
            list.shm().unlink();
        }
    }

    private static int endsInAnError(SharedMemory memory, Task<?> access) throws Exception {
        access.call();
        try (RandomAccessFile file =
                new RandomAccessFile(IN_MEMORY.resolve(memory.name()).toFile(), "rw")) {
            file.setLength(1);
            try {
                while (true) { // the error may come a little later than the access
                    access.call();
                }
            } catch (InternalError expected) {
                file.setLength(memory.size());
                return 0;
            }
        }
    }
}
