package io.github.multiprocessing4j.fault;

import static io.github.multiprocessing4j.fault.Processes.assertGood;
import static io.github.multiprocessing4j.fault.Processes.spawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.StartMethod;
import io.github.multiprocessing4j.WorkerLostException;
import io.github.multiprocessing4j.harness.Logs;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/** Whatever workers write to their standard streams, they are never kept waiting, and nothing else suffers. */
@Timeout(60)
class OutputTest {

    @TempDir
    Path directory;

    @Test
    void aFloodThatGoesNowhere() throws Exception {
        try (Pool pool = spawn().pool(o -> o.workers(1).jvm(j -> j.discardOutput()))) {
            Flood.assertBorne(pool);
        }
    }

    @Test
    void aFloodInAFile() throws Exception {
        Path file = directory.resolve("output");
        Files.writeString(file, "what was there before\n");
        try (Pool pool = spawn().pool(o -> o.workers(1).jvm(j -> j.outputTo(file)))) {
            Flood.assertBorne(pool);
        }
        assertThat(Files.size(file)).isEqualTo(22 + 2L * Flood.BYTES);
        try (Stream<String> text = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            assertThat(text.findFirst()).hasValue("what was there before");
        }
    }

    @Test
    void aFloodInTheOutputOfTheProgram() throws Exception {
        try (RunningProgram program = RunningProgram.start(directory, Flood.class)) {
            assertThat(program.awaitEnd()).isZero();
            assertThat(Files.size(program.outFile())).isEqualTo(Flood.BYTES);
            assertThat(Files.size(program.errFile())).isEqualTo(Flood.BYTES);
        }
    }

    private static int complain() {
        System.err.println("something is wrong");
        System.out.println("all is well");
        return 0;
    }

    @Test
    void linesAreLoggedUnderTheNameOfTheWorker() throws Exception {
        try (Logs logs = Logs.captured()) {
            try (Pool pool = spawn().pool(o -> o.workers(1).name("told").jvm(j -> j.logOutput()))) {
                pool.apply(OutputTest::complain);
                pool.apply(Flood::line, 10 << 20);
                assertThat(pool.<Integer, Integer>apply(Flood::binary, 1 << 20)).isEqualTo(1 << 20);
                assertGood(pool);
            }
            assertThat(logs.warningsOf("something is wrong")).hasSize(1);
        }
    }

    /** Throws for whatever a worker writes. */
    private static final class Refusing extends TurboFilter {

        @Override
        public FilterReply decide(
                Marker marker, Logger logger, Level level, String format, Object[] params, Throwable thrown) {
            if (logger.getName().contains(".worker.")) {
                throw new IllegalStateException("as meant");
            }
            return FilterReply.NEUTRAL;
        }
    }

    @Test
    void aLogThatThrowsKeepsNobodyWaiting() throws Exception {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        TurboFilter refusing = new Refusing();
        context.addTurboFilter(refusing);
        try (Pool pool = spawn().pool(o -> o.workers(1).jvm(j -> j.logOutput()))) {
            Flood.assertBorne(pool);
        } finally {
            context.getTurboFilterList().remove(refusing);
        }
    }

    private static int sayAndHalt() {
        PrintStream err = System.err;
        for (int i = 0; i < 1000; i++) {
            err.println("line " + i);
        }
        err.flush();
        Runtime.getRuntime().halt(Doom.EXIT_CODE);
        return 0;
    }

    @Test
    void theLastWordsOfAWorkerAreKept() throws Exception {
        try (Pool pool = spawn().pool(o -> o.workers(1).jvm(j -> j.discardOutput()))) {
            WorkerLostException lost =
                    catchThrowableOfType(WorkerLostException.class, () -> pool.apply(OutputTest::sayAndHalt));
            assertThat(lost.lastWords()).endsWith("line 999").hasSizeBetween(4000, 4096);
            assertThat(lost.exitCode()).isEqualTo(Doom.EXIT_CODE);
        }
    }

    private static void complainAndEnd() {
        complain();
    }

    @Test
    void aProcessMayWriteToAFileAsWell() throws Exception {
        Path file = directory.resolve("output");
        Process process = Process.create(o -> o.startMethod(StartMethod.SPAWN)
                .target(OutputTest::complainAndEnd)
                .jvm(j -> j.outputTo(file)));
        process.start();
        process.join();
        assertThat(Files.readAllLines(file))
                .containsExactlyInAnyOrderElementsOf(List.of("something is wrong", "all is well"));
    }
}
