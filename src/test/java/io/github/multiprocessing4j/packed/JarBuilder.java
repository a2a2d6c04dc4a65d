package io.github.multiprocessing4j.packed;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/** A jar in the making, as build tools make them. */
final class JarBuilder {

    private final Manifest manifest = new Manifest();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    JarBuilder() {
        manifest(Attributes.Name.MANIFEST_VERSION.toString(), "1.0");
    }

    JarBuilder manifest(String name, String value) {
        manifest.getMainAttributes().put(new Attributes.Name(name), value);
        return this;
    }

    /** Adds the files of a directory. */
    JarBuilder add(Path directory) throws IOException {
        return add(directory, "");
    }

    /** Adds the files of a directory below a folder. */
    JarBuilder add(Path directory, String folder) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = directory.relativize(file).toString().replace('\\', '/');
                entries.put(folder + name, Files.readAllBytes(file));
            }
        }
        return this;
    }

    /** Adds what is in another jar, but for what it says about itself. */
    JarBuilder addContent(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            for (var entry : (Iterable<java.util.jar.JarEntry>) file.stream()::iterator) {
                if (!entry.isDirectory() && !entry.getName().matches("META-INF/.*|module-info.class")) {
                    try (InputStream in = file.getInputStream(entry)) {
                        entries.put(entry.getName(), in.readAllBytes());
                    }
                }
            }
        }
        return this;
    }

    /** Adds a file as it is, in a folder. */
    JarBuilder addFile(Path file, String folder) throws IOException {
        entries.put(folder + file.getFileName(), Files.readAllBytes(file));
        return this;
    }

    /** Adds a folder: some readers of archives look for it. */
    JarBuilder addFolder(String name) {
        entries.put(name, new byte[0]);
        return this;
    }

    /** Writes it. Jars inside are not compressed: else nobody can look into them. */
    Path write(Path file) throws IOException {
        try (OutputStream target = Files.newOutputStream(file);
                JarOutputStream out = new JarOutputStream(target, manifest)) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(each.getKey());
                if (each.getKey().endsWith(".jar")) {
                    store(entry, each.getValue());
                }
                out.putNextEntry(entry);
                out.write(each.getValue());
                out.closeEntry();
            }
        }
        return file;
    }

    private static void store(ZipEntry entry, byte[] content) {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
    }
}
