package io.github.multiprocessing4j.fault;

import static io.github.multiprocessing4j.fault.Processes.assertGood;
import static io.github.multiprocessing4j.fault.Processes.spawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.multiprocessing4j.Pool;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Exceptions of tasks that are hard to bring home: what they say, and where they come from, comes home. */
@Timeout(60)
class StrangeExceptionsTest {

    private static final int LONG = 10 << 20;

    private static Pool pool;

    @BeforeAll
    static void makePool() {
        pool = spawn().pool(1);
    }

    @AfterAll
    static void closePool() {
        pool.close();
    }

    @AfterEach
    void thePoolIsGood() throws Exception {
        assertGood(pool);
    }

    private static int throwInACircle() {
        IllegalStateException first = new IllegalStateException("first");
        IllegalStateException second = new IllegalStateException("second", first);
        first.initCause(second);
        first.addSuppressed(second);
        throw first;
    }

    @Test
    void oneThatIsItsOwnCause() {
        Throwable thrown = catchThrowable(() -> pool.apply(StrangeExceptionsTest::throwInACircle));
        assertThat(thrown).isInstanceOf(IllegalStateException.class).hasMessage("first");
        assertThat(thrown.getCause()).hasMessage("second").hasCause(thrown);
        assertComesFrom("throwInACircle", thrown);
    }

    private static int throwMuch() {
        char[] text = new char[LONG];
        Arrays.fill(text, 'x');
        throw new IllegalStateException(new String(text));
    }

    @Test
    void oneWithALongMessage() {
        Throwable thrown = catchThrowable(() -> pool.apply(StrangeExceptionsTest::throwMuch));
        assertThat(thrown).isInstanceOf(IllegalStateException.class);
        assertThat(thrown.getMessage().length()).isEqualTo(LONG);
        assertComesFrom("throwMuch", thrown);
    }

    static final class Secretive extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial")
        private final Object hidden = new Object();

        @Override
        public String getMessage() {
            throw new IllegalStateException("says nothing of " + hidden);
        }
    }

    private static int throwSecretive() {
        throw new Secretive();
    }

    @Test
    void oneThatCannotTravelAndThrowsWhenItIsAsked() {
        Throwable thrown = catchThrowable(() -> pool.apply(StrangeExceptionsTest::throwSecretive));
        assertThat(thrown).isInstanceOf(io.github.multiprocessing4j.RemoteException.class);
        assertThat(thrown).hasMessageContaining("Secretive");
        assertComesFrom("throwSecretive", thrown);
    }

    private static void assertComesFrom(String method, Throwable thrown) {
        assertThat(thrown.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals(method));
    }
}
