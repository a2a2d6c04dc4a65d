package io.github.multiprocessing4j.internal.spawn;

import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where this library and the one that it needs come from.
 *
 * @param module the name of the library's module, if it is a module of the JVM's boot layer
 * @param onPath whether it was loaded by the loader that the class path belongs to
 * @param parts the library itself, and then what it needs
 */
record LibraryHome(Optional<String> module, boolean onPath, List<Part> parts) {

    private static final String LOGGING = "org.slf4j.Logger";

    /**
     * Classes that belong together.
     *
     * @param packages the folder, with a slash at its end, in which all of them are
     * @param sample where one of them is read from
     * @param resource the name of that one as a resource
     */
    record Part(String packages, URL sample, String resource) {

        /**
         * The jar or directory that the classes lie in; empty if they lie deeper, in a jar inside a jar for example.
         */
        Optional<Path> file() {
            String text = sample.toString();
            if (!text.endsWith(resource)) {
                return Optional.empty();
            }
            String root = text.substring(0, text.length() - resource.length());
            if (root.startsWith("file:")) {
                return Optional.of(path(root));
            }
            if (root.startsWith("jar:file:") && root.indexOf("!/") == root.length() - 2) {
                return Optional.of(path(root.substring("jar:".length(), root.length() - 2)));
            }
            return Optional.empty();
        }

        /** Class loaders of others do not always encode what they should. */
        private static Path path(String url) {
            try {
                return Path.of(URI.create(url));
            } catch (IllegalArgumentException unencoded) {
                return Path.of(url.substring("file:".length()));
            }
        }
    }

    /** The jars that hold all of it, in which there may be more; none if it lies elsewhere, or in part. */
    List<Path> jars() {
        List<Path> files = parts.stream()
                .flatMap(part -> part.file().stream())
                .filter(Files::isRegularFile)
                .toList();
        return files.size() == parts.size() ? files.stream().distinct().toList() : List.of();
    }

    /** That of the library that this class is part of. */
    static LibraryHome ofThisLibrary() {
        Module own = LibraryHome.class.getModule();
        Optional<String> module =
                Optional.ofNullable(own.getName()).filter(name -> own.getLayer() == ModuleLayer.boot());
        String internal = LibraryHome.class.getPackageName();
        String root = internal.substring(0, internal.indexOf(".internal"));
        Stream<Part> parts = Stream.of(part(LibraryHome.class, root), logging());
        return new LibraryHome(
                module,
                isOnPath(LibraryHome.class.getClassLoader()),
                parts.filter(Objects::nonNull).toList());
    }

    private static boolean isOnPath(ClassLoader own) {
        for (ClassLoader loader = ClassLoader.getSystemClassLoader(); loader != null; loader = loader.getParent()) {
            if (loader == own) {
                return true;
            }
        }
        return own == null;
    }

    /** By name: the rooms below the front room know nothing of it. */
    private static Part logging() {
        try {
            Class<?> sample = Class.forName(LOGGING, false, LibraryHome.class.getClassLoader());
            return part(sample, sample.getPackageName());
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    /** Null if the loader of the class does not tell. */
    private static Part part(Class<?> sample, String packages) {
        String resource = sample.getName().replace('.', '/') + ".class";
        URL url = sample.getResource("/" + resource);
        return url == null ? null : new Part(packages.replace('.', '/') + "/", url, resource);
    }
}
