package io.github.multiprocessing4j.packed;

import static io.github.multiprocessing4j.packed.Application.EXPECTED;
import static io.github.multiprocessing4j.packed.Application.LIBRARY;
import static io.github.multiprocessing4j.packed.Application.LOGGING;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Programs packed as Spring Boot's build plugins do: with the libraries as jars inside, and the classes of a launcher
 * that looks into them.
 */
class SpringBootIT {

    /** Where the build puts the launchers. */
    private static final Path LAUNCHERS = Path.of("target", "spring-boot-loaders");

    private static final String NEW = "org.springframework.boot.loader.launch.";
    private static final String OLD = "org.springframework.boot.loader.";

    @TempDir
    Path directory;

    private Application application;

    @BeforeEach
    void makeApplication() throws IOException {
        application = new Application(directory).compiled();
    }

    private Path packed(String loader, String launcher, String name, String folder) throws IOException {
        return new JarBuilder()
                .manifest("Main-Class", launcher)
                .manifest("Start-Class", "app.Main")
                .manifest("Spring-Boot-Classes", folder + "classes/")
                .manifest("Spring-Boot-Lib", folder + "lib/")
                .addContent(LAUNCHERS.resolve("spring-boot-loader" + loader + ".jar"))
                .addFolder(folder)
                .addFolder(folder + "classes/")
                .addFolder(folder + "lib/")
                .add(application.classes, folder + "classes/")
                .addFile(application.dependency, folder + "lib/")
                .addFile(LIBRARY, folder + "lib/")
                .addFile(LOGGING, folder + "lib/")
                .write(directory.resolve(name));
    }

    @ParameterizedTest
    @CsvSource({"-2.7.18, " + OLD, "-classic-3.5.6, " + OLD, "-3.5.6, " + NEW, "-4.0.0, " + NEW})
    void fromAnExecutableJar(String loader, String where) throws Exception {
        packed(loader, where + "JarLauncher", "app.jar", "BOOT-INF/");
        application.java("-jar", "app.jar").assertClean().assertOut(EXPECTED);
    }

    @ParameterizedTest
    @CsvSource({"-2.7.18, " + OLD, "-4.0.0, " + NEW})
    void fromAnExecutableJarWithItsLauncherOnTheClassPath(String loader, String where) throws Exception {
        Path jar = packed(loader, where + "JarLauncher", "app.jar", "BOOT-INF/");
        application.java("-cp", jar, where + "PropertiesLauncher").assertClean().assertOut(EXPECTED);
    }

    /** No launcher runs any other main class than that of such an archive. */
    @ParameterizedTest
    @CsvSource({"-2.7.18, " + OLD, "-3.5.6, " + NEW, "-4.0.0, " + NEW})
    void fromAnExecutableWebArchive(String loader, String where) throws Exception {
        packed(loader, where + "WarLauncher", "app.war", "WEB-INF/");
        application.java("-jar", "app.war").assertClean().assertOut(EXPECTED);
    }
}
