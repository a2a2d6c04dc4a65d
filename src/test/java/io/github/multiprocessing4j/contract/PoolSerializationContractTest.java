package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.SPAWN;
import static io.github.multiprocessing4j.harness.Times.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.DecodingException;
import io.github.multiprocessing4j.EncodingException;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.RemoteException;
import io.github.multiprocessing4j.ResultEncodingException;
import io.github.multiprocessing4j.ResultIterator;
import io.github.multiprocessing4j.TaskNote;
import io.github.multiprocessing4j.harness.ContractTest;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;

/** What travels between a pool and its workers in other JVMs, and what becomes of what cannot. */
class PoolSerializationContractTest {

    private static final List<Integer> NUMBERS = List.of(1, 2, 3);

    /** Throws while it is written. */
    private static final class Unwritable implements Serializable {

        private static final long serialVersionUID = 1L;

        private void writeObject(ObjectOutputStream out) throws IOException {
            throw new IllegalStateException("cannot be written");
        }
    }

    /** Throws while it is read. */
    private static final class Unreadable implements Serializable {

        private static final long serialVersionUID = 1L;

        private void readObject(ObjectInputStream in) throws IOException {
            throw new IllegalStateException("cannot be read");
        }
    }

    private static final class UnreadableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }

        private void readObject(ObjectInputStream in) throws IOException {
            throw new IllegalStateException("cannot be read");
        }
    }

    private static final class UnwritableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Object field = new Object();

        UnwritableException(String message) {
            super(message);
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.writeObject(field);
        }
    }

    private static int square(int x) {
        return x * x;
    }

    private static void assertGood(Pool pool) throws Exception {
        assertThat(pool.map(PoolSerializationContractTest::square, NUMBERS)).containsExactly(1, 4, 9);
    }

    private static Set<Long> pids(Pool pool) throws Exception {
        return new TreeSet<>(
                pool.<Integer, Long>map(x -> ProcessHandle.current().pid(), NUMBERS, o -> o.chunkSize(1)));
    }

    @ContractTest(SPAWN)
    @Tag("POOL.5")
    void itemsThatCannotBeWrittenFailTheCall(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            Set<Long> before = pids(pool);
            List<Unwritable> bad = Collections.nCopies(10, new Unwritable());
            assertThatThrownBy(() -> pool.map(x -> 1, bad))
                    .isInstanceOf(EncodingException.class)
                    .hasRootCauseMessage("cannot be written");
            assertThatThrownBy(() -> pool.applyAsync(x -> 1, bad.get(0))).isInstanceOf(EncodingException.class);
            assertGood(pool);
            assertThat(pids(pool)).as("no worker was touched").isEqualTo(before);
        }
    }

    @ContractTest(SPAWN)
    void theWayToTheCulpritIsTold(Context mp) {
        try (Pool pool = mp.pool(1)) {
            Thread culprit = new Thread();
            List<Object> list = new ArrayList<>(List.of("fine", culprit));
            Throwable failure = catchThrowable(() -> pool.apply(() -> list.size()));
            assertThat(failure).isInstanceOf(EncodingException.class).hasMessageContaining("java.lang.Thread");
            assertThat(((EncodingException) failure).path()).contains("java.util.ArrayList[1]");
        }
    }

    @ContractTest(SPAWN)
    void inAnImapTheItemFailsInItsPlace(Context mp) throws Exception {
        try (Pool pool = mp.pool(1);
                ResultIterator<Integer> results =
                        pool.<Object, Integer>imap(x -> 1, List.of("good", new Unwritable(), "good"))) {
            assertThat(results.next()).isEqualTo(1);
            assertThatThrownBy(results::next).isInstanceOf(EncodingException.class);
            assertThat(results.next()).isEqualTo(1);
            assertThat(results.hasNext()).isFalse();
        }
    }

    @ContractTest(SPAWN)
    @Tag("EXEC.12")
    void aPoolClosesAfterATaskThatCannotBeWritten(Context mp) throws Exception {
        AsyncResult<Integer> good;
        try (Pool pool = mp.pool(1)) {
            good = pool.applyAsync(PoolSerializationContractTest::square, 3);
            Unwritable bad = new Unwritable();
            assertThatThrownBy(() -> pool.applyAsync(() -> bad.hashCode())).isInstanceOf(EncodingException.class);
        }
        assertThat(good.get()).isEqualTo(9);
    }

    @ContractTest(SPAWN)
    @Tag("EXEC.9")
    void argumentsThatCannotBeReadFailTheirTaskAlone(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            Set<Long> before = pids(pool);
            AsyncResult<Integer> result = pool.applyAsync(x -> 1, new Unreadable());
            assertThatThrownBy(() -> result.get(LONG))
                    .isInstanceOf(DecodingException.class)
                    .hasRootCauseMessage("cannot be read");
            assertGood(pool);
            assertThat(pids(pool)).isEqualTo(before);
        }
    }

    @ContractTest(SPAWN)
    @Tag("EXEC.11")
    void resultsThatCannotBeReadFailTheirTaskAlone(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            Set<Long> before = pids(pool);
            AsyncResult<Object> result = pool.applyAsync(() -> new Unreadable());
            assertThatThrownBy(() -> result.get(LONG))
                    .isInstanceOf(DecodingException.class)
                    .hasRootCauseMessage("cannot be read");
            assertGood(pool);
            assertThat(pids(pool)).isEqualTo(before);
        }
    }

    @ContractTest(SPAWN)
    @Tag("POOL.16")
    @Tag("HANG.10")
    void resultsThatCannotBeWrittenFailTheirTaskAlone(Context mp) throws Exception {
        try (Pool pool = mp.pool(2)) {
            pool.map(x -> ProcessHandle.current().pid(), NUMBERS);
            Set<Long> allowed = ConcurrentHashMap.newKeySet();
            ProcessHandle.current().children().forEach(child -> allowed.add(child.pid()));
            for (int i = 0; i < 20; i++) {
                AtomicReference<Throwable> told = new AtomicReference<>();
                AsyncResult<Object> result = pool.applyAsync(() -> new Thread(), value -> {}, told::set);
                Throwable failure = catchThrowable(() -> result.get(LONG));
                assertThat(failure).isInstanceOf(ResultEncodingException.class).isSameAs(told.get());
                assertThat(((ResultEncodingException) failure).reason()).contains("java.lang.Thread");
                assertThat(((ResultEncodingException) failure).value()).isNotEmpty();
            }
            assertThatThrownBy(() -> pool.map(x -> new Thread(), NUMBERS)).isInstanceOf(ResultEncodingException.class);
            assertGood(pool);
            assertThat(allowed).as("no worker was lost").containsAll(pids(pool));
        }
    }

    private static Object threadInTheMiddle(int x) {
        return x == 2 ? new Thread() : x;
    }

    @ContractTest(SPAWN)
    @Tag("HANG.10")
    void aResultThatCannotBeWrittenSpoilsNoneOfItsChunk(Context mp) throws Exception {
        try (Pool pool = mp.pool(1);
                ResultIterator<Object> results =
                        pool.imap(PoolSerializationContractTest::threadInTheMiddle, NUMBERS, o -> o.chunkSize(3))) {
            assertThat(results.next()).isEqualTo(1);
            assertThatThrownBy(results::next).isInstanceOf(ResultEncodingException.class);
            assertThat(results.next()).isEqualTo(3);
        }
    }

    @ContractTest(SPAWN)
    void aLambdaIsNoResult(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            AsyncResult<Object> result = pool.applyAsync(() -> (Runnable & Serializable) () -> {});
            assertThatThrownBy(() -> result.get(LONG)).isInstanceOf(DecodingException.class);
            assertGood(pool);
        }
    }

    @ContractTest(SPAWN)
    void onlyExpectedClassesAreResults(Context mp) throws Exception {
        try (Pool pool = mp.pool(o -> o.workers(1).allowResults("java.util.concurrent.*"))) {
            assertThat(pool.<Object>apply(() -> new ArrayList<>(List.of("text", 1))))
                    .isEqualTo(List.of("text", 1));
            assertThatThrownBy(() -> pool.apply(() -> new Unreadable())).isInstanceOf(DecodingException.class);
        }
    }

    // Exceptions

    private static int fail(int x) {
        throw new IllegalStateException("m123");
    }

    @ContractTest(SPAWN)
    @Tag("POOL.13")
    void exceptionsOfWorkersHaveTheirTrace(Context mp) {
        try (Pool pool = mp.pool(1)) {
            Throwable failure = catchThrowable(() -> pool.apply(PoolSerializationContractTest::fail, 1));
            assertThat(failure).isExactlyInstanceOf(IllegalStateException.class).hasMessage("m123");
            StringWriter printed = new StringWriter();
            failure.printStackTrace(new PrintWriter(printed));
            assertThat(printed.toString()).contains(PoolSerializationContractTest.class.getName() + ".fail(");
            assertThat(TaskNote.of(failure).orElseThrow().pid())
                    .isNotEqualTo(ProcessHandle.current().pid());

            Iterable<Integer> input = () -> {
                throw new IllegalStateException("here");
            };
            Throwable here = catchThrowable(() -> pool.map(PoolSerializationContractTest::square, input));
            assertThat(here).isExactlyInstanceOf(IllegalStateException.class).hasMessage("here");
            assertThat(TaskNote.of(here)).isEmpty();
        }
    }

    /** Nothing, which the compiler does not know. */
    private static String nothing() {
        return System.getProperty("multiprocessing4j.no.such.property");
    }

    private static int dereference() {
        return nothing().length();
    }

    private static int dereferenceAndWrap() {
        try {
            return dereference();
        } catch (NullPointerException cause) {
            throw new IllegalStateException("wrapped", cause);
        }
    }

    @ContractTest
    @Tag("POOL.13")
    void whatWasNullIsToldAsTheJvmTellsIt(Context mp) {
        NullPointerException here =
                catchThrowableOfType(NullPointerException.class, PoolSerializationContractTest::dereference);
        assertThat(here).hasMessageContaining("nothing()");
        try (Pool pool = mp.pool(1)) {
            Throwable thrown = catchThrowable(() -> pool.apply(PoolSerializationContractTest::dereference));
            assertThat(thrown).isExactlyInstanceOf(NullPointerException.class).hasMessage(here.getMessage());
            assertThat(thrown.getStackTrace()[0].getMethodName()).isEqualTo("dereference");
            assertThat(TaskNote.of(thrown)).isPresent();

            Throwable wrapped = catchThrowable(() -> pool.apply(PoolSerializationContractTest::dereferenceAndWrap));
            assertThat(wrapped).hasMessage("wrapped");
            assertThat(wrapped.getCause())
                    .isExactlyInstanceOf(NullPointerException.class)
                    .hasMessage(here.getMessage());
        }
    }

    private static int failUnreadably(int x) {
        throw new UnreadableException("original text");
    }

    private static int failUnwritably(int x) {
        throw new UnwritableException("original text");
    }

    @ContractTest(SPAWN)
    @Tag("HANG.3")
    void anExceptionThatCannotTravelIsToldOf(Context mp) throws Exception {
        try (Pool pool = mp.pool(1)) {
            Set<Long> before = pids(pool);
            assertRemote(
                    catchThrowable(() -> pool.apply(PoolSerializationContractTest::failUnreadably, 1)),
                    UnreadableException.class,
                    "failUnreadably");
            assertRemote(
                    catchThrowable(() -> pool.apply(PoolSerializationContractTest::failUnwritably, 1)),
                    UnwritableException.class,
                    "failUnwritably");
            assertGood(pool);
            assertThat(pids(pool)).isEqualTo(before);
        }
    }

    private static void assertRemote(Throwable failure, Class<?> original, String method) {
        assertThat(failure).isInstanceOf(RemoteException.class).hasMessageContaining("original text");
        RemoteException remote = (RemoteException) failure;
        assertThat(remote.className()).isEqualTo(original.getName());
        assertThat(remote.remoteMessage()).isEqualTo("original text");
        assertThat(remote.remoteTrace()).contains(method);
        assertThat(remote.getStackTrace()[0].getMethodName()).isEqualTo(method);
    }
}
