package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.SPAWN;
import static io.github.multiprocessing4j.StartMethod.THREAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.EncodingException;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.harness.ContractTest;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** A pool in the clothes of an {@link ExecutorService}. */
@Timeout(60)
class PoolExecutorServiceContractTest {

    private static int sleep(int millis) throws InterruptedException {
        Thread.sleep(millis);
        return millis;
    }

    /** A task as an executor wants it, that can travel. */
    private interface Portable<T> extends Callable<T>, Serializable {}

    private interface PortableCommand extends Runnable, Serializable {}

    private static <T> Callable<T> portable(Portable<T> task) {
        return task;
    }

    @ContractTest
    void whatCanTravelRunsAnywhere(Context mp) throws Exception {
        try (Pool pool = mp.pool(2)) {
            ExecutorService executor = pool.asExecutorService();
            PortableCommand command = () -> {};
            assertThat(executor.submit(portable(() -> 6 * 7)).get()).isEqualTo(42);
            assertThat(executor.submit(command, "done").get()).isEqualTo("done");
            assertThat(executor.invokeAll(List.of(portable(() -> 1), portable(() -> 2))))
                    .extracting(Future::get)
                    .containsExactly(1, 2);
            assertThat(executor.<Integer>invokeAny(List.of(portable(() -> 3)))).isEqualTo(3);
            executor.execute(command);
            assertThatThrownBy(() -> executor.submit(portable(() -> Integer.parseInt("x")))
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(NumberFormatException.class);
        }
    }

    @ContractTest(SPAWN)
    void whatCannotTravelFailsAtTheCall(Context mp) {
        try (Pool pool = mp.pool(1)) {
            Callable<Integer> task = () -> 1;
            assertThatThrownBy(() -> pool.asExecutorService().submit(task)).isInstanceOf(EncodingException.class);
        }
    }

    @ContractTest(THREAD)
    void runsWhatIsSubmitted(Context mp) throws Exception {
        try (Pool pool = mp.pool(2)) {
            ExecutorService executor = pool.asExecutorService();
            assertThat(executor.submit(() -> 5).get()).isEqualTo(5);
            assertThat(executor.submit(() -> {}).get()).isNull();
            assertThat(executor.submit(() -> {}, "given").get()).isEqualTo("given");
            assertThat(executor.submit(() -> (Object) null).get(10, TimeUnit.SECONDS))
                    .isNull();
            CountDownLatch executed = new CountDownLatch(1);
            executor.execute(executed::countDown);
            assertThat(executed.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(CompletableFuture.supplyAsync(() -> 6, executor).get()).isEqualTo(6);
            assertThat(CompletableFuture.supplyAsync(() -> 6, executor)
                            .thenApplyAsync(x -> x + 1, executor)
                            .get())
                    .isEqualTo(7);
        }
    }

    @ContractTest(THREAD)
    void runsOnTheWorkersOfThePoolNoMoreThanItHas(Context mp) throws Exception {
        HighWater water = new HighWater();
        try (Pool pool = mp.pool(2)) {
            List<Future<String>> names = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                names.add(pool.asExecutorService()
                        .submit(() -> water.inside(() -> {
                            Thread.sleep(1);
                            return Thread.currentThread().getName();
                        })));
            }
            for (Future<String> name : names) {
                assertThat(name.get()).startsWith("mp-" + pool.name());
            }
        }
        assertThat(water.most()).isBetween(1, 2);
    }

    @ContractTest(THREAD)
    void aFailureIsTheCauseAsItWasThrown(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            ExecutorService executor = pool.asExecutorService();
            for (Throwable what : List.of(
                    new IOException("checked"),
                    new IllegalStateException("unchecked"),
                    new AssertionError("error"),
                    new CompletionException("outer", new IOException("inner")))) {
                Future<Object> future = executor.submit(() -> {
                    if (what instanceof Error error) {
                        throw error;
                    }
                    throw (Exception) what;
                });
                assertThatThrownBy(future::get)
                        .isExactlyInstanceOf(ExecutionException.class)
                        .cause()
                        .isExactlyInstanceOf(what.getClass())
                        .hasMessage(what.getMessage());
                assertThatThrownBy(() -> future.get(1, TimeUnit.SECONDS)).isExactlyInstanceOf(ExecutionException.class);
                assertThat(future.isDone()).isTrue();
                assertThat(future.isCancelled()).isFalse();
            }
        }
    }

