package io.github.multiprocessing4j.internal.memory;

import io.github.multiprocessing4j.internal.memory.PrivateDirectory.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A program that has a private directory, and dies without deleting it. */
final class DirectoryProgram {

    private DirectoryProgram() {}

    public static void main(String[] args) throws Exception {
        PrivateDirectory directory = PrivateDirectory.create(List.of(new Place(Path.of(args[0]), false)));
        Files.createDirectories(directory.resolve("a/b"));
        Files.createFile(directory.resolve("a/b/c"));
        Files.createSymbolicLink(directory.resolve("link"), Path.of(args[1]));
        System.out.println(directory.path());
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }
}
