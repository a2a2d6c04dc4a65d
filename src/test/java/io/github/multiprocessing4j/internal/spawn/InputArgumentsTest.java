package io.github.multiprocessing4j.internal.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputArgumentsTest {

    @Test
    void theJvmTells() {
        assertThat(InputArguments.ofThisJvm())
                .isNotEmpty()
                .isEqualTo(ManagementFactory.getRuntimeMXBean().getInputArguments());
    }

    @Test
    void onACommandLineTheyEndAtTheMainClass() {
        assertThat(InputArguments.ofCommandLine(List.of("-Da=1", "-cp", "x", "-ea", "Main", "-Db=2")))
                .containsExactly("-Da=1", "-ea");
    }

    @Test
    void orAtTheMainJarOrModule() {
        assertThat(InputArguments.ofCommandLine(List.of("-ea", "-jar", "-x.jar", "-Db=2")))
                .containsExactly("-ea");
        assertThat(InputArguments.ofCommandLine(List.of("-p", "mods", "-ea", "-m", "app/app.Main", "-Db=2")))
                .containsExactly("-ea");
        assertThat(InputArguments.ofCommandLine(List.of("-ea", "--module=app"))).contains("-ea");
    }

    @Test
    void optionsOfTwoWordsBecomeOne() {
        assertThat(InputArguments.ofCommandLine(List.of(
                        "--add-modules",
                        "java.sql",
                        "--class-path=x",
                        "--module-path",
                        "mods",
                        "--add-opens=a/b=c",
                        "@more",
                        "Main")))
                .containsExactly(
                        "--add-modules=java.sql", "--class-path=x", "--module-path=mods", "--add-opens=a/b=c", "@more");
    }

    @Test
    void aCommandLineMayBeCutOffAnywhere() {
        assertThat(InputArguments.ofCommandLine(List.of("-cp"))).isEmpty();
        assertThat(InputArguments.ofCommandLine(List.of("--add-modules"))).containsExactly("--add-modules");
    }
}
