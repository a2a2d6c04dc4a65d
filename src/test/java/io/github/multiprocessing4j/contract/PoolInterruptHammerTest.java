package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.THREAD;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.ResultIterator;
import io.github.multiprocessing4j.UncheckedInterruptedException;
import io.github.multiprocessing4j.harness.ContractTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;

/** Callers that are interrupted at any moment, and what must not come of it. */
@Timeout(100)
class PoolInterruptHammerTest {

    private static final int TIMES = 1_000;

    private static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    /** Runs a body on a thread of its own, and interrupts that at some moment. */
    private static <R> R interrupting(Callable<R> body) throws Exception {
        AtomicReference<R> result = new AtomicReference<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        CountDownLatch started = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            started.countDown();
            try {
                result.set(body.call());
            } catch (Throwable e) {
                failure.set(e);
            }
        });
        thread.start();
        started.await();
        Race.spinUpTo(200_000);
        thread.interrupt();
        thread.join(20_000);
        assertThat(thread.isAlive())
                .as("hangs: %s", (Object) thread.getStackTrace())
                .isFalse();
        if (failure.get() != null) {
            throw new AssertionError("the caller has thrown", failure.get());
        }
        return result.get();
    }

    /** Whether an earlier caller's interrupt has come to a worker. */
    private static void assertNoInterruptLeaked(Pool pool) throws Exception {
        assertThat(pool.map(
                        x -> {
                            Race.spin(10_000);
                            return Thread.interrupted();
                        },
                        range(8),
                        o -> o.chunkSize(1)))
                .containsOnly(false);
    }

    @ContractTest(THREAD)
    void whoeverWaitsForAResultDoesNotLoseIt(Context mp) throws Exception {
        try (Pool pool = mp.pool(2)) {
            for (int i = 0; i < TIMES; i++) {
                int number = i;
                AsyncResult<Integer> result = pool.applyAsync(() -> {
                    Race.spin(100_000);
                    return number;
                });
                interrupting(() -> {
                    try {
                        return number % 2 == 0 ? result.get() : result.get(Duration.ofSeconds(20));
                    } catch (InterruptedException e) {
                        return null; // the work goes on
                    }
                });
                assertThat(result.get()).isEqualTo(number);
                assertNoInterruptLeaked(pool);
            }
        }
    }

    @ContractTest(THREAD)
    void aMapIsWholeOrCancelled(Context mp) throws Exception {
        try (Pool pool = mp.pool(2)) {
            for (int i = 0; i < TIMES; i++) {
                Object came = interrupting(() -> {
                    try {
                        return pool.map(
                                x -> {
                                    Race.spin(10_000);
                                    return x;
                                },
                                range(10),
                                o -> o.chunkSize(1));
                    } catch (InterruptedException e) {
                        return "cancelled";
                    }
                });
                assertThat(came).isIn("cancelled", range(10));
                assertNoInterruptLeaked(pool);
            }
        }
    }

    @ContractTest(THREAD)
    void anImapLosesNoResult(Context mp) throws Exception {
        try (Pool pool = mp.pool(2)) {
            for (int i = 0; i < TIMES; i++) {
                boolean timed = i % 2 == 0;
                try (ResultIterator<Integer> results = pool.imap(
                        x -> {
                            Race.spin(5_000);
                            return x;
                        },
                        range(20),
                        o -> o.bufferSize(3))) {
                    interrupting(() -> {
                        for (int next = 0; next < 20; next++) {
                            takeInSpiteOfInterrupts(results, timed, next);
                        }
                        return null;
                    });
                    assertThat(results.hasNext()).isFalse();
                }
                assertNoInterruptLeaked(pool);
            }
        }
    }

    private static void takeInSpiteOfInterrupts(ResultIterator<Integer> results, boolean timed, int expected)
            throws Exception {
        for (; ; ) {
            try {
                assertThat(results.hasNext()).isTrue();
                assertThat(timed ? results.next(Duration.ofSeconds(20)) : results.next())
                        .isEqualTo(expected);
                return;
            } catch (UncheckedInterruptedException e) {
                assertThat(Thread.interrupted()).as("the flag is set again").isTrue();
            } catch (InterruptedException e) {
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            }
        }
    }

    @ContractTest(THREAD)
    void submittingIsNotDisturbed(Context mp) throws Exception {
        AtomicInteger run = new AtomicInteger();
        try (Pool pool = mp.pool(2)) {
            for (int i = 0; i < TIMES; i++) {
                boolean flag = interrupting(() -> {
                    for (int task = 0; task < 20; task++) {
                        pool.applyAsync(() -> {
                            run.incrementAndGet();
                            return Thread.interrupted();
                        });
                        pool.mapAsync(x -> run.incrementAndGet(), range(2));
                    }
                    while (!Thread.currentThread().isInterrupted()) {
                        Thread.onSpinWait();
                    }
                    return Thread.interrupted();
                });
                assertThat(flag).isTrue();
            }
            assertNoInterruptLeaked(pool);
        }
        assertThat(run.get()).isEqualTo(TIMES * 20 * 3);
    }

    @ContractTest(THREAD)
    void whoeverJoinsMayJoinAgain(Context mp) throws Exception {
        for (int i = 0; i < TIMES; i++) {
            Pool pool = mp.pool(2);
            AtomicInteger run = new AtomicInteger();
            for (int task = 0; task < 10; task++) {
                pool.applyAsync(() -> {
                    Race.spin(10_000);
                    return run.incrementAndGet();
                });
            }
            pool.shutdown();
            interrupting(() -> {
                try {
                    pool.join();
                } catch (InterruptedException e) {
                    // Nothing is stopped.
                }
                return null;
            });
            assertThat(pool.join(Duration.ofSeconds(20))).isTrue();
            assertThat(run.get()).isEqualTo(10);
        }
    }

    @ContractTest(THREAD)
    void whoeverIsInterruptedInCloseKeepsHisFlag(Context mp) throws Exception {
        for (int i = 0; i < TIMES; i++) {
            Pool pool = mp.pool(2);
            AsyncResult<Integer> result = pool.applyAsync(() -> {
                Race.spin(100_000);
                return 1;
            });
            boolean flag = interrupting(() -> {
                pool.close();
                while (!Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
                return true;
            });
            assertThat(flag).isTrue();
            assertThat(result.await(Duration.ofSeconds(20))).isTrue();
            assertThat(pool.join(Duration.ofSeconds(20))).isTrue();
        }
    }
}
