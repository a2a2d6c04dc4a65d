package io.github.multiprocessing4j.internal.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class NicenessTest {

    @TempDir
    Path directory;

    @Test
    void aProgramSeesToIt() throws Exception {
        Path program = Files.createFile(directory.resolve("nice"));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        assertThat(Niceness.prefix(7, "bin" + File.pathSeparator + "/nowhere" + File.pathSeparator + directory))
                .containsExactly(program.toString(), "-n", "7");
    }

    @Test
    void whereThereIsNoneNothingIsDone() {
        assertThat(Niceness.prefix(7, directory.toString())).isEmpty();
        assertThat(Niceness.prefix(7, null)).isEmpty();
    }

    @Test
    void norWhereNothingIsAskedFor() {
        assertThat(Niceness.prefix(0, System.getenv("PATH"))).isEmpty();
    }
}
