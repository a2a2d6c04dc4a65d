package io.github.multiprocessing4j.internal.memory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * The files beside a private directory that go with it. For each there is a file in the directory: its name says what
 * the other one is called, and its content which file of that name is meant, for by and by that may be another one.
 */
final class Wards {

    private static final String PREFIX = "ward-";

    /** More than any identity has. */
    private static final int LONGEST_IDENTITY = 256;

    private Wards() {}

    static void put(PrivateDirectory directory, String name, String identity) throws IOException {
        Path note = directory.resolve(PREFIX + name);
        try (SeekableByteChannel out = Files.newByteChannel(
                note,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PrivateDirectory.ownersFile(note))) {
            out.write(ByteBuffer.wrap(identity.getBytes(StandardCharsets.UTF_8)));
        }
    }

    static void remove(PrivateDirectory directory, String name) {
        try {
            Files.deleteIfExists(directory.resolve(PREFIX + name));
        } catch (IOException e) {
            return; // it goes with the directory
        }
    }

    /** Deletes the wards of a directory. What cannot be deleted stays. */
    static void delete(OpenDirectory place, Path directory) throws IOException {
        try (OpenDirectory notes = place.open(directory)) {
            for (Path note : notes.names()) {
                if (note.toString().startsWith(PREFIX)) {
                    deleteOne(place, notes, note);
                }
            }
        }
    }

    private static void deleteOne(OpenDirectory place, OpenDirectory notes, Path note) {
        Path ward = note.resolveSibling(note.toString().substring(PREFIX.length()));
        try {
            if (SegmentFile.identityOf(place.attributesOf(ward)).equals(identity(notes, note))) {
                place.deleteFile(ward);
            }
        } catch (IOException e) {
            return; // it is gone, or cannot be deleted
        }
    }

    private static String identity(OpenDirectory notes, Path note) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(LONGEST_IDENTITY);
        try (SeekableByteChannel in = notes.openFile(note, StandardOpenOption.READ)) {
            while (content.hasRemaining() && in.read(content) >= 0) {
                continue;
            }
        }
        return new String(content.array(), 0, content.position(), StandardCharsets.UTF_8);
    }
}
