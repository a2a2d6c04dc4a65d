package io.github.multiprocessing4j.internal.memory;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A directory to tidy up. No link is followed.
 *
 * <p>Where the system can do it, it is the directory that was opened which is worked on, whatever its path leads to
 * meanwhile: else somebody else could have a directory of his deleted, by putting a link in the place of one of ours.
 */
final class OpenDirectory implements Closeable {

    private final Path path;
    private final DirectoryStream<Path> stream;

    private OpenDirectory(Path path, DirectoryStream<Path> stream) {
        this.path = path;
        this.stream = stream;
    }

    static OpenDirectory at(Path path) throws IOException {
        return new OpenDirectory(path, Files.newDirectoryStream(path));
    }

    /** What is in it. Can be asked for once. */
    List<Path> names() throws IOException {
        List<Path> names = new ArrayList<>();
        try {
            stream.forEach(entry -> names.add(entry.getFileName()));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    /**
     * Opens a directory in this one.
     *
     * @throws NotDirectoryException if it is none. That is asked first: who opens a named pipe waits for its other end,
     *     and some JDKs do not close what turns out to be no directory
     */
    OpenDirectory open(Path name) throws IOException {
        Path inner = path.resolve(name);
        if (!isDirectory(name)) {
            throw new NotDirectoryException(inner.toString());
        }
        return stream instanceof SecureDirectoryStream<Path> secure
                ? new OpenDirectory(inner, secure.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS))
                : at(inner);
    }

    boolean isDirectory(Path name) throws IOException {
        return attributesOf(name).isDirectory();
    }

    /** What is known of something in it. */
    BasicFileAttributes attributesOf(Path name) throws IOException {
        BasicFileAttributeView view = stream instanceof SecureDirectoryStream<Path> secure
                ? secure.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                : Files.getFileAttributeView(
                        path.resolve(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        return view.readAttributes();
    }

    /** Owner and permissions; null if there is no such thing here. */
    PosixFileAttributes permissions() throws IOException {
        PosixFileAttributeView view = stream instanceof SecureDirectoryStream<Path> secure
                ? secure.getFileAttributeView(PosixFileAttributeView.class)
                : Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        return view == null ? null : view.readAttributes();
    }

    /** Owner and permissions of something in it; null if there is no such thing here. */
    PosixFileAttributes permissionsOf(Path name) throws IOException {
        PosixFileAttributeView view = stream instanceof SecureDirectoryStream<Path> secure
                ? secure.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                : Files.getFileAttributeView(
                        path.resolve(name), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        return view == null ? null : view.readAttributes();
    }

    SeekableByteChannel openFile(Path name, StandardOpenOption how) throws IOException {
        Set<OpenOption> options = Set.of(how, LinkOption.NOFOLLOW_LINKS);
        return stream instanceof SecureDirectoryStream<Path> secure
                ? secure.newByteChannel(name, options)
                : Files.newByteChannel(path.resolve(name), options);
    }

    /** Deletes what is in a directory in this one, and then that. What cannot be deleted stays. */
    void delete(Path name) {
        try {
            try (OpenDirectory inner = open(name)) {
                inner.empty();
            }
            if (stream instanceof SecureDirectoryStream<Path> secure) {
                secure.deleteDirectory(name);
            } else {
                Files.delete(path.resolve(name));
            }
        } catch (IOException e) {
            return; // it is not empty, or gone
        }
    }

    private void empty() throws IOException {
        List<Path> names = names();
        // The mark is the last, so that whoever comes next finds what is left by it, should this be cut short.
        names.sort((one, other) -> Boolean.compare(OwnerMark.isMark(one), OwnerMark.isMark(other)));
        for (Path name : names) {
            try {
                if (isDirectory(name)) {
                    delete(name);
                } else {
                    deleteFile(name);
                }
            } catch (IOException e) {
                continue; // it is gone, or cannot be deleted
            }
        }
    }

    void deleteFile(Path name) throws IOException {
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            secure.deleteFile(name);
        } else {
            Files.delete(path.resolve(name));
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
