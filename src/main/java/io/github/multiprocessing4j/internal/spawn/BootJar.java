package io.github.multiprocessing4j.internal.spawn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;

/**
 * An executable jar of Spring Boot, with the libraries as jars inside. Java itself does not look into those; the
 * launcher in the jar does, and one of its kinds runs any main class.
 */
final class BootJar {

    private static final String CONTENT = "BOOT-INF/";

    /** Newest first: the package changed with Spring Boot 3.2. */
    private static final List<String> LAUNCHERS = List.of(
            "org.springframework.boot.loader.launch.PropertiesLauncher",
            "org.springframework.boot.loader.PropertiesLauncher");

    private BootJar() {}

    /** The launcher of the first such jar among the entries of a class path, if there is one. */
    static Optional<String> launcherOn(SearchPath classPath) throws IOException {
        for (String entry : classPath.entries()) {
            Path file = Path.of(entry);
            if (entry.endsWith(".jar") && Files.isRegularFile(file)) {
                Optional<String> launcher = launcherIn(file);
                if (launcher.isPresent()) {
                    return launcher;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> launcherIn(Path file) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            if (jar.stream().noneMatch(entry -> entry.getName().startsWith(CONTENT))) {
                return Optional.empty();
            }
            return LAUNCHERS.stream()
                    .filter(name -> jar.getEntry(name.replace('.', '/') + ".class") != null)
                    .findFirst();
        }
    }

    /** The words behind the options by which a launcher runs a main class. */
    static List<String> main(String launcher, String mainClass) {
        return List.of("-Dloader.main=" + mainClass, launcher);
    }
}
