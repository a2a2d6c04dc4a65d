package io.github.multiprocessing4j.fault;

import static io.github.multiprocessing4j.fault.Processes.assertGood;
import static io.github.multiprocessing4j.fault.Processes.spawn;
import static io.github.multiprocessing4j.fault.Processes.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.multiprocessing4j.DecodingException;
import io.github.multiprocessing4j.Fn;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.RemoteException;
import io.github.multiprocessing4j.TaskTimeoutException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Classes that are not the same on both sides, are on one side only, or cannot be used. */
@Timeout(60)
class StrangeClassesTest {

    private static final String PACKAGE = "package io.github.multiprocessing4j.fault;\n";

    @TempDir
    static Path directory;

    private static Pool pool;

    /** Here it has this form; in the worker, whose boot loader has another one, that one. */
    static final class Changed implements Serializable {

        private static final long serialVersionUID = 1L;

        Changed() {}
    }

    /** Cannot be initialized in the worker. */
    static final class Broken implements Serializable {

        private static final long serialVersionUID = 1L;

        Broken() {}
    }

    @BeforeAll
    static void makePool() throws Exception {
        Path classes = Files.createDirectory(directory.resolve("classes"));
        compile(classes, "StrangeClassesTest$Changed", "implements java.io.Serializable {", """
                private static final long serialVersionUID = 2L;
                }
                """);
        compile(classes, "StrangeClassesTest$Broken", "implements java.io.Serializable {", """
                private static final long serialVersionUID = 1L;
                static { if (true) throw new IllegalStateException("as meant"); }
                }
                """);
        compile(
                classes,
                "OnlyThere",
                "extends RuntimeException implements java.util.concurrent.Callable<Object> {",
                """
                private static final long serialVersionUID = 1L;
                public OnlyThere() { super("from there"); }
                public Object call() { return this; }
                }
                """);
        pool = spawn().pool(o -> o.workers(1).jvm(j -> j.args("-Xbootclasspath/a:" + classes)));
    }

    private static void compile(Path classes, String name, String head, String body) throws IOException {
        Path source = Files.writeString(
                directory.resolve(name + ".java"), PACKAGE + "public class " + name + " " + head + "\n" + body);
        String javac = Path.of(System.getProperty("java.home"), "bin", "javac").toString();
        int code = new ProcessBuilder(javac, "-d", classes.toString(), source.toString())
                .inheritIO()
                .start()
                .onExit()
                .join()
                .exitValue();
        assertThat(code).as("exit code of javac").isZero();
    }

    @AfterAll
    static void closePool() throws Exception {
        pool.close();
    }

    private static void assertKept(ProcessHandle before) throws Exception {
        assertGood(pool);
        assertThat(worker(pool)).isEqualTo(before);
    }

    private static String nameOf(Object argument) {
        return argument.getClass().getName();
    }

    @Test
    void aClassOfAnotherVersionIsToldAsSuch() throws Exception {
        ProcessHandle before = worker(pool);
        for (int i = 0; i < 20; i++) {
            assertThat(catchThrowable(() -> pool.apply(StrangeClassesTest::nameOf, new Changed())))
                    .isInstanceOf(DecodingException.class)
                    .hasMessageContainingAll("Changed", "serialVersionUID");
        }
        assertKept(before);
    }

    @Test
    void aClassThatCannotBeInitializedIsToldAsSuch() throws Exception {
        ProcessHandle before = worker(pool);
        for (int i = 0; i < 3; i++) {
            assertThat(catchThrowable(() -> pool.apply(StrangeClassesTest::nameOf, new Broken())))
                    .isInstanceOf(DecodingException.class)
                    .hasStackTraceContaining("StrangeClassesTest$Broken");
        }
        assertKept(before);
    }

    private static Object onlyThere() throws Exception {
        return Class.forName("io.github.multiprocessing4j.fault.OnlyThere")
                .getConstructor()
                .newInstance();
    }

    private static Object throwOnlyThere() throws Exception {
        throw (RuntimeException) onlyThere();
    }

    @Test
    void aResultOfAClassThatIsMissingHereIsTold() throws Exception {
        ProcessHandle before = worker(pool);
        for (int i = 0; i < 20; i++) {
            assertThat(catchThrowable(() -> pool.apply(StrangeClassesTest::onlyThere)))
                    .isInstanceOf(DecodingException.class)
                    .hasMessageContaining("OnlyThere");
        }
        assertKept(before);
    }

    @Test
    void anExceptionOfAClassThatIsMissingHereComesAsText() throws Exception {
        ProcessHandle before = worker(pool);
        RemoteException remote =
                catchThrowableOfType(RemoteException.class, () -> pool.apply(StrangeClassesTest::throwOnlyThere));
        assertThat(remote).hasMessageContaining("from there").hasStackTraceContaining("throwOnlyThere");
        assertKept(before);
    }

    /** Reads as itself again and again. */
    private record Looping() implements Serializable {

        private Object readResolve() {
            while (true) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void anArgumentWhoseReadingDoesNotEndIsStopped() throws Exception {
        Fn<Object, String> nameOf = StrangeClassesTest::nameOf;
        Looping looping = new Looping();
        assertThat(catchThrowable(
                        () -> pool.apply(() -> nameOf.apply(looping), o -> o.timeout(Duration.ofMillis(300)))))
                .isInstanceOf(TaskTimeoutException.class);
        assertGood(pool);
    }

    /** A chain of its own kind, deeper than any stack. */
    private static Object chain(int length) {
        Object chain = List.of();
        for (int i = 0; i < length; i++) {
            chain = new Object[] {chain};
        }
        return chain;
    }

    @Test
    void objectsThatAreNestedTooDeeplyAreRefusedOnBothSides() throws Exception {
        ProcessHandle before = worker(pool);
        Object deep = chain(100_000);
        for (int i = 0; i < 5; i++) {
            assertThat(catchThrowable(() -> pool.apply(StrangeClassesTest::nameOf, deep)))
                    .isNotNull();
            assertThat(catchThrowable(() -> pool.apply(StrangeClassesTest::chain, 100_000)))
                    .isNotNull();
        }
        assertKept(before);
    }
}
