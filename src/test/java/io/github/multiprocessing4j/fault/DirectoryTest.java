package io.github.multiprocessing4j.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs whose directory for temporary files is not fit for sockets find another one. */
@Timeout(60)
class DirectoryTest {

    @TempDir
    Path directory;

    private void assertWorks(Path temporary) throws Exception {
        List<String> options = List.of("-Djava.io.tmpdir=" + temporary, "-XX:-UsePerfData");
        List<String> command = List.of(Household.class.getName(), directory.toString(), "idle", "idle", "return");
        try (RunningProgram program = RunningProgram.start(directory, List.of(), options, command)) {
            assertThat(program.awaitEnd()).as(program.err()).isZero();
            assertThat(program.awaitLines(3)).hasSize(3);
            assertThat(program.err()).isEmpty();
        }
    }

    @Test
    void oneThatIsMissing() throws Exception {
        assertWorks(directory.resolve("missing"));
    }

    @Test
    void oneThatIsNone() throws Exception {
        assertWorks(Files.createFile(directory.resolve("file")));
    }

    @Test
    void oneWhoseNameIsTooLongForSockets() throws Exception {
        assertWorks(Files.createDirectory(directory.resolve("long".repeat(30))));
    }

    @Test
    void oneInWhichNobodyCanWrite() throws Exception {
        Path place = Path.of("/proc/self");
        assumeTrue(Files.isDirectory(place), "there is /proc");
        assertWorks(place);
    }

    @Test
    void oneThatIsFull() throws Exception {
        Path place = Files.createDirectory(directory.resolve("full"));
        assumeTrue(isRun("mount", "-t", "tmpfs", "-o", "size=64k", "none", place.toString()), "we may mount");
        try {
            try (OutputStream out = Files.newOutputStream(place.resolve("filler"))) {
                while (true) {
                    out.write(new byte[4096]);
                }
            } catch (IOException full) {
                assertWorks(place);
            }
        } finally {
            isRun("umount", place.toString());
        }
    }

    private static boolean isRun(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