    @ContractTest(THREAD)
    void futuresWaitAndGiveUp(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            Future<Integer> future = pool.asExecutorService().submit(() -> sleep(1_000));
            assertThat(future.isDone()).isFalse();
            assertThatThrownBy(() -> future.get(20, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            assertThatThrownBy(() -> future.get(-1, TimeUnit.DAYS)).isInstanceOf(TimeoutException.class);
            assertThat(future.get(Long.MAX_VALUE, TimeUnit.DAYS)).isEqualTo(1_000);
            assertThat(future.cancel(true)).isFalse();
        }
    }

    @ContractTest(THREAD)
    void futuresAreCancelled(Context mp) throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        try (Pool pool = mp.pool(1)) {
            Future<Integer> future = pool.asExecutorService().submit(() -> {
                running.countDown();
                try {
                    return sleep(30_000);
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                }
            });
            assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(future.cancel(true)).isTrue();
            assertThat(future.isCancelled()).isTrue();
            assertThat(future.isDone()).isTrue();
            assertThatThrownBy(future::get).isInstanceOf(CancellationException.class);
            assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ContractTest(THREAD)
    void invokeAllWaitsForAll(Context mp) throws Exception {
        try (Pool pool = mp.pool(2)) {
            ExecutorService executor = pool.asExecutorService();
            List<Callable<Integer>> calls = List.of(() -> sleep(100), () -> Integer.parseInt("x"), () -> sleep(1));
            List<Future<Integer>> futures = executor.invokeAll(calls);
            assertThat(futures).hasSize(3).allMatch(Future::isDone);
            assertThat(futures.get(0).get()).isEqualTo(100);
            assertThatThrownBy(futures.get(1)::get).hasCauseInstanceOf(NumberFormatException.class);
            assertThat(futures.get(2).get()).isEqualTo(1);
            List<Callable<Integer>> slow = List.of(() -> sleep(1), () -> sleep(30_000));
            List<Future<Integer>> late = executor.invokeAll(slow, 200, TimeUnit.MILLISECONDS);
            assertThat(late).hasSize(2).allMatch(Future::isDone);
            assertThat(late.get(0).get()).isEqualTo(1);
            assertThat(late.get(1).isCancelled()).isTrue();
            assertThat(executor.<Integer>invokeAll(List.of())).isEmpty();
        }
    }

    @ContractTest(THREAD)
    void invokeAnyGivesTheFirstThatSucceedsAndCancelsTheRest(Context mp) throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        try (Pool pool = mp.pool(3)) {
            List<Callable<Integer>> calls = List.of(
                    () -> Integer.parseInt("x"),
                    () -> {
                        try {
                            return sleep(30_000);
                        } catch (InterruptedException e) {
                            interrupted.countDown();
                            throw e;
                        }
                    },
                    () -> sleep(200));
            assertThat(pool.asExecutorService().invokeAny(calls)).isEqualTo(200);
            assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
            List<Callable<Integer>> failing = List.of(() -> Integer.parseInt("x"), () -> Integer.parseInt("y"));
            assertThatThrownBy(() -> pool.asExecutorService().invokeAny(failing))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(NumberFormatException.class);
        }
    }

    @ContractTest(THREAD)
    void shutdownFinishesWhatWasSubmittedAndRefusesMore(Context mp) throws Exception {
        Pool pool = mp.pool(1);
        ExecutorService executor = pool.asExecutorService();
        Future<Integer> running = executor.submit(() -> sleep(100));
        Future<Integer> waiting = executor.submit(() -> sleep(1));
        assertThat(executor.isShutdown()).isFalse();
        executor.shutdown();
        assertThat(executor.isShutdown()).isTrue();
        assertThatThrownBy(() -> executor.submit(() -> 1)).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> executor.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> pool.apply(() -> 1)).isInstanceOf(IllegalStateException.class);
        assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(executor.isTerminated()).isTrue();
        assertThat(running.get()).isEqualTo(100);
        assertThat(waiting.get()).isEqualTo(1);
        assertThat(executor.awaitTermination(Long.MAX_VALUE, TimeUnit.DAYS)).isTrue();
        assertThat(pool.join(Duration.ZERO)).isTrue();
    }

    @ContractTest
    void isTerminatedSaysTheTruthToAnInterruptedThreadToo(Context mp) throws Exception {
        Pool pool = mp.pool(1);
        pool.apply(() -> 1);
        pool.applyAsync(() -> 1, x -> {}, null).get();
        pool.close();
        ExecutorService executor = pool.asExecutorService();
        assertThat(executor.isTerminated()).isTrue();
        Thread.currentThread().interrupt();
        boolean terminated = executor.isTerminated();
        assertThat(Thread.interrupted()).as("the flag is left alone").isTrue();
        assertThat(terminated).isTrue();
    }

    @ContractTest
    void awaitTerminationGivesUpAndDoesNotNeedAShutdown(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            ExecutorService executor = pool.asExecutorService();
            assertThat(executor.awaitTermination(10, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(executor.awaitTermination(-1, TimeUnit.SECONDS)).isFalse();
            assertThat(executor.isTerminated()).isFalse();
        }
    }

    @ContractTest(THREAD)
    void shutdownNowTerminates(Context mp) throws Exception {
        Pool pool = mp.pool(1);
        ExecutorService executor = pool.asExecutorService();
        Future<Integer> running = executor.submit(() -> sleep(30_000));
        Future<Integer> waiting = executor.submit(() -> sleep(30_000));
        assertThat(executor.shutdownNow()).isEmpty();
        assertThatThrownBy(running::get).isInstanceOf(CancellationException.class);
        assertThatThrownBy(waiting::get).isInstanceOf(CancellationException.class);
        assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> executor.submit(() -> 1)).isInstanceOf(RejectedExecutionException.class);
    }

    @ContractTest(THREAD)
    void aCommandThatThrowsIsLogged(Context mp) {
        Logger logger = (Logger) LoggerFactory.getLogger(Pool.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
        try (Pool pool = mp.pool(1)) {
            pool.asExecutorService().execute(() -> {
                throw new IllegalStateException("unheard");
            });
        } finally {
            logger.detachAppender(log);
            logger.setAdditive(true);
        }
        assertThat(log.list).hasSize(1);
        assertThat(log.list.get(0).getThrowableProxy().getMessage()).isEqualTo("unheard");
    }

    @ContractTest(THREAD)
    void manyAsyncStagesShareAPoolOfOne(Context mp) throws Exception {
        AtomicInteger sum = new AtomicInteger();
        try (Pool pool = mp.pool(1)) {
            CompletableFuture<?>[] all = new CompletableFuture<?>[200];
            for (int i = 0; i < all.length; i++) {
                int number = i;
                all[i] = CompletableFuture.supplyAsync(() -> number, pool.asExecutorService())
                        .thenAcceptAsync(sum::addAndGet, pool.asExecutorService());
            }
            CompletableFuture.allOf(all).get(30, TimeUnit.SECONDS);
        }
        assertThat(sum.get()).isEqualTo(199 * 100);
    }
}
