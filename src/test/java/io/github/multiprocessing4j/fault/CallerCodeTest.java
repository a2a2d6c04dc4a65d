package io.github.multiprocessing4j.fault;

import static io.github.multiprocessing4j.fault.Processes.assertGood;
import static io.github.multiprocessing4j.fault.Processes.spawn;
import static io.github.multiprocessing4j.fault.Processes.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Pool;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What code of the user does to the threads of the library that it is run on does not last. */
@Timeout(60)
class CallerCodeTest {

    private Pool pool;

    @BeforeEach
    void makePool() throws Exception {
        pool = spawn().pool(1);
    }

    @AfterEach
    void closePool() throws Exception {
        pool.close();
    }

    /** Interrupts whoever reads it. */
    private record Interrupting(int number) implements Serializable {

        private Object readResolve() {
            Thread.currentThread().interrupt();
            return this;
        }
    }

    private static Interrupting interrupting(int number) {
        return new Interrupting(number);
    }

    @Test
    void resultsThatInterruptWhoeverReadsThem() throws Exception {
        ProcessHandle before = worker(pool);
        for (int i = 0; i < 10; i++) {
            assertThat(pool.apply(CallerCodeTest::interrupting, i).number()).isEqualTo(i);
        }
        assertGood(pool);
        assertThat(worker(pool)).isEqualTo(before);
    }

    private static int number(Interrupting argument) {
        return argument.number();
    }

    @Test
    void argumentsThatInterruptWhoeverReadsThem() throws Exception {
        ProcessHandle before = worker(pool);
        for (int i = 0; i < 10; i++) {
            assertThat(pool.apply(CallerCodeTest::number, new Interrupting(i))).isEqualTo(i);
        }
        assertThat(worker(pool)).isEqualTo(before);
    }

    @Test
    void whatIsChainedToResultsMayInterruptAndThrow() throws Exception {
        ProcessHandle before = worker(pool);
        int many = 1_000; // some of them are given ahead
        List<CompletableFuture<Integer>> chained = IntStream.range(0, many)
                .mapToObj(i -> pool.applyAsync(Processes::square, i)
                        .toCompletableFuture()
                        .thenApply(square -> {
                            Thread.currentThread().interrupt();
                            return square;
                        }))
                .toList();
        CompletableFuture<Integer> failed = pool.applyAsync(Processes::square, 7)
                .toCompletableFuture()
                .thenApply(square -> {
                    throw new StackOverflowError();
                });
        assertThat(pool.<Integer, Integer>apply(Processes::square, 8)).isEqualTo(64);
        for (int i = 0; i < many; i++) {
            assertThat(chained.get(i).join()).isEqualTo(i * i);
        }
        assertThatThrownBy(failed::join).hasCauseInstanceOf(StackOverflowError.class);
        assertThat(worker(pool)).isEqualTo(before);
    }

    /** An exception may be read at the parent, too. */
    private static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private Object readResolve() {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("as meant");
        }
    }

    private static int fail() {
        throw new Unreadable();
    }

    @Test
    void exceptionsThatInterruptWhoeverReadsThem() throws Exception {
        ProcessHandle before = worker(pool);
        AsyncResult<Integer> result = pool.applyAsync(CallerCodeTest::fail);
        assertThatThrownBy(result::get).hasMessageContaining("Unreadable");
        assertGood(pool);
        assertThat(worker(pool)).isEqualTo(before);
    }
}
