package io.github.multiprocessing4j.internal.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutableJarTest {

    @TempDir
    Path directory;

    @BeforeEach
    void makeJar() throws IOException {
        Jars.withManifest(
                directory.resolve("the app.jar"),
                Map.of(
                        "Add-Exports", "java.base/sun.nio.ch",
                        "Add-Opens", "java.base/java.lang  java.base/java.util",
                        "Enable-Native-Access", "ALL-UNNAMED"));
    }

    private List<String> options(String command, String classPath, int feature) {
        return ExecutableJar.options(command, classPath, directory, feature);
    }

    @Test
    void whatItsManifestOpensIsOpenInTheChild() {
        assertThat(options("the app.jar a b", "the app.jar", 17))
                .containsExactly(
                        "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--add-opens=java.base/java.util=ALL-UNNAMED");
        assertThat(options("the app.jar", "the app.jar", 25)).contains("--enable-native-access=ALL-UNNAMED");
    }

    @Test
    void aJarOnTheClassPathOpensNothing() {
        assertThat(options("com.acme.Main a b", "the app.jar", 25)).isEmpty();
        assertThat(options("", "", 25)).isEmpty();
    }

    @Test
    void aManifestMaySayNothing() throws IOException {
        Jars.withManifest(directory.resolve("plain.jar"), Map.of());
        Jars.with(directory.resolve("bare.jar"), "A");
        Files.createDirectory(directory.resolve("Main"));
        assertThat(options("plain.jar", "plain.jar", 25)).isEmpty();
        assertThat(options("bare.jar", "bare.jar", 25)).isEmpty();
        assertThat(options("Main", "Main", 25)).isEmpty();
    }
}
