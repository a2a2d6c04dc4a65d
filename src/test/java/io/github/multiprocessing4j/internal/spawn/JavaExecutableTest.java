package io.github.multiprocessing4j.internal.spawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaExecutableTest {

    @TempDir
    Path directory;

    private Path program(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        assertThat(Files.createFile(file).toFile().setExecutable(true)).isTrue();
        return file;
    }

    @Test
    void itIsTheOneThatRunsTheJvm() throws Exception {
        Path java = program("jdk/bin/java");
        assertThat(JavaExecutable.of(Optional.of(java), directory)).isEqualTo(java);
    }

    @Test
    void aLauncherOfAnApplicationIsNone() throws Exception {
        Path own = program("app/bin/app");
        Path java = program("app/lib/runtime/bin/java");
        assertThat(JavaExecutable.of(Optional.of(own), directory.resolve("app/lib/runtime")))
                .isEqualTo(java);
    }

    @Test
    void oneThatWasReplacedOnTheDiskIsNone() throws Exception {
        Path java = program("jdk/bin/java");
        Optional<Path> gone = Optional.of(directory.resolve("jdk/bin/java (deleted)"));
        assertThat(JavaExecutable.of(gone, directory.resolve("jdk"))).isEqualTo(java);
        assertThat(JavaExecutable.of(Optional.empty(), directory.resolve("jdk")))
                .isEqualTo(java);
    }

    @Test
    void aRuntimeWithoutOneSaysSo() {
        assertThatIOException()
                .isThrownBy(() -> JavaExecutable.of(Optional.empty(), directory))
                .withMessageContaining(directory.resolve("bin").resolve("java").toString());
    }

    @Test
    void theOneThatIsAskedForIsTaken() throws Exception {
        Path java = program("bin/java");
        assertThat(JavaExecutable.given(java, Path.of("/"))).isEqualTo(java);
        assertThat(JavaExecutable.given(Path.of("bin/java"), directory)).isEqualTo(java);
    }

    @Test
    void butOnlyIfItCanBeExecuted() throws Exception {
        Path text = Files.createFile(directory.resolve("text"));
        Path nothing = directory.resolve("nothing");
        assertThatIOException()
                .isThrownBy(() -> JavaExecutable.given(text, directory))
                .withMessage("The executable %s is no file that can be executed.", text);
        assertThatIOException()
                .isThrownBy(() -> JavaExecutable.given(directory, directory))
                .withMessage("The executable %s is no file that can be executed.", directory);
        assertThatIOException()
                .isThrownBy(() -> JavaExecutable.given(nothing, directory))
                .withMessage("The executable %s does not exist.", nothing);
    }
}
