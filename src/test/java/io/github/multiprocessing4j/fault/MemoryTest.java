package io.github.multiprocessing4j.fault;

import static io.github.multiprocessing4j.fault.Processes.assertGood;
import static io.github.multiprocessing4j.fault.Processes.awaitEnd;
import static io.github.multiprocessing4j.fault.Processes.spawn;
import static io.github.multiprocessing4j.fault.Processes.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.ResultEncodingException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JVMs that run out of memory, of whatever kind. */
@Timeout(60)
class MemoryTest {

    private static Pool pool;

    @TempDir
    Path directory;

    @BeforeAll
    static void makePool() {
        pool = spawn().pool(o -> o.workers(1)
                .jvm(j -> j.maxHeap(48L << 20)
                        .args("-XX:MaxDirectMemorySize=8m", "-XX:MaxMetaspaceSize=40m")
                        .discardOutput()));
    }

    @AfterAll
    static void closePool() throws Exception {
        pool.close();
    }

    private static int exhaust(String kind) throws Exception {
        List<Object> kept = new ArrayList<>();
        switch (kind) {
            case "heap" -> Doom.EXHAUSTS.strike();
            case "array" -> kept.add(new byte[Integer.MAX_VALUE]);
            case "direct" -> {
                while (true) {
                    kept.add(ByteBuffer.allocateDirect(1 << 20));
                }
            }
            case "classes" -> {
                while (true) {
                    ClassLoader loader = new URLClassLoader(new URL[0], MemoryTest.class.getClassLoader());
                    kept.add(Proxy.newProxyInstance(
                            loader, new Class<?>[] {Runnable.class}, (proxy, method, args) -> null));
                }
            }
            case "threads" -> new Thread(null, Doom::hang, "large", 1L << 46).start();
            default -> throw new IllegalArgumentException(kind);
        }
        return kept.size();
    }

    @ParameterizedTest
    @ValueSource(strings = {"heap", "array", "direct", "classes", "threads"})
    void aTaskThatRunsOutOfMemoryFailsAndItsWorkerIsReplaced(String kind) throws Exception {
        ProcessHandle before = worker(pool);
        assertThat(catchThrowable(() -> pool.apply(MemoryTest::exhaust, kind))).isInstanceOf(OutOfMemoryError.class);
        awaitEnd(before);
        assertGood(pool);
    }

    private static byte[] bytes(int length) {
        return new byte[length];
    }

    /** More than half of the heap that it would have to fit in. */
    @Test
    void anArgumentThatTheWorkerCannotTakeIsNotSent() throws Exception {
        ProcessHandle before = worker(pool);
        assertThat(catchThrowable(() -> pool.apply((byte[] argument) -> argument.length, new byte[30 << 20])))
                .hasMessageContaining("more than");
        assertThat(worker(pool)).isEqualTo(before);
    }

    @Test
    void aResultThatTheProgramCannotTakeCostsNobodyElse() throws Exception {
        List<String> options = List.of("-Xmx64m");
        List<String> command = List.of(SmallProgram.class.getName());
        try (RunningProgram program = RunningProgram.start(directory, List.of(), options, command)) {
            assertThat(program.awaitEnd()).as(program.err()).isZero();
            assertThat(program.err()).isEmpty();
        }
    }

    /** A program whose worker gives more than fits. */
    static final class SmallProgram {

        private SmallProgram() {}

        public static void main(String[] args) throws Exception {
            try (Pool large = spawn().pool(o -> o.workers(1).jvm(j -> j.maxHeap(512L << 20)))) {
                assertThat(catchThrowable(() -> large.apply(MemoryTest::bytes, 100 << 20)))
                        .isInstanceOf(ResultEncodingException.class);
                List<byte[]> ballast = new ArrayList<>();
                for (int i = 0; i < 24; i++) {
                    ballast.add(new byte[1 << 20]);
                }
                // As bytes it fits, or not quite; as bytes and as an object it does not.
                for (int i = 0; i < 2; i++) {
                    assertThat(catchThrowable(() -> large.apply(MemoryTest::bytes, 24 << 20)))
                            .isNotNull();
                }
                assertThat(ballast).hasSize(24);
                ballast.clear();
                assertGood(large);
            }
        }
    }
}
