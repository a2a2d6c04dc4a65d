package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.spawn.LibraryHome.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URLConnection;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * A jar with those parts of the library that no class path leads to, for they lie in a jar inside another archive. Only
 * the library: the user's own classes come to a worker over its channel, and for that the library has to be there.
 */
final class LibraryCopy {

    private static final String NAME = "library.jar";

    private LibraryCopy() {}

    /**
     * The jar, made if it is not there.
     *
     * @throws IOException if it cannot be made
     */
    static Path in(Path directory, List<Part> parts) throws IOException {
        Path jar = directory.resolve(NAME);
        if (Files.exists(jar)) {
            return jar;
        }
        Path unfinished = Files.createTempFile(directory, NAME, null);
        try {
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(unfinished))) {
                for (Part part : parts) {
                    copy(part, out);
                }
            }
            Files.move(unfinished, jar, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException madeMeanwhile) {
            // by another thread, and the same
        } finally {
            Files.deleteIfExists(unfinished);
        }
        return jar;
    }

    private static void copy(Part part, JarOutputStream out) throws IOException {
        URLConnection connection = part.sample().openConnection();
        if (!(connection instanceof JarURLConnection inJar)
                || !inJar.getEntryName().endsWith(part.resource())) {
            throw new IOException("Child JVMs need the classes in " + part.packages() + " on their class path, and "
                    + part.sample() + ", where this JVM has them from, can neither be put there nor be copied.");
        }
        // Not closed: the loader that the classes come from may share it.
        JarFile jar = inJar.getJarFile();
        String entryName = inJar.getEntryName();
        String root =
                entryName.substring(0, entryName.length() - part.resource().length());
        for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
            if (entry.getName().startsWith(root + part.packages()) && !entry.isDirectory()) {
                out.putNextEntry(new JarEntry(entry.getName().substring(root.length())));
                copy(jar, entry, out);
                out.closeEntry();
            }
        }
    }

    private static void copy(JarFile jar, JarEntry entry, OutputStream out) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            in.transferTo(out);
        }
    }
}
