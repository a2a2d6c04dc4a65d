package io.github.multiprocessing4j.fault;

import static io.github.multiprocessing4j.fault.Processes.assertGood;
import static io.github.multiprocessing4j.fault.Processes.range;
import static io.github.multiprocessing4j.fault.Processes.spawn;
import static io.github.multiprocessing4j.fault.Processes.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.ResultIterator;
import io.github.multiprocessing4j.UncheckedInterruptedException;
import io.github.multiprocessing4j.harness.Delays;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** More tasks, and more interrupts, than any program has reason to make. */
@Timeout(60)
class ManyTasksTest {

    private static final int QUEUED = 100_000;
    private static final int RUN = 20_000;
    private static final int INTERRUPTS = 1_000;
    private static final Duration ENDED = Delays.scaled(Duration.ofSeconds(15));

    @TempDir
    Path directory;

    private static int hang(Beacon begun) {
        begun.light();
        Doom.hang();
        return 0;
    }

    @Test
    void aPoolWithManyWaitingTasksEndsAtOnce() throws Exception {
        Beacon begun = Beacon.in(directory, "begun");
        Pool pool = spawn().pool(1);
        pool.applyAsync(ManyTasksTest::hang, begun);
        begun.await();
        List<AsyncResult<Integer>> results = new ArrayList<>(QUEUED);
        for (int i = 0; i < QUEUED; i++) {
            results.add(pool.applyAsync(Processes::square, i));
        }
        long start = System.nanoTime();
        pool.terminate();
        pool.join();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ENDED);
        for (AsyncResult<Integer> result : results) {
            assertThat(result.ready()).isTrue();
        }
        assertThatThrownBy(results.get(QUEUED - 1)::get).isInstanceOf(CancellationException.class);
    }

    @Test
    void manyTasksAreRun() throws Exception {
        try (Pool pool = spawn().pool(2)) {
            List<Integer> squares = pool.map(Processes::square, range(RUN), o -> o.chunkSize(1));
            assertThat(squares).isEqualTo(range(RUN).stream().map(x -> x * x).toList());
        }
    }

    @Test
    void anInputIsReadNoFasterThanItsResultsAreTaken() throws Exception {
        AtomicInteger read = new AtomicInteger();
        Iterator<Integer> endless = Stream.generate(read::incrementAndGet).iterator();
        try (Pool pool = spawn().pool(2)) {
            try (ResultIterator<Integer> results = pool.imap(Processes::square, () -> endless, o -> o.bufferSize(8))) {
                for (int i = 1; i <= 10; i++) {
                    assertThat(results.next()).isEqualTo(i * i);
                }
                assertGood(pool);
                assertThat(read).hasValueBetween(10, 18);
            }
        }
    }

    private static int work(int x) throws InterruptedException {
        if (x % 10 == 0) {
            Thread.sleep(1);
        }
        return x;
    }

    /** Does all that a caller does, until it is told to stop; wrong results and lost interrupts are failures. */
    private static void call(Pool pool, AtomicBoolean enough, AtomicInteger interrupted) {
        for (int i = 0; !enough.get(); i++) {
            try {
                switch (i % 4) {
                    case 0 -> assertThat(pool.apply(ManyTasksTest::work, i)).isEqualTo(i);
                    case 1 ->
                        assertThat(pool.map(ManyTasksTest::work, range(20))).isEqualTo(range(20));
                    case 2 ->
                        assertThat(pool.applyAsync(ManyTasksTest::work, i).await(Duration.ofSeconds(30)))
                                .isTrue();
                    default -> {
                        try (ResultIterator<Integer> results = pool.imap(ManyTasksTest::work, range(20))) {
                            assertThat(results.next()).isZero();
                        }
                    }
                }
            } catch (InterruptedException | UncheckedInterruptedException e) {
                Thread.interrupted();
                interrupted.incrementAndGet();
            }
        }
    }

    @Test
    void interruptedCallersHarmNobody() throws Exception {
        Random random = new Random(17);
        try (Pool pool = spawn().pool(2)) {
            Set<Integer> pids = pool.map(x -> (int) Processes.pid(), range(40), o -> o.chunkSize(1)).stream()
                    .collect(Collectors.toSet());
            AtomicBoolean enough = new AtomicBoolean();
            AtomicInteger interrupted = new AtomicInteger();
            List<Throwable> failures = new ArrayList<>();
            Thread caller = new Thread(() -> call(pool, enough, interrupted), "caller");
            caller.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
            caller.start();
            for (int i = 0; i < INTERRUPTS; i++) {
                long moment = System.nanoTime() + random.nextInt(2_000_000);
                while (System.nanoTime() < moment) {
                    Thread.onSpinWait();
                }
                caller.interrupt();
            }
            enough.set(true);
            caller.join();
            assertThat(failures).isEmpty();
            assertThat(interrupted.get()).as("interrupts that were told").isGreaterThan(INTERRUPTS / 4);
            assertGood(pool);
            assertThat(pids).contains((int) worker(pool).pid());
            assertThat(pool.map(x -> (int) Processes.pid(), range(40), o -> o.chunkSize(1)))
                    .allMatch(pids::contains, "worker that was there before");
        }
    }
}
