package io.github.multiprocessing4j.fault;

import static io.github.multiprocessing4j.fault.Processes.assertGood;
import static io.github.multiprocessing4j.fault.Processes.awaitEnd;
import static io.github.multiprocessing4j.fault.Processes.spawn;
import static io.github.multiprocessing4j.harness.Times.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Fn;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.TaskNote;
import io.github.multiprocessing4j.TaskTimeoutException;
import io.github.multiprocessing4j.harness.Delays;
import java.io.InvalidObjectException;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks that do not stop by themselves, some of them not even when they are told to. */
@Timeout(60)
class StoppedTaskTest {

    private static final CountDownLatch CLASS_IS_OVER = new CountDownLatch(1);

    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Delays.scaled(Duration.ofSeconds(15));

    @TempDir
    Path directory;

    private static Pool pool() {
        return spawn().pool(o -> o.workers(1).jvm(j -> j.stopTimeout(GRACE)));
    }

    private static int hang(Beacon begun) {
        begun.light();
        Doom.hang();
        return 0;
    }

    /** Even SIGTERM does not end it. */
    private static int hangInHook(Beacon begun) {
        Runtime.getRuntime().addShutdownHook(new Thread(Doom::hang));
        return hang(begun);
    }

    private static int deadlock(Beacon begun) throws Exception {
        Lock one = new ReentrantLock();
        Lock other = new ReentrantLock();
        CountDownLatch both = new CountDownLatch(2);
        Thread second = new Thread(() -> {
            other.lock();
            both.countDown();
            one.lock();
        });
        second.setDaemon(true);
        one.lock();
        second.start();
        both.countDown();
        both.await();
        begun.light();
        other.lock();
        return 0;
    }

    private void assertTimesOut(Fn<Beacon, Integer> task, String method) throws Exception {
        try (Pool pool = pool()) {
            assertGood(pool);
            Beacon begun = Beacon.in(directory, method);
            AsyncResult<Integer> result = pool.applyAsync(() -> task.apply(begun), o -> o.timeout(LIMIT));
            ProcessHandle worker = begun.awaitProcess();
            long start = System.nanoTime();
            TaskTimeoutException late = catchThrowableOfType(TaskTimeoutException.class, result::get);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
            assertThat(TaskNote.of(late).orElseThrow().getStackTrace())
                    .extracting(StackTraceElement::getMethodName)
                    .contains(method);
            assertGood(pool);
            awaitEnd(worker);
        }
    }

    @Test
    void anEndlessLoopIsEndedWhenItsTimeIsUp() throws Exception {
        assertTimesOut(StoppedTaskTest::hang, "hang");
    }

    @Test
    void aWorkerWhoseHooksHangIsKilled() throws Exception {
        assertTimesOut(StoppedTaskTest::hangInHook, "hang");
    }

    @Test
    void aDeadlockIsEndedAndShown() throws Exception {
        assertTimesOut(StoppedTaskTest::deadlock, "deadlock");
    }

    @Test
    void readingThatDoesNotEndIsEndedWhenItsTimeIsUp() throws Exception {
        try (Pool pool = pool()) {
            Cargo endless = new Cargo(Doom.HANGS, Cargo.Point.DECODE_ARGUMENT);
            AsyncResult<Cargo> result = pool.applyAsync(endless::back, o -> o.timeout(LIMIT));
            assertThatThrownBy(result::get).isInstanceOf(TaskTimeoutException.class);
            assertGood(pool);
        }
    }

    @Test
    void aCancelledTaskThatGoesOnLosesItsWorker() throws Exception {
        try (Pool pool = pool()) {
            Beacon begun = Beacon.in(directory, "begun");
            AsyncResult<Integer> result = pool.applyAsync(StoppedTaskTest::hangInHook, begun);
            ProcessHandle worker = begun.awaitProcess();
            result.cancel();
            assertThatThrownBy(result::get).isInstanceOf(CancellationException.class);
            assertGood(pool);
            awaitEnd(worker);
        }
    }

    /** It returns when the worker is asked to end: so late that the worker is none any more. */
    private static int returnWhenAskedToEnd() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(asked::countDown));
        while (true) {
            try {
                asked.await();
                return 0;
            } catch (InterruptedException ignored) {
                continue;
            }
        }
    }

    @Test
    void nothingIsGivenToAWorkerThatIsAboutToEnd() throws Exception {
        try (Pool pool = spawn().pool(o -> o.workers(1).jvm(j -> j.stopTimeout(Duration.ofMillis(50))))) {
            for (int round = 0; round < 4; round++) {
                AsyncResult<Integer> late =
                        pool.applyAsync(StoppedTaskTest::returnWhenAskedToEnd, o -> o.timeout(Duration.ofMillis(1)));
                List<AsyncResult<Integer>> behind = new ArrayList<>();
                for (int i = 0; i < 200; i++) {
                    behind.add(pool.applyAsync(Processes::square, i));
                }
                assertThatThrownBy(late::get).isInstanceOf(TaskTimeoutException.class);
                for (int i = 0; i < behind.size(); i++) {
                    assertThat(behind.get(i).get()).isEqualTo(i * i);
                }
            }
        }
    }

    @Test
    void terminateEndsWorkersThatDoNotWantTo() throws Exception {
        Beacon begun = Beacon.in(directory, "begun");
        Pool pool = pool();
        AsyncResult<Integer> result = pool.applyAsync(StoppedTaskTest::hangInHook, begun);
        ProcessHandle worker = begun.awaitProcess();
        long start = System.nanoTime();
        pool.terminate();
        assertThatThrownBy(result::get).isInstanceOf(CancellationException.class);
        pool.join();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
        assertThat(worker.isAlive()).isFalse();
    }

    @AfterAll
    static void letThreadsOfTheProgramGo() {
        CLASS_IS_OVER.countDown();
    }

    /** A result that is not read to its end as long as it counts, once it is here. */
    private record Endless(boolean deaf) implements Serializable {

        private Object readResolve() throws ObjectStreamException {
            while (CLASS_IS_OVER.getCount() > 0) {
                try {
                    CLASS_IS_OVER.await();
                } catch (InterruptedException heard) {
                    if (!deaf) {
                        throw new InvalidObjectException("interrupted");
                    }
                }
            }
            return this;
        }
    }

    /** The worker has done its part: it is the program itself that hangs, in code of the task. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aResultThatIsNeverReadCostsItsTaskAlone(boolean deaf) throws Exception {
        try (Pool pool = pool()) {
            assertThatThrownBy(() -> pool.map(item -> new Endless(deaf), List.of(1), o -> o.timeout(LIMIT)))
                    .isInstanceOf(TaskTimeoutException.class);
            assertGood(pool);
        }
    }

    @Test
    void aPoolEndsThoughAResultIsNeverRead() throws Exception {
        Pool pool = pool();
        AsyncResult<?> result = pool.applyAsync(() -> new Endless(true));
        until(() -> Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(frame -> frame.getMethodName().equals("readResolve")));
        long start = System.nanoTime();
        pool.terminate();
        pool.join();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
        assertThatThrownBy(result::get).isInstanceOf(CancellationException.class);
    }
}
