package io.github.multiprocessing4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.ResultIterator;
import io.github.multiprocessing4j.TaskException;
import io.github.multiprocessing4j.TaskNote;
import io.github.multiprocessing4j.harness.ContractTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;

/** What a task throws is what its caller catches. */
@Timeout(60)
class PoolFailureContractTest {

    /** An exception of the user's own. */
    static class Own extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Own(String message) {
            super(message);
        }
    }

    /** Neither an exception nor an error. */
    static class Odd extends Throwable {
        private static final long serialVersionUID = 1L;
    }

    /** An exception that takes no notes. */
    static class Unannotated extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unannotated() {
            super("bare", null, false, false);
        }
    }

    private static int failAt(int bad, int x) {
        if (x == bad) {
            throw new Own("at " + x);
        }
        return x;
    }

    private static Object raise(Throwable what) throws Exception {
        if (what instanceof Error error) {
            throw error;
        }
        throw (Exception) what;
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> Object raiseOdd() throws X {
        throw (X) new Odd();
    }

    private static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    /** The failure, as each way into the pool shows it. */
    private static Stream<Throwable> everyWay(Pool pool, Throwable what) {
        return Stream.of(
                catchThrowable(() -> pool.apply(PoolFailureContractTest::raise, what)),
                catchThrowable(() ->
                        pool.applyAsync(PoolFailureContractTest::raise, what).get()),
                catchThrowable(() -> pool.map(PoolFailureContractTest::raise, List.of(what))),
                catchThrowable(() -> pool.starmap((e, x) -> raise(e), List.of(Map.entry(what, 1)))),
                catchThrowable(() -> next(pool, what, true)),
                catchThrowable(() -> next(pool, what, false)));
    }

    private static Object next(Pool pool, Throwable what, boolean ordered) {
        try (ResultIterator<Object> results = ordered
                ? pool.imap(PoolFailureContractTest::raise, List.of(what))
                : pool.imapUnordered(PoolFailureContractTest::raise, List.of(what))) {
            return results.next();
        }
    }

    @ContractTest
    void uncheckedExceptionsAndErrorsComeOutAsTheyAre(Context mp) {
        try (Pool pool = mp.pool(2)) {
            for (Throwable what : List.of(
                    new Own("mine"),
                    new IllegalArgumentException("arg"),
                    new AssertionError("err"),
                    new OutOfMemoryError("not really"),
                    new StackOverflowError("deep"),
                    new CompletionException("outer", new IOException("inner")),
                    new CompletionException("outer", new IllegalStateException("inner")),
                    new CancellationException("the task's own"),
                    new Unannotated())) {
                assertThat(everyWay(pool, what)).hasSize(6).allSatisfy(caught -> {
                    assertThat(caught).isExactlyInstanceOf(what.getClass());
                    assertThat(caught).hasMessage(what.getMessage());
                    assertThat(String.valueOf(caught.getCause())).isEqualTo(String.valueOf(what.getCause()));
                });
            }
        }
    }

    @ContractTest
    void checkedExceptionsComeAsTheCause(Context mp) {
        try (Pool pool = mp.pool(2)) {
            for (Throwable what : List.of(
                    new IOException("disk"),
                    new InterruptedException("the task's own"),
                    new ExecutionException("outer", new Own("inner")))) {
                assertThat(everyWay(pool, what)).hasSize(6).allSatisfy(caught -> {
                    assertThat(caught).isExactlyInstanceOf(TaskException.class);
                    assertThat(caught.getCause())
                            .isExactlyInstanceOf(what.getClass())
                            .hasMessage(what.getMessage());
                });
            }
            assertThatThrownBy(() -> pool.apply(PoolFailureContractTest::raiseOdd))
                    .isInstanceOf(TaskException.class)
                    .hasCauseExactlyInstanceOf(Odd.class);
        }
    }

    @ContractTest
    void aFailedResultSaysSoToEverybodyWhoAsks(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            AsyncResult<Integer> result = pool.applyAsync(Integer::parseInt, "x");
            assertThatThrownBy(result::get).isInstanceOf(NumberFormatException.class);
            assertThatThrownBy(result::get).isInstanceOf(NumberFormatException.class);
            assertThat(result.ready()).isTrue();
            assertThat(result.successful()).isFalse();
            assertThatThrownBy(() -> result.toCompletableFuture().get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(NumberFormatException.class);
        }
    }

    @ContractTest
    void theWorkerGoesOn(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            String worker = pool.apply(() -> Thread.currentThread().getName());
            for (Throwable what : List.of(new Own("x"), new Error("x"), new IOException("x"))) {
                assertThat(everyWay(pool, what)).doesNotContainNull();
            }
            assertThat(pool.<String>apply(() -> Thread.currentThread().getName()))
                    .isEqualTo(worker);
        }
    }

    @ContractTest
    void aNoteSaysWhichTaskItWas(Context mp) throws Exception {
        try (Pool pool = mp.pool(o -> o.workers(1).name("noted"))) {
            String worker = pool.apply(() -> Thread.currentThread().getName());
            for (int chunk : List.of(1, 3, 20)) {
                Throwable failure =
                        catchThrowable(() -> pool.map(x -> failAt(7, x), range(10), o -> o.chunkSize(chunk)));
                TaskNote note = TaskNote.of(failure).orElseThrow();
                assertThat(note.index()).hasValue(7);
                assertThat(note.pool()).isEqualTo("noted");
                assertThat("mp-" + note.worker()).isEqualTo(worker);
                assertThat(note.pid()).isPositive();
                assertThat(failure.getSuppressed()).contains(note);
                assertThat(note).hasMessageContaining("task 7").hasMessageContaining("noted");
            }
            TaskNote single = TaskNote.of(catchThrowable(() -> pool.apply(x -> failAt(7, x), 7)))
                    .orElseThrow();
            assertThat(single.index()).isEmpty();
        }
    }

    @ContractTest
    void aNoteIsThereForEveryWayAndEveryFailure(Context mp) {
        try (Pool pool = mp.pool(2)) {
            for (Throwable what : List.of(
                    new Own("x"),
                    new Error("x"),
                    new IOException("x"),
                    new CompletionException("x", new IOException("y")),
                    new CancellationException("x"))) {
                assertThat(everyWay(pool, what)).allMatch(e -> TaskNote.of(e).isPresent());
            }
            assertThat(everyWay(pool, new Unannotated()))
                    .allMatch(e -> TaskNote.of(e).isEmpty());
        }
    }

    @ContractTest
    void imapNotesTheIndexToo(Context mp) {
        try (Pool pool = mp.pool(2);
                ResultIterator<Integer> results = pool.imap(x -> failAt(4, x), range(6), o -> o.chunkSize(3))) {
            for (int i = 0; i < 4; i++) {
                assertThat(results.next()).isEqualTo(i);
            }
            Throwable failure = catchThrowable(results::next);
            assertThat(TaskNote.of(failure).orElseThrow().index()).hasValue(4);
            assertThat(results.next()).isEqualTo(5);
        }
    }
}
