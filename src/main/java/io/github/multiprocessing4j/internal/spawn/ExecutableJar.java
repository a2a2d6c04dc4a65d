package io.github.multiprocessing4j.internal.spawn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the manifest of an executable jar says to the JVM. It counts only where the jar is the main one ({@code java
 * -jar}), which it is not for a child; so the child is told by options.
 */
final class ExecutableJar {

    private static final int FIRST_WITH_NATIVE_ACCESS = 22;

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private ExecutableJar() {}

    /**
     * The options that do what the manifest does.
     *
     * @param command what the JVM runs: a main class or jar, and its arguments
     * @param classPath the class path of the JVM, as it is spelled
     * @param feature the version of the JVM
     */
    static List<String> options(String command, String classPath, Path directory, int feature) {
        boolean runsJar = !classPath.isEmpty() && (command + " ").startsWith(classPath + " ");
        if (!runsJar) {
            return List.of();
        }
        try (JarFile jar = new JarFile(directory.resolve(classPath).toFile())) {
            Manifest manifest = jar.getManifest();
            return manifest == null ? List.of() : options(manifest.getMainAttributes(), feature);
        } catch (IOException noJar) {
            return List.of(); // a main class whose name is that of a directory
        }
    }

    private static List<String> options(Attributes attributes, int feature) {
        Stream<String> exports = all(attributes, "Add-Exports").map(name -> "--add-exports=" + name + "=ALL-UNNAMED");
        Stream<String> opens = all(attributes, "Add-Opens").map(name -> "--add-opens=" + name + "=ALL-UNNAMED");
        Stream<String> natives = feature < FIRST_WITH_NATIVE_ACCESS
                ? Stream.empty()
                : all(attributes, "Enable-Native-Access").map(name -> "--enable-native-access=" + name);
        return Stream.of(exports, opens, natives).flatMap(options -> options).toList();
    }

    private static Stream<String> all(Attributes attributes, String name) {
        String value = attributes.getValue(name);
        return value == null || value.isBlank() ? Stream.empty() : SPACE.splitAsStream(value.strip());
    }
}
