package io.github.multiprocessing4j.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.Pool;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs that start processes which start processes. */
@Timeout(60)
class ForkBombTest {

    @TempDir
    Path directory;

    /** Has a pool from the moment on at which its class is used, in whatever process that is. */
    static final class Bomb {

        static final int LEVELS = explode();

        private Bomb() {}

        private static int explode() {
            try (Pool pool = Processes.spawn().pool(1)) {
                return 1 + pool.<Integer>apply(() -> Bomb.LEVELS);
            } catch (InterruptedException | ExceptionInInitializerError e) {
                throw new IllegalStateException(e);
            }
        }

        public static void main(String[] args) {
            System.out.println(LEVELS);
        }
    }

    /** Each class is used in each process; the depth of processes is bounded, and whoever goes beyond it is told. */
    @Test
    void aPoolInAStaticFieldEndsAtTheGreatestDepth() throws Exception {
        try (RunningProgram program = RunningProgram.start(
                directory, List.of(), List.of("-Dmultiprocessing4j.maxDepth=2"), List.of(Bomb.class.getName()))) {
            assertThat(program.awaitEnd()).isEqualTo(1);
            assertThat(program.err()).contains("multiprocessing4j.maxDepth").contains("IllegalStateException");
        }
    }
}
