package io.github.multiprocessing4j.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers are talked to by shared memory, where there is some to share; and by sockets alone, where there is none. */
@Timeout(60)
class SharedMemoryTransportTest {

    private static final Path IN_MEMORY = Path.of("/dev/shm");

    @TempDir
    Path directory;

    @BeforeEach
    void lookForTheMap() {
        assumeTrue(Files.isReadable(Mapped.MAPS), "the system tells what is mapped");
    }

    private void assertWorks(boolean mapped, List<String> before, String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of(options));
        all.add("-XX:-UsePerfData");
        try (RunningProgram program = RunningProgram.start(directory, before, all, List.of(Mapped.class.getName()))) {
            assertThat(program.awaitEnd()).as(program.err()).isZero();
            assertThat(program.out()).containsExactly(String.valueOf(mapped), "[4000000, 6]", "2 true 1", "3 4 5");
            assertThat(program.err()).isEmpty();
        }
    }

    @Test
    void wherePossible() throws Exception {
        assertWorks(true, List.of());
    }

    @Test
    void notWhereThatIsNotWanted() throws Exception {
        assertWorks(false, List.of(), "-Dmultiprocessing4j.sharedMemory=false");
    }

    @Test
    void elsewhereIfThereIsNoFileSystemInMemory() throws Exception {
        assertWorks(true, instead("mount -t proc none " + IN_MEMORY));
    }

    @Test
    void notIfThereIsNoRoom() throws Exception {
        assertWorks(false, instead("mount -t tmpfs -o size=256k none " + IN_MEMORY));
    }

    /** Nobody depends on a child's leaving it whole. */
    @Test
    void andACutIsNoCrash() throws Exception {
        for (String uses : List.of("10", "20000")) {
            try (RunningProgram program = RunningProgram.start(directory, CutPage.class, uses)) {
                assertThat(program.awaitEnd()).as(program.err()).isZero();
                String lock = "true Lock[held]";
                String permits = "true BoundedSemaphore[1]";
                assertThat(program.out())
                        .containsExactly(
                                "0", "9", lock, permits, lock, permits, lock, permits, "cut", "0", "[1, 4, 9]");
            }
        }
    }

    /** What runs a command with something else in the place of the file system in memory. */
    private static List<String> instead(String mount) throws Exception {
        assumeTrue(Files.isDirectory(IN_MEMORY), "there is a file system in memory");
        List<String> before = List.of("unshare", "-m", "sh", "-c", mount + " && exec \"$@\"", "sh");
        List<String> trial = new ArrayList<>(before);
        trial.add("true");
        assumeTrue(isRun(trial), "we may mount");
        return before;
    }

    private static boolean isRun(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
