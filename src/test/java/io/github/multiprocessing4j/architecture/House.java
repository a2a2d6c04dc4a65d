package io.github.multiprocessing4j.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.multiprocessing4j.Multiprocessing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;

/** Where the tests of this package find what they look at. */
final class House {

    static final String ROOT = "io.github.multiprocessing4j";
    static final String INTERNAL = ROOT + ".internal";

    /** Where the compiled library lies. */
    static final Path COMPILED = placeOf(Multiprocessing.class);

    /** Where the sources of the library lie: tests are run in the project's directory. */
    static final Path SOURCES = Path.of("src", "main", "java");

    /** The classes of the library. */
    static final JavaClasses CLASSES = Files.isDirectory(COMPILED)
            ? new ClassFileImporter().importPath(COMPILED)
            : new ClassFileImporter().importJar(open(COMPILED));

    private House() {}

    /** The directory or jar that a class was loaded from. */
    static Path placeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JarFile open(Path jar) {
        try {
            return new JarFile(jar.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of a test resource, but for empty ones and comments. */
    static List<String> list(String resource) throws IOException {
        try (InputStream in = House.class.getClassLoader().getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }
}
