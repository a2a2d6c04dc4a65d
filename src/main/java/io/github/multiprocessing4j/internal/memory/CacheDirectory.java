package io.github.multiprocessing4j.internal.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import java.util.Optional;

/**
 * A directory for what can be made anew at any time, and is trusted by who finds it there: nobody but this user, or the
 * system's administrator, can have put it there.
 *
 * @param path the directory, which exists
 * @param me the user that this JVM runs as; null where files have no such owners, or none can be made
 */
public record CacheDirectory(Path path, UserPrincipal me) {

    private static final String NAME = "multiprocessing4j";
    private static final int ADMINISTRATOR = 0;

    /**
     * Where a user's cache is, by the custom of the system.
     *
     * @param system the name of the system, as {@code os.name} has it
     * @param home the user's directory, which the JVM may not know
     */
    static Optional<Path> customary(String system, String home, Map<String, String> environment) {
        if (system.startsWith("Windows")) {
            return absolute(environment.get("LOCALAPPDATA")).map(path -> path.resolve(NAME));
        }
        Optional<Path> own = absolute(home).filter(Files::isDirectory);
        if (system.startsWith("Mac")) {
            return own.map(path -> path.resolve("Library").resolve("Caches").resolve(NAME));
        }
        return absolute(environment.get("XDG_CACHE_HOME"))
                .or(() -> own.map(path -> path.resolve(".cache")))
                .map(path -> path.resolve(NAME));
    }

    private static Optional<Path> absolute(String text) {
        try {
            return Optional.ofNullable(text).map(Path::of).filter(Path::isAbsolute);
        } catch (InvalidPathException notOfThisSystem) {
            return Optional.empty();
        }
    }

    /** That of the user of this JVM, made if need be; empty if there is none that can be trusted. */
    public static Optional<CacheDirectory> ofThisUser() {
        return customary(System.getProperty("os.name"), System.getProperty("user.home"), System.getenv())
                .flatMap(CacheDirectory::at);
    }

    /** One at a place of the user's choice, made if need be; empty if it cannot be trusted. */
    public static Optional<CacheDirectory> at(Path path) {
        try {
            Path directory = path.toAbsolutePath();
            create(directory);
            if (!PrivateDirectory.isPosix(directory)) {
                return Files.isDirectory(directory)
                        ? Optional.of(new CacheDirectory(directory, null))
                        : Optional.empty();
            }
            CacheDirectory found = new CacheDirectory(directory, Files.isWritable(directory) ? me(directory) : null);
            return found.isTrusted(Files.readAttributes(directory, PosixFileAttributes.class))
                    ? Optional.of(found)
                    : Optional.empty();
        } catch (IOException | SecurityException unusable) {
            return Optional.empty();
        }
    }

    private static void create(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            if (directory.getParent() != null) {
                Files.createDirectories(directory.getParent());
            }
            if (PrivateDirectory.isPosix(directory.getParent())) {
                Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(PrivateDirectory.ownerAlone()));
            } else {
                Files.createDirectory(directory);
            }
        }
    }

    /** By what the system says of a new file: the name that the JVM has for its user can be set, or be unknown. */
    private static UserPrincipal me(Path directory) throws IOException {
        Path probe = Files.createTempFile(directory, "probe", null);
        try {
            return Files.getOwner(probe);
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    /** Whether a file in it is there, and cannot have been written by others. */
    public boolean holds(Path file) {
        try {
            if (!PrivateDirectory.isPosix(path)) {
                return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
            }
            PosixFileAttributes found =
                    Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return found.isRegularFile() && isTrusted(found, file);
        } catch (IOException gone) {
            return false;
        }
    }

    /** Whether files can be put into it. */
    public boolean isWritable() {
        return Files.isWritable(path);
    }

    private boolean isTrusted(PosixFileAttributes attributes) throws IOException {
        return attributes.isDirectory() && isTrusted(attributes, path);
    }

    private boolean isTrusted(PosixFileAttributes attributes, Path file) throws IOException {
        boolean writableByOthers = attributes.permissions().contains(PosixFilePermission.GROUP_WRITE)
                || attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE);
        return !writableByOthers && (attributes.owner().equals(me) || isAdministrators(file));
    }

    private static boolean isAdministrators(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix")
                && Files.getAttribute(file, "unix:uid").equals(ADMINISTRATOR);
    }
}
