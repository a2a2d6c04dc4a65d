package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.SPAWN;
import static io.github.multiprocessing4j.harness.Times.LONG;
import static io.github.multiprocessing4j.harness.Times.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.Queue;
import io.github.multiprocessing4j.TaskNote;
import io.github.multiprocessing4j.TaskTimeoutException;
import io.github.multiprocessing4j.harness.ContractTest;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;

/** Time limits and cancellation that end what takes no notice of them. */
class PoolKillContractTest {

    private static final Duration LIMIT = Duration.ofMillis(500);

    /** The limit, a second to hear the interrupt, three to be asked, and some for a slow machine. */
    private static final Duration MOST = Duration.ofSeconds(20);

    private static long reportAndLoop(Queue<Long> pids) throws Exception {
        pids.put(ProcessHandle.current().pid());
        while (true) {
            Thread.onSpinWait();
        }
    }

    private static long reportAndRefuseToEnd(Queue<Long> pids) throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            while (true) {
                LockSupport.park();
            }
        }));
        return reportAndLoop(pids);
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    @ContractTest(SPAWN)
    void aTaskThatTakesNoNoticeFailsInTimeAndItsWorkerIsReplaced(Context mp) throws Exception {
        Queue<Long> pids = mp.queue();
        try (Pool pool = mp.pool(1)) {
            pool.apply(() -> 1); // the first task of a JVM loads what it needs
            long start = System.nanoTime();
            Throwable failure = catchThrowable(() -> pool.apply(() -> reportAndLoop(pids), o -> o.timeout(LIMIT)));
            assertThat(failure).isInstanceOf(TaskTimeoutException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(LIMIT, MOST);
            assertThat(TaskNote.of(failure).orElseThrow().getStackTrace())
                    .as("where it was")
                    .anyMatch(frame -> frame.getMethodName().equals("reportAndLoop"));
            long worker = pids.get(LONG);
            assertThat(pool.<Long>apply(() -> ProcessHandle.current().pid())).isNotEqualTo(worker);
            until(() -> !isAlive(worker));
        }
    }

    @ContractTest(SPAWN)
    void aWorkerThatDoesNotEndWhenItIsAskedIsKilled(Context mp) throws Exception {
        Queue<Long> pids = mp.queue();
        try (Pool pool = mp.pool(o -> o.workers(1).jvm(j -> j.stopTimeout(Duration.ofSeconds(1))))) {
            AsyncResult<Long> result = pool.applyAsync(PoolKillContractTest::reportAndRefuseToEnd, pids);
            long worker = pids.get(LONG);
            long start = System.nanoTime();
            assertThat(result.cancel()).isTrue();
            assertThatThrownBy(result::get).isInstanceOf(CancellationException.class);
            assertThat(pool.<Integer>apply(() -> 42)).isEqualTo(42);
            until(() -> !isAlive(worker));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(MOST);
        }
    }

    @ContractTest(SPAWN)
    void toTerminateEndsWhatTakesNoNotice(Context mp) throws Exception {
        Queue<Long> pids = mp.queue();
        Pool pool = mp.pool(o -> o.workers(1).jvm(j -> j.stopTimeout(Duration.ofSeconds(1))));
        AsyncResult<Long> result = pool.applyAsync(PoolKillContractTest::reportAndRefuseToEnd, pids);
        long worker = pids.get(LONG);
        pool.terminate();
        assertThatThrownBy(result::get).isInstanceOf(CancellationException.class);
        assertThat(pool.join(MOST)).isTrue();
        assertThat(isAlive(worker)).isFalse();
    }

    private static int sleepUntilInterrupted(Queue<Long> pids) throws Exception {
        pids.put(ProcessHandle.current().pid());
        Thread.sleep(LONG.toMillis());
        return 0;
    }

    @ContractTest(SPAWN)
    void aTaskThatHeedsTheInterruptSavesItsWorker(Context mp) throws Exception {
        Queue<Long> pids = mp.queue();
        try (Pool pool = mp.pool(1)) {
            AsyncResult<Integer> result = pool.applyAsync(PoolKillContractTest::sleepUntilInterrupted, pids);
            long worker = pids.get(LONG);
            assertThat(result.cancel()).isTrue();
            assertThat(pool.<Long>apply(() -> ProcessHandle.current().pid())).isEqualTo(worker);
        }
    }
}
