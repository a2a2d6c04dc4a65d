package io.github.multiprocessing4j.fault;

import static io.github.multiprocessing4j.fault.Processes.assertGood;
import static io.github.multiprocessing4j.fault.Processes.spawn;
import static io.github.multiprocessing4j.fault.Processes.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.multiprocessing4j.Pool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Exceptions of tasks that are hard to bring home: they come, and their workers stay. */
@Timeout(60)
class StrangeExceptionsTest {

    private static Pool pool;

    private ProcessHandle before;

    @BeforeAll
    static void makePool() {
        pool = spawn().pool(1);
    }

    @AfterAll
    static void closePool() throws Exception {
        pool.close();
    }

    @BeforeEach
    void noteTheWorker() throws Exception {
        before = worker(pool);
    }

    @AfterEach
    void theWorkerIsTheSame() throws Exception {
        assertGood(pool);
        assertThat(worker(pool)).isEqualTo(before);
    }

    private static boolean isTraced(Throwable failure, String method) {
        for (StackTraceElement frame : failure.getStackTrace()) {
            if (frame.getMethodName().equals(method)) {
                return true;
            }
        }
        return false;
    }

    private static int throwCircle() {
        IllegalStateException first = new IllegalStateException("first");
        first.initCause(new IllegalArgumentException("second", first));
        throw first;
    }

    @Test
    void causesThatGoRoundInACircle() {
        IllegalStateException failure =
                catchThrowableOfType(IllegalStateException.class, () -> pool.apply(StrangeExceptionsTest::throwCircle));
        assertThat(failure).hasMessage("first");
        assertThat(isTraced(failure, "throwCircle")).isTrue();
        assertThat(failure.getCause())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("second");
    }

    /** Is its own cause, which no exception of the JDK can be. */
    private static final class OwnCauseException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        OwnCauseException() {
            super("mine");
        }

        @Override
        public synchronized Throwable getCause() {
            return this;
        }
    }

    private static int throwOwnCause() {
        throw new OwnCauseException();
    }

    @Test
    void oneThatIsItsOwnCause() {
        Throwable failure = catchThrowable(() -> pool.apply(StrangeExceptionsTest::throwOwnCause));
        assertThat(failure.getMessage()).contains("mine");
        assertThat(isTraced(failure, "throwOwnCause")).isTrue();
    }

    private static int throwLong(int length) {
        throw new IllegalStateException("x".repeat(length));
    }

    @Test
    void aMessageOfTenMebibytes() {
        int length = 10 << 20;
        IllegalStateException failure = catchThrowableOfType(
                IllegalStateException.class, () -> pool.apply(StrangeExceptionsTest::throwLong, length));
        assertThat(failure.getMessage().length()).isEqualTo(length);
        assertThat(isTraced(failure, "throwLong")).isTrue();
    }

    /** Throws whatever it is asked. */
    private static final class RudeException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new UnsupportedOperationException("no message");
        }

        @Override
        public String toString() {
            throw new UnsupportedOperationException("no text");
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new UnsupportedOperationException("no trace");
        }
    }

    private static int throwRude() {
        throw new RudeException();
    }

    @Test
    void oneThatThrowsWhenItIsAsked() {
        Throwable failure = catchThrowable(() -> pool.apply(StrangeExceptionsTest::throwRude));
        assertThat(failure.getClass()).isEqualTo(RudeException.class);
    }

    private static int throwManySuppressed() {
        IllegalStateException failure = new IllegalStateException("outer");
        for (int i = 0; i < 1000; i++) {
            failure.addSuppressed(new IllegalArgumentException("suppressed " + i));
        }
        throw failure;
    }

    @Test
    void manySuppressedOnes() {
        IllegalStateException failure = catchThrowableOfType(
                IllegalStateException.class, () -> pool.apply(StrangeExceptionsTest::throwManySuppressed));
        assertThat(failure.getSuppressed()).hasSizeGreaterThanOrEqualTo(1000);
        assertThat(failure.getSuppressed()[0]).hasMessage("suppressed 0");
    }
}
